"""Both sides of the certificates' bench, each run in a process of its own by `thidua bench certificates`."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from thidua.ops.measuring import peak_mb


def ours(data: Path, pages: Path) -> float:
    """Seconds from the ledger to the file, for the largest decision; leaves the pages' data for the floor."""
    from thidua.ops.installation import ready

    with ready(data, say=lambda message: None):
        from django.db.models import Count

        from thidua.decisions.exports import certificate_items, certificates_pdf, is_trial
        from thidua.decisions.models import Decision
        from thidua.documents import parts
        from thidua.documents.engine import plain

        decision = Decision.objects.annotate(n=Count("lines")).order_by("-n")[0]
        start = time.perf_counter()
        certificates_pdf(decision)
        seconds = time.perf_counter() - start
        own = peak_mb()
        items = [plain(item.entries()) for item in certificate_items(decision)]
        on = decision.signed_on.isoformat()
        kept = {"on": on, "data": json.dumps({"demo": is_trial(decision), "items": items})}
        pages.write_text(json.dumps(kept), encoding="utf-8")
        tell(seconds, own + parts.AT_ONCE * part_peak_mb(on, is_trial(decision), items[: parts.PAGES]))
    return seconds


def part_peak_mb(on: str, demo: bool, items: list[object]) -> float:
    """Peak memory of the process that sets one full part, as the kernel counts it after the program began."""

    order = {"code": "giay-chung-nhan", "from": on, "data": {"demo": demo, "items": items}}
    code = (
        "import sys; from thidua.documents.parts import set_one; from thidua.ops.measuring import peak_mb;"
        "set_one(); print(peak_mb(), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(order).encode(), capture_output=True, check=True
    )
    return float(done.stderr)


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
    tell(seconds, peak_mb())
    return seconds


def tell(seconds: float, peak: float) -> None:
    """The measure as JSON on stdout; `peak` in MB counts this process and the parts it sets at once."""
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    {"ours": ours, "floor": floor}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
