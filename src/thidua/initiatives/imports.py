"""Lists of initiative councils."""

from __future__ import annotations

import re
from pathlib import Path

from thidua.initiatives.enums import Scope
from thidua.initiatives.records import InitiativeRecord
from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets import Record, Sheet, Vocabulary, open_tables, read_whole
from thidua.kernel.text import fold
from thidua.registry.imports.cells import PERSON_CODES, day, demand, text

INITIATIVES = Vocabulary(
    {
        "code": ("Mã sáng kiến", "Mã SK", "Mã số sáng kiến", "Số chứng nhận"),
        "title": (
            "Tên sáng kiến",
            "Tên đề tài, sáng kiến",
            "Tên giải pháp",
            "Tên đề tài",
            "Nội dung sáng kiến",
        ),
        "author": ("Mã CB tác giả", "Mã tác giả", *PERSON_CODES),
        "name": ("Tác giả", "Họ và tên tác giả", "Họ và tên"),
        "share": ("Tỷ lệ đóng góp", "Tỷ lệ", "% đóng góp"),
        "unit": ("Đơn vị", "Đơn vị công tác"),
        "scope": ("Phạm vi ảnh hưởng", "Cấp công nhận", "Phạm vi", "Cấp"),
        "result": ("Kết quả xét", "Kết quả", "Kết luận"),
        "applied": ("Đã áp dụng hiệu quả", "Áp dụng hiệu quả", "Đã áp dụng", "Tình trạng áp dụng"),
        "replicable": ("Khả năng nhân rộng", "Nhân rộng"),
        "number": ("Số quyết định", "Số QĐ"),
        "decided": ("Ngày quyết định", "Ngày ký"),
        "year": ("Năm áp dụng", "Năm công nhận", "=Năm", "Năm xét"),
    }
)
# A line break inside a cell comes as a space: “CB01 CB02” are two codes, “CB 01” is one; “50% 30%” two shares.
_PARTS = re.compile(r"[;,]+|(?<=%)\s+")
_CODES = re.compile(r"[;,]+|(?<=\d)\s+(?=\S*\d)")


def read_initiatives(path: Path, *, name: str | None = None) -> list[InitiativeRecord]:
    """Initiatives, one record an author. Raises InputFault for missing columns or an unreadable year."""
    records: list[InitiativeRecord] = []
    issues: list[Issue] = []
    for sheet, rows in demand(open_tables(path, name=name), INITIATIVES, ("code", "author", "year")):
        for row in rows:
            records += _authors(sheet, row, issues)
    if issues:
        raise InputFault(*issues)
    return records


def _authors(sheet: Sheet, row: Record, issues: list[Issue]) -> list[InitiativeRecord]:
    """One record for each author named in the row, with the share that stands in the same place."""
    place = sheet.place(row.number)
    decided, year = day(row.get("decided")), read_whole(row.get("year"))
    year = year or (decided.year if decided else None)
    codes = [part.strip() for part in _CODES.split(text(row, "author")) if part.strip()]
    if year is None or not codes or not text(row, "code"):
        message = "thiếu mã sáng kiến, mã tác giả hoặc năm áp dụng."
        issues.append(Issue("initiative.empty", message, "Điền vào ô trống.", place))
        return []
    shares = [read_whole(part) for part in _PARTS.split(text(row, "share"))]
    return [
        InitiativeRecord(
            code=text(row, "code"),
            title=text(row, "title"),
            scope=_scope(text(row, "scope")),
            recognised=_recognised(text(row, "result")),
            applied=_yes(text(row, "applied")),
            replicable=_yes(text(row, "replicable")),
            year=year,
            author_code=code,
            share=shares[i] if i < len(shares) else None,
            unit=text(row, "unit"),
            number=text(row, "number"),
            decided_on=decided,
            place=place,
        )
        for i, code in enumerate(codes)
    ]


def _recognised(words: str) -> bool | None:
    """The council's answer; none where the cell does not give one."""
    folded = fold(words)
    if not folded:
        return None
    if re.search(r"\b(chua (xet|hop|co|cham|danh gia|tra loi)|dang|cho)\b", folded):
        return None
    if re.search(r"\b(khong|chua)\b", folded):
        return False
    return True if re.search(r"cong nhan|dat|^x$|thong qua", folded) else None


def _yes(words: str) -> bool | None:
    """Yes or no of a cell that is ticked or says so; none where it says neither."""
    folded = fold(words)
    if re.search(r"\b(khong|chua)\b", folded):
        return False
    return True if re.search(r"\b(co|da|dat|x|duoc|hieu qua|nhan rong)\b", folded) else None


def _scope(words: str) -> str:
    """Grassroots unless a wider scope is written."""
    folded = re.sub(r"\b(noi|can) bo\b", "", fold(words))  # “nội bộ đơn vị” names no ministry
    if re.search(r"toan quoc|quoc gia|trung uong", folded):
        return Scope.NATIONAL
    if re.search(r"\b(tinh|thanh pho|tp|bo|nganh)\b", folded):
        return Scope.PROVINCIAL
    return Scope.GRASSROOTS
