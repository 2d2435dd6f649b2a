"""Whose rows a file may bring: those of its unit and below. What lies elsewhere is not told apart from what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from thidua.intake.enums import IntakeKind
from thidua.intake.records import ReadRow, Wrong
from thidua.movements.queries.seasons import latest_season
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.candidates import units_of
from thidua.registry.queries.people import ids_by_code
from thidua.registry.queries.units import UnitIndex, unit_index
from thidua.registry.records import UnitRecord

_HERE = "trong các đơn vị thuộc phạm vi của bạn"


def known_units() -> UnitIndex:
    """All units, found as lists of this place write them."""
    season = latest_season()
    return unit_index(place=season.place, province=season.province) if season else unit_index()


def within(kind: str, rows: Sequence[ReadRow], allowed: set[int]) -> list[Wrong]:
    """What is wrong with rows about units and persons elsewhere; persons' units are brought to codes."""
    if kind == IntakeKind.UNITS:
        return _units(rows, allowed)
    if kind == IntakeKind.PEOPLE:
        return _people(rows, allowed)
    return _by_code(rows, allowed)


def _wrong(row: ReadRow, field: str, code: str, message: str, cure: str) -> Wrong:
    return Wrong(row.sheet, row.number, field, code, message, cure)


def _units(rows: Sequence[ReadRow], allowed: set[int]) -> list[Wrong]:
    """A unit must be of the scope or come to lie below one that is."""
    found = list(OrgUnit.objects.values_list("code", "id", "parent__code"))
    here = {code for code, id_, _ in found if id_ in allowed}
    known = {code: parent for code, _, parent in found}
    given: dict[str, str] = {r.code: r.parent_code for row in rows for r in row.records}
    wrong = []
    for row in rows:
        for one in row.records:
            if one.code in known and one.code not in here:
                said = f"không có mã “{one.code}” {_HERE}, hoặc mã đã được dùng."
                wrong.append(
                    _wrong(row, "code", "intake.elsewhere", said.capitalize(), "Sửa mã hoặc bỏ dòng này.")
                )
            elif not _lies_here(one, given, known, here):
                said = f"Đơn vị cấp trên “{one.parent_code}” không nằm {_HERE}."
                said = said if one.parent_code else "Chưa ghi đơn vị cấp trên của đơn vị mới."
                wrong.append(_wrong(row, "parent", "intake.elsewhere", said, "Ghi mã đơn vị cấp trên."))
    return wrong


def _lies_here(one: UnitRecord, given: dict[str, str], known: dict[str, str], here: set[str]) -> bool:
    if one.code in here and (not one.parent_code or one.parent_code == known[one.code]):
        return True
    code, seen = one.parent_code, set[str]()
    while code and code not in here and code not in known and code not in seen:
        seen.add(code)
        code = given.get(code, "")
    return code in here


def _people(rows: Sequence[ReadRow], allowed: set[int]) -> list[Wrong]:
    units, wrong = known_units(), []
    codes = {one.code for row in rows for one in row.records}
    held = dict(Person.objects.filter(code__in=codes).values_list("code", "id"))
    at = units_of(set(held.values()))
    for row in rows:
        for place, one in enumerate(row.records):
            unit = units.find(one.unit_code)
            elsewhere = one.code in held and at.get(held[one.code]) not in {*allowed, None}
            if one.unit_code and (unit is None or unit.pk not in allowed):
                said = f"Không có đơn vị “{one.unit_code}” {_HERE}."
                wrong.append(_wrong(row, "unit", "intake.unit", said, "Ghi đúng mã hoặc tên đơn vị."))
            elif elsewhere:
                said = f"Mã cán bộ “{one.code}” đã dùng cho người không thuộc phạm vi của bạn."
                wrong.append(
                    _wrong(row, "code", "intake.elsewhere", said, "Kiểm tra lại mã, hoặc bỏ dòng này.")
                )
            if unit is not None:
                row.records = _put(row.records, place, replace(one, unit_code=unit.code))
    return wrong


def _put(records: tuple[Any, ...], place: int, one: Any) -> tuple[Any, ...]:
    return (*records[:place], one, *records[place + 1 :])


def _by_code(rows: Sequence[ReadRow], allowed: set[int]) -> list[Wrong]:
    """Rows of posts, grades and measures name their person, or their unit, by code."""
    ids = ids_by_code()
    at = units_of({ids[code] for row in rows for code in _codes(row, "person") if code in ids})
    units = {code for code, id_ in OrgUnit.objects.values_list("code", "id") if id_ in allowed}
    wrong = []
    for row in rows:
        strange = [c for c in _codes(row, "person") if at.get(ids.get(c, 0)) not in allowed]
        strange_units = [c for c in _codes(row, "unit") if c not in units]
        for field, codes in (("person", strange), ("unit", strange_units)):
            if codes:
                said = f"Không có mã “{codes[0]}” {_HERE}."
                wrong.append(
                    _wrong(row, field, "intake.unknown", said, "Sửa mã, hoặc thêm vào danh bạ trước.")
                )
    return wrong


def _codes(row: ReadRow, whose: str) -> list[str]:
    """Codes the row's records name, persons' or units', each once."""
    found = []
    for one in row.records:
        key, record = one if isinstance(one, tuple) else ("person", one)
        if key == whose:
            found.append(str(getattr(record, "person_code", "") or getattr(record, "code", "")))
    return list(dict.fromkeys(found))
