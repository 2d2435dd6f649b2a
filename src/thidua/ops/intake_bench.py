"""`thidua bench import`, each side in a process of its own: an old list of 50,000 awards from the sent file to the
ledger, preview and acceptance as a worker does them, beside the same file read bare and copied into a table."""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from thidua.ops.measuring import peak_mb

SEED, PEOPLE, FIRST_YEAR, YEARS, LINES = 20240131, 50_000, 1995, 5, 50_000
HEAD = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Mã cán bộ",
    "Đơn vị",
    "Danh hiệu",
    "Năm",
    "Số quyết định",
    "Ngày ký",
    "Cấp quyết định",
)
_OFFICE = "do-toc-do"


def make(file: Path) -> dict[str, Any]:
    """Write the list: five years of ten thousand invented people, as an office keeps it, with a code for those whom
    name and birth do not tell from others. Also who sends it."""
    from thidua.access.enums import Role
    from thidua.access.models import Grant, User
    from thidua.documents.workbooks import Column, save_list
    from thidua.registry.models import OrgUnit, Post

    posts = Post.objects.filter(until_on=None).select_related("person", "unit").order_by("id")
    held = list(posts)
    grown = [post for post in held if (post.person.birth_year or 0) <= FIRST_YEAR - 18]
    drawn = random.Random(SEED).sample(grown, LINES // YEARS)
    alike = Counter((post.person.folded_name, post.person.born_on) for post in held)
    rows: list[tuple[Any, ...]] = []
    for post in drawn:
        code = post.person.code if alike[post.person.folded_name, post.person.born_on] > 1 else ""
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
            number = f"{1 + post.unit_id % 900}/QĐ-UB"
            rows.append((len(rows) + 1, post.person.full_name, f"{post.person.born_on:%d/%m/%Y}", code, post.unit.name,
                         "Lao động tiên tiến", year, number, date(year, 12, 20), "Chủ tịch UBND tỉnh Mẫu"))  # fmt: skip
    save_list(file, title="SỔ KHEN THƯỞNG", columns=[Column(one) for one in HEAD], rows=rows)
    user = User.objects.create(username=_OFFICE, full_name="Thường trực (mẫu)")
    Grant.objects.create(
        user=user, role=Role.OFFICE, unit=OrgUnit.objects.get(parent=None), from_on=date(2020, 1, 1)
    )
    return {"lines": len(rows)}


def send(file: Path) -> dict[str, Any]:
    """What the web server does with the file: keep it. The worker has the rest."""
    from thidua.access.models import User
    from thidua.intake import jobs  # noqa: F401 – makes the works known
    from thidua.intake.actions import send as keep
    from thidua.registry.models import OrgUnit

    start = time.perf_counter()
    province = OrgUnit.objects.get(parent=None)
    user = User.objects.get(username=_OFFICE)
    one = keep(actor=user, kind="awards", sender=province, file="so-cu.xlsx", content=file.read_bytes())
    return {"intake": one.pk, "seconds": time.perf_counter() - start}


def ours(file: Path) -> dict[str, Any]:
    """The worker: headings, preview of every row, acceptance. Raises AssertionError unless every line is in."""
    from thidua.access.models import User
    from thidua.flow.jobs import run
    from thidua.intake.actions import assign_columns
    from thidua.intake.actions.files import ask
    from thidua.intake.jobs import read  # noqa: F401 – makes the works known
    from thidua.intake.models import Intake
    from thidua.intake.queries.files import job_of

    one, user = Intake.objects.get(), User.objects.get(username=_OFFICE)
    taken = {}

    def work(name: str) -> None:
        start = time.perf_counter()
        job = job_of(one)
        if job is None or not run(job.pk):
            raise AssertionError(f"no work to {name}")
        taken[name] = round(time.perf_counter() - start, 2)
        one.refresh_from_db()

    work("read")
    assign_columns(actor=user, intake=one, fields={c["heading"]: c["field"] for c in one.columns or ()})
    work("check")
    ask(actor=user, intake=one, kind="intake.accept")
    work("accept")
    if (one.state, one.created, one.wrong) != ("accepted", LINES, 0):
        job = job_of(one)
        said = list(one.faults.values_list("row", "message")[:3])
        raise AssertionError(
            f"{one.state}, {one.created} new, {one.wrong} wrong: {said} {job and job.message}"
        )
    return {"seconds": sum(taken.values()), "parts": taken, "peak_mb": peak_mb()}


def floor(file: Path) -> dict[str, Any]:
    """The same file read by the bare library, its rows copied into a table without index."""
    from django.db import connection
    from python_calamine import CalamineWorkbook

    start = time.perf_counter()
    book = CalamineWorkbook.from_path(str(file))
    rows = book.get_sheet_by_name(book.sheet_names[0]).to_python(skip_empty_area=False)[3:]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE bare (" + ", ".join(f"c{n} text" for n in range(len(HEAD))) + ")"
        )
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for row in rows:
                copy.write_row([str(cell) for cell in row])
        cursor.execute("SELECT count(*) FROM bare")
        if cursor.fetchone()[0] != LINES:
            raise AssertionError("the floor read another number of lines")
    return {"seconds": time.perf_counter() - start}


def main(side: str, data: Path, file: Path) -> None:
    """Run one side on a data folder; the measure as JSON on stdout."""
    from thidua.ops.installation import ready

    with ready(data, say=lambda message: None):
        print(json.dumps({"make": make, "send": send, "ours": ours, "floor": floor}[side](file)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
