"""Long files set in parts, each by a process of its own, and joined.

The engine keeps what it has laid out until its process ends: a file of thousands of pages would hold hundreds
of megabytes, and the next one as much again. Parts also use every core.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from thidua.documents import catalogue, engine
from thidua.documents.catalogue import Form
from thidua.kernel.issues import InputFault

PAGES = 300  # a part: its process takes a third of a second to start, one to set it, and about 90 MB
ONE_PART = "import sys; from thidua.documents.parts import set_one; sys.exit(set_one())"
AT_ONCE = min(2, os.cpu_count() or 1)


def set_in_parts(
    form: Form,
    data: Mapping[str, Any],
    pages: Sequence[Mapping[str, Any]],
    progress: Callable[[int], None] = lambda done: None,
) -> bytes:
    """One PDF of `data` whose `items` are the pages, `plain` already and in order.

    `progress` is told how many pages are set. The same data give the same bytes. Raises InputFault and
    PaperFailed as `engine.set_pages`.
    """
    faults = list(engine.missing(form, {**data, "items": pages}))
    if faults:
        raise InputFault.of(faults)
    cut = [pages[start : start + PAGES] for start in range(0, len(pages), PAGES)]
    made: list[bytes] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for part, done in zip(
            pool.map(lambda some: _apart(form, {**data, "items": list(some)}), cut),
            range(PAGES, len(pages) + PAGES, PAGES),
            strict=True,
        ):
            made.append(part)
            progress(min(done, len(pages)))
    return _joined(made)


def _apart(form: Form, data: Mapping[str, Any]) -> bytes:
    order = {"code": form.code, "from": form.start.isoformat(), "data": data}
    done = subprocess.run(
        [sys.executable, "-c", ONE_PART],
        input=json.dumps(order, ensure_ascii=False).encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise engine.PaperFailed(form.code, done.stderr.decode(errors="replace").strip())
    return done.stdout


def _joined(parts: Sequence[bytes]) -> bytes:
    import pikepdf

    whole = pikepdf.open(io.BytesIO(parts[0]))
    for part in parts[1:]:
        whole.pages.extend(pikepdf.open(io.BytesIO(part)).pages)
    written = io.BytesIO()
    whole.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def set_one() -> int:
    """One part: its order as JSON on stdin, the PDF on stdout; what went wrong on stderr."""
    order = json.loads(sys.stdin.buffer.read())
    form = catalogue.find(order["code"], date.fromisoformat(order["from"]))
    try:
        made = engine.set_pages(form, order["data"], tags=False)
    except engine.PaperFailed as failed:
        print(failed.detail, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(made)
    return 0
