"""Papers and certificates of a season's decisions, written to OUT."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from thidua.decisions.enums import Origin
from thidua.decisions.exports import certificates_pdf, decision_docx, decision_pdf, submission_pdf
from thidua.decisions.models import Decision
from thidua.movements.models import Season
from thidua.nominations.exports import refusals, refusals_pdf
from thidua.ops.season.outputs import write


def write_papers(season: Season, out: Path, *, say: Callable[[str], None]) -> dict[str, int]:
    """Each decision as PDF and Word, the submission letter and the list of refusals in papers/; one PDF of
    all certificates of a decision in certificates/.

    Returns how many certificate files and pages there are.
    """
    files = pages = 0
    issued = Decision.objects.filter(season=season, origin=Origin.ISSUED).order_by("serial")
    for decision in issued.select_related("season__authority"):
        stem = decision.number.replace("/", "-")
        write(out / "papers" / f"quyet-dinh-{stem}.pdf", decision_pdf(decision))
        write(out / "papers" / f"quyet-dinh-{stem}.docx", decision_docx(decision))
        say(f"In giấy chứng nhận theo quyết định {decision.number} …")
        content, made = certificates_pdf(decision)
        write(out / "certificates" / f"giay-chung-nhan-{stem}.pdf", content)
        files, pages = files + 1, pages + made
    if files:
        write(out / "papers" / "to-trinh.pdf", submission_pdf(season))
    if refusals(season):
        write(out / "papers" / "danh-sach-khong-dat.pdf", refusals_pdf(season))
    return {"files": files, "pages": pages}
