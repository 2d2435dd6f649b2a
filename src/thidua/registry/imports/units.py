"""The register of units."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets import Record, Sheet, Vocabulary, open_tables
from thidua.kernel.text import fold
from thidua.registry.imports.cells import UNIT_CODES, demand, text
from thidua.registry.records import UnitRecord

UNITS = Vocabulary(
    {
        "parent": (
            "Mã đơn vị cấp trên",
            "Mã cấp trên",
            "Đơn vị cấp trên",
            "Trực thuộc",
            "Mã cơ quan chủ quản",
            "Cơ quan chủ quản",
            "Đơn vị chủ quản",
            "Cơ quan cấp trên",
            "Cấp trên",
        ),
        "code": (*UNIT_CODES, "=Mã", "=Mã số", "Ký hiệu"),
        "name": (
            "Tên đơn vị",
            "Tên cơ quan",
            "Đơn vị",
            "Cơ quan, đơn vị",
            "Tên cơ quan, đơn vị",
            "Tên tổ chức",
            "=Cơ quan",
            "=Tên gọi",
        ),
        "kind": ("=Loại", "Loại hình", "Loại đơn vị", "Phân loại", "Cấp"),
        "cluster": ("Cụm, khối thi đua", "Cụm thi đua", "Khối thi đua", "Cụm", "Khối"),
    }
)


def read_units(path: Path, *, name: str | None = None) -> list[UnitRecord]:
    """Units of a register. Raises InputFault for a file without code and name columns or rows without them."""
    records: list[UnitRecord] = []
    issues: list[Issue] = []
    for sheet, rows in demand(open_tables(path, name=name), UNITS, ("code", "name")):
        for row in rows:
            if one := read_unit(sheet, row, issues):
                records.append(one)
    if issues:
        raise InputFault(*issues)
    return parents_by_code(records)


def read_unit(sheet: Sheet, row: Record, issues: list[Issue]) -> UnitRecord | None:
    """The unit of a row; none where its code or name is missing, which is told."""
    place = sheet.place(row.number)
    code, title = text(row, "code"), text(row, "name")
    if not code or not title:
        lacking, column = ("mã đơn vị", "code") if not code else ("tên đơn vị", "name")
        where = sheet.place(row.number, UNITS.labels[column])
        issues.append(Issue("unit.empty", f"thiếu {lacking}.", "Điền vào ô trống.", where))
        return None
    return UnitRecord(code, title, text(row, "kind"), text(row, "parent"), text(row, "cluster"), place)


def parents_by_code(records: list[UnitRecord]) -> list[UnitRecord]:
    """A register may give the parent's name; where one unit alone bears it, that is its code."""
    codes = {r.code for r in records}
    named: dict[str, list[str]] = defaultdict(list)
    for r in records:
        named[fold(r.name)].append(r.code)
    return [
        replace(r, parent_code=found[0])
        if r.parent_code not in codes and len(found := named.get(fold(r.parent_code), [])) == 1
        else r
        for r in records
    ]
