"""Leading posts held over the years, as personnel offices list them."""

from __future__ import annotations

from pathlib import Path

from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets import Record, Sheet, Vocabulary, open_tables
from thidua.kernel.text import fold
from thidua.registry.enums import LeadingPostKind
from thidua.registry.imports.cells import NAMES, PERSON_CODES, day, demand, text
from thidua.registry.records import PositionRecord

POSITIONS = Vocabulary(
    {
        "person": PERSON_CODES,
        "name": NAMES,
        "post": ("Chức vụ lãnh đạo", "Chức vụ", "Chức vụ đã giữ"),
        "start": ("Từ ngày", "Ngày bổ nhiệm", "Ngày giữ chức vụ"),
        "end": ("Đến ngày", "Ngày thôi giữ chức vụ", "Ngày thôi chức vụ"),
        "paper": ("Số quyết định", "Số QĐ", "Quyết định bổ nhiệm"),
    }
)
# A label names one post or several of one rank; a list may add the place behind it ("Giám đốc Sở Nội vụ").
_PHRASES = {fold(part): kind for kind in LeadingPostKind for part in kind.label.split(",")}


def read_positions(path: Path, *, name: str | None = None) -> list[PositionRecord]:
    """Leading posts with their days. Raises InputFault for missing columns or wrong cells: a post that is none
    of those the law counts is named, never taken for the nearest."""
    records: list[PositionRecord] = []
    issues: list[Issue] = []
    for sheet, rows in demand(open_tables(path, name=name), POSITIONS, ("person", "post", "start")):
        for row in rows:
            if position := read_position(sheet, row, issues):
                records.append(position)
    if issues:
        raise InputFault(*issues)
    return records


def read_post(words: str) -> LeadingPostKind | None:
    """The post that words begin with."""
    folded = f"{fold(words).replace('uy ban nhan dan', 'ubnd')} "
    return next((kind for phrase, kind in _PHRASES.items() if folded.startswith(f"{phrase} ")), None)


def read_position(sheet: Sheet, row: Record, issues: list[Issue]) -> PositionRecord | None:
    """One post held; an end that is written but cannot be read is asked, it is not a post still held."""
    kind, start, end = read_post(text(row, "post")), day(row.get("start")), day(row.get("end"))
    if kind is None:
        message = f"“{text(row, 'post')}” không thuộc các chức vụ được tính quá trình cống hiến."
        cure = "Ghi " + "; ".join(LeadingPostKind.labels) + ", hoặc bỏ dòng này."
        issues.append(
            Issue("position.post", message, cure, sheet.place(row.number, POSITIONS.labels["post"]))
        )
        return None
    lost = "start" if start is None else "end" if end is None and fold(text(row, "end")) else ""
    if start is None or lost:
        message = f"không đọc được “{text(row, lost)}”."
        place = sheet.place(row.number, POSITIONS.labels[lost])
        issues.append(Issue("position.unread", message, "Sửa lại ô này rồi gửi lại.", place))
        return None
    place = sheet.place(row.number)
    return PositionRecord(text(row, "person"), kind, start, end, text(row, "paper"), place)
