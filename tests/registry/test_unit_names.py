"""A unit is found by what lists call it, in full or short, and never when two could be meant."""

from __future__ import annotations

import pytest

from thidua.registry.models import OrgUnit, UnitState
from thidua.registry.queries.units import UnitIndex, unit_words

NAMES = (
    "UBND huyện Thạch Thất",
    "UBND xã Hương Ngải",
    "Phòng Giáo dục và Đào tạo",
    "Trường Mầm non Phùng Xá",
    "Trường Tiểu học Phùng Xá",
    "Trường THCS Phùng Xá",
    "Hội Cựu chiến binh huyện",
    "Trạm Y tế",
    "Trạm Y tế",
)


@pytest.fixture(scope="module")
def units() -> UnitIndex:
    made = [OrgUnit(id=i, code=f"U{i}", name=name) for i, name in enumerate(NAMES)]
    by_name: dict[str, list[OrgUnit | UnitState]] = {}
    for unit in made:
        by_name.setdefault(unit_words(unit.name), []).append(unit)
    return UnitIndex({u.code: u for u in made}, by_name, ("huyen thach that", "thanh pho ha noi"))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ỦY BAN NHÂN DÂN XÃ HƯƠNG NGẢI", "UBND xã Hương Ngải"),
        ("Uỷ ban nhân dân xã Hương Ngải, huyện Thạch Thất", "UBND xã Hương Ngải"),
        ("Ủy ban nhân dân huyện Thạch Thất", "UBND huyện Thạch Thất"),
        ("Phòng GD&ĐT huyện Thạch Thất", "Phòng Giáo dục và Đào tạo"),
        ("Trường MN Phùng Xá", "Trường Mầm non Phùng Xá"),
        ("TRƯỜNG TH PHÙNG XÁ", "Trường Tiểu học Phùng Xá"),
        ("Tập thể Trường Trung học cơ sở Phùng Xá", "Trường THCS Phùng Xá"),
        ("Hội CCB huyện Thạch Thất", "Hội Cựu chiến binh huyện"),
        ("u3", "Trường Mầm non Phùng Xá"),
    ],
)
def test_names_in_full_and_short(units: UnitIndex, written: str, name: str) -> None:
    found = units.find(written)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "written", ["", "Trạm Y tế", "Trường Phùng Xá", "UBND xã Hương", "Tập thể", "Hội CCB xã"]
)
def test_what_names_none_or_two_finds_nobody(units: UnitIndex, written: str) -> None:
    assert units.find(written) is None
