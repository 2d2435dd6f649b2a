"""Papers and certificates of a season's decisions, written to OUT."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from thidua.decisions.enums import Origin
from thidua.decisions.exports import certificates_pdf, decision_pdf
from thidua.decisions.models import Decision
from thidua.movements.models import Season
from thidua.ops.season.outputs import write


def write_papers(season: Season, out: Path, *, say: Callable[[str], None]) -> dict[str, int]:
    """One PDF of the decision with its list in papers/, one of all its certificates in certificates/.

    Returns how many certificate files and pages there are.
    """
    files = pages = 0
    issued = Decision.objects.filter(season=season, origin=Origin.ISSUED).order_by("serial")
    for decision in issued.select_related("season__authority"):
        stem = decision.number.replace("/", "-")
        write(out / "papers" / f"quyet-dinh-{stem}.pdf", decision_pdf(decision))
        say(f"In giấy chứng nhận theo quyết định {decision.number} …")
        content, made = certificates_pdf(decision)
        write(out / "certificates" / f"giay-chung-nhan-{stem}.pdf", content)
        files, pages = files + 1, pages + made
    return {"files": files, "pages": pages}
