"""What is found for what an official types, and in which order."""

from __future__ import annotations

from datetime import date

import pytest
from builders import System, born, people, units

from thidua.kernel.near import edits, is_near
from thidua.kernel.syllables import is_bare_syllable
from thidua.registry.actions import changes
from thidua.registry.models import OrgUnit, Person, PersonName
from thidua.registry.queries.searching import (
    found_people,
    found_units,
    people_matching,
    typed,
    units_matching,
)

pytestmark = pytest.mark.django_db


def names(text: str, **more: object) -> list[str]:
    return [one.full_name for one in found_people(typed(text), units=None, **more)]  # type: ignore[arg-type]


@pytest.fixture
def register() -> list[Person]:
    units(("A", "Trường THCS Yên Bình", ""), ("B", "UBND xã Cấn Hạ", ""))
    return people(
        born("P1", "Nguyễn Văn Hùng", "A"),
        born("P2", "Nguyễn Văn Hưng", "A"),
        born("P3", "Hùng Nguyễn Vân", "B"),
        born("P4", "Nguyễn Thị Hùng Vân", "B"),
        born("P5", "Đặng Thúy Quỳnh", "B"),
        born("P6", "H’Hen Niê", "B"),
        born("P7", "Trần Bảo", "A"),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đặng Thúy Quỳnh", ["Đặng Thúy Quỳnh"]),
        ("dang thuy quynh", ["Đặng Thúy Quỳnh"]),
        ("DANG THUÝ", ["Đặng Thúy Quỳnh"]),
        ("quynh dang", ["Đặng Thúy Quỳnh"]),
        ("quỳ", ["Đặng Thúy Quỳnh"]),
        ("dang thuy quyn", ["Đặng Thúy Quỳnh"]),
        ("dang thuy quinh", ["Đặng Thúy Quỳnh"]),  # one letter wrong
        ("dagn thyu quynh", ["Đặng Thúy Quỳnh"]),  # two words, neighbours exchanged
        ("dang thi thuy quynh", ["Đặng Thúy Quỳnh"]),  # a word too many
        ("hen nie", ["H’Hen Niê"]),
        ("tran bao", ["Trần Bảo"]),
        ("tran  BAO ", ["Trần Bảo"]),
        ("khong ai ca", []),
        ("", []),
        ("—", []),
    ],
)
def test_found_without_accents_in_any_order_a_letter_off(
    register: list[Person], text: str, found: list[str]
) -> None:
    assert names(text) == found


def test_the_spelling_typed_comes_first_then_the_same_words_then_others(register: list[Person]) -> None:
    assert names("Nguyễn Văn Hưng")[:2] == ["Nguyễn Văn Hưng", "Nguyễn Văn Hùng"]
    assert names("nguyen van hung") == [
        "Nguyễn Văn Hùng",
        "Nguyễn Văn Hưng",
        "Hùng Nguyễn Vân",
        "Nguyễn Thị Hùng Vân",
    ]


def test_only_people_of_the_units_asked_for(register: list[Person]) -> None:
    of_a = found_people(typed("nguyen van hung"), units=[OrgUnit.objects.get(code="A").pk])
    assert [one.code for one in of_a] == ["P1", "P2"]


def test_an_earlier_name_and_a_code_find_their_person(register: list[Person]) -> None:
    PersonName.objects.create(
        person=register[6], kind="earlier", full_name="Trần Gia Bảo Châu", folded_name="tran gia bao chau"
    )
    assert names("gia bao chau") == ["Trần Bảo"]
    assert names("p7") == ["Trần Bảo"]
    assert [one.code for one in people_matching(Person.objects.all(), "bao chau")] == ["P7"]
    assert [one.code for one in people_matching(Person.objects.all(), "P7")] == ["P7"]


def test_a_record_merged_away_is_not_found(register: list[Person]) -> None:
    Person.objects.filter(code="P2").update(merged_into=register[0])
    assert names("Nguyễn Văn Hưng")[:1] == ["Nguyễn Văn Hùng"]
    assert "Nguyễn Văn Hưng" not in names("nguyen van hung")


def test_at_most_as_many_as_asked_for(register: list[Person]) -> None:
    assert len(names("nguyen", limit=2)) == 2


@pytest.mark.parametrize(
    "text", ["trung hoc co so yen binh", "thcs yen binh", "THCS Yên Bìn", "truong thcs yen bihn"]
)
def test_units_by_short_and_full_words(register: list[Person], text: str) -> None:
    assert [one.name for one in found_units(typed(text))] == ["Trường THCS Yên Bình"]
    assert [one.code for one in units_matching(OrgUnit.objects.all(), text)] == ["A"]


def test_my_units_come_first_then_those_that_still_stand(register: list[Person]) -> None:
    gone, stands, mine = units(
        ("X1", "UBND xã Kim", ""), ("X2", "UBND xã Kim Quan", ""), ("X3", "UBND xã Kim Sơn", "")
    )
    changes.dissolve(actor=System(), unit=gone, basis=changes.Basis("1/NQ", date(2024, 1, 1)))
    found = found_units(typed("xa kim"), mine={mine.pk})
    assert [one.code for one in found] == ["X3", "X2", "X1"]
    assert stands.pk == found[1].pk


def test_letters_apart() -> None:
    assert is_near("hung", "hung")
    assert [is_near("hung", other) for other in ("hun", "hungg", "hong", "hugn", "hang")] == [True] * 5
    assert [is_near("hung", other) for other in ("hon", "hu", "nguh", "hoang", "thungs")] == [False] * 5
    assert "hung" not in edits("hung")
    assert "" not in edits("a")


def test_bare_syllables() -> None:
    assert [
        w
        for w in ("nguyen", "truong", "thuy", "y", "quynh", "nghia", "yen", "hoa")
        if not is_bare_syllable(w)
    ] == []
    assert [w for w in ("hugn", "nguyne", "vna", "brih", "xyz", "quinhh") if is_bare_syllable(w)] == []
