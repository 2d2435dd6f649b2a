"""`thidua law explain`: the tree of criteria for one nominee, with citations."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast, get_args

from thidua.kernel.issues import InputFault, Issue, Place
from thidua.kernel.numbers import day
from thidua.lawbook import Cohort, Fault, load
from thidua.lawbook.facts import Subject, SubjectFacts
from thidua.lawbook.faults import NotInForce
from thidua.lawbook.given import read_facts
from thidua.lawbook.located import Mapped, read_yaml
from thidua.lawbook.printed import printed
from thidua.ops.cli import project_dir


def call(given: argparse.Namespace) -> int:
    book = load(project_dir() / "law", given.place)
    on = _day(given.on)
    held = _content(given.facts)
    year = int(held.get("year") or on.year)
    facts = _facts(held, given.facts.name, book.label)
    if given.honour not in {h.code for h in book.honours()}:
        issue = Issue(
            "explain.honour", f"không có danh hiệu mang mã “{given.honour}”.", "Dùng mã trong law/honours."
        )
        raise InputFault(issue)
    try:
        verdict = book.judge(given.honour, Cohort.build(year, [facts]), on).verdict(0)
    except NotInForce as fault:
        said = f"bộ luật chưa có tiêu chuẩn “{book.label(given.honour)}” cho đối tượng này ngày {day(on)}."
        raise InputFault(Issue("explain.on", said, "Chọn ngày hoặc đối tượng khác.")) from fault
    print(f"{book.label(given.honour)}, năm {year}: {book.label('outcome.' + verdict.outcome)}")
    print(f"Xét theo luật ngày {day(on)}.")
    print("\n".join(printed(verdict.findings)))
    return 0


def _subject(held: Mapped) -> Subject:
    """The kind of nominee; a person when the file does not say. Raises InputFault for another word."""
    said = held.get("subject", "person")
    for kind in get_args(Subject):
        if said == kind:
            return cast(Subject, kind)
    message = f"loại đối tượng “{said}” không có."
    raise InputFault(Issue("explain.subject", message, "Ghi person, collective hoặc household."))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        message = f"ngày “{text}” không đọc được."
        raise InputFault(Issue("explain.on", message, "Ghi ngày dạng 2023-12-15.")) from fault


def _content(path: Path) -> Mapped:
    try:
        held = read_yaml(path, path.name)
    except OSError as fault:
        issue = Issue("explain.facts", "không đọc được tệp dữ kiện.", "Kiểm tra đường dẫn.", Place(path.name))
        raise InputFault(issue) from fault
    if isinstance(held, Fault):
        place = Place(path.name, row=held.line)
        raise InputFault(Issue("explain.facts", held.message, "Đề nghị sửa tệp dữ kiện.", place))
    return held


def _facts(held: Mapped, file: str, label: Callable[[str], str]) -> SubjectFacts:
    """The facts; a fault in them is shown with the file and the line of the fact it lies in."""
    data = held.get("facts")
    if not isinstance(data, Mapped):
        place = Place(file, row=held.line_of("facts"))
        raise InputFault(Issue("explain.facts", "Thiếu mục “facts”.", "Ghi các dữ kiện dưới “facts”.", place))
    try:
        return read_facts(_subject(held), data, label)
    except InputFault as fault:
        raise InputFault.of(
            replace(issue, place=Place(file, row=data.line_of(issue.code.partition(".")[2])))
            for issue in fault.issues
        ) from fault
