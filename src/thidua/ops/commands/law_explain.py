"""`thidua law explain`: the tree of criteria for one nominee, with citations."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from thidua.kernel.issues import InputFault, Issue, Place
from thidua.lawbook import Cohort, Finding, load
from thidua.lawbook.facts import Subject
from thidua.lawbook.given import read_facts
from thidua.ops.cli import project_dir

_SIGNS = {"met": "✓", "not_met": "✗", "to_attest": "?", "deferred": "⏸"}


def call(given: argparse.Namespace) -> int:
    book = load(project_dir() / "law", given.place)
    on = _day(given.on)
    held = _facts(given.facts)
    year = int(held.get("year") or on.year)
    facts = read_facts(_subject(held), held.get("facts", {}))
    if given.honour not in {h.code for h in book.honours()}:
        issue = Issue(
            "explain.honour", f"không có danh hiệu mang mã “{given.honour}”.", "Dùng mã trong law/honours."
        )
        raise InputFault(issue)
    verdict = book.judge(given.honour, Cohort.build(year, [facts]), on).verdict(0)
    print(f"{book.label(given.honour)}, năm {year}: {book.label('outcome.' + verdict.outcome)}")
    _show(verdict.findings, 0)
    return 0


def _subject(held: dict[str, Any]) -> Subject:
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


def _facts(path: Path) -> dict[str, Any]:
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        issue = Issue(
            "explain.facts", "không đọc được tệp dữ kiện.", "Kiểm tra đường dẫn và cú pháp.", Place(path.name)
        )
        raise InputFault(issue) from fault
    return held if isinstance(held, dict) else {}


def _show(finding: Finding, depth: int) -> None:
    cite = f"  [{finding.cite}]" if finding.cite else ""
    print(f"{'  ' * depth}{_SIGNS[finding.outcome]} {finding.label}: {finding.sentence}{cite}")
    for child in finding.children:
        _show(child, depth + 1)
