"""Both sides of the certificates' bench, each run in a process of its own by `thidua bench certificates`."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path


def ours(data: Path, pages: Path) -> float:
    """Seconds from the ledger to the file, for the largest decision; leaves the pages' data for the floor."""
    from thidua.ops.installation import ready

    with ready(data, say=lambda message: None):
        from django.db.models import Count

        from thidua.decisions.exports import certificate_items, certificates_pdf, is_trial
        from thidua.decisions.models import Decision
        from thidua.documents.engine import plain

        decision = Decision.objects.annotate(n=Count("lines")).order_by("-n")[0]
        start = time.perf_counter()
        certificates_pdf(decision)
        seconds = time.perf_counter() - start
        tell(seconds)
        items = [plain(item.entries()) for item in certificate_items(decision)]
        on = decision.signed_on.isoformat()
        kept = {"on": on, "data": json.dumps({"demo": is_trial(decision), "items": items})}
        pages.write_text(json.dumps(kept), encoding="utf-8")
    return seconds


def floor(data: Path, pages: Path) -> float:
    """Seconds typst alone takes over the same pages."""
    from datetime import date

    import typst

    from thidua.documents import catalogue, engine

    kept = json.loads(pages.read_text(encoding="utf-8"))
    form = catalogue.find("giay-chung-nhan", date.fromisoformat(kept["on"]))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[engine.FONTS])
    start = time.perf_counter()
    compiler = typst.Compiler(
        form.template,
        root=catalogue.PAPERS,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": kept["data"]},
    )
    compiler.compile(format="pdf", pdf_standards=["a-2b"])
    seconds = time.perf_counter() - start
    tell(seconds)
    return seconds


def tell(seconds: float) -> None:
    """The measure as JSON on stdout, with the peak memory of this process and of the parts it sets at once."""
    from thidua.documents.parts import AT_ONCE

    own, part = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    peak = (own + AT_ONCE * part) / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    {"ours": ours, "floor": floor}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
