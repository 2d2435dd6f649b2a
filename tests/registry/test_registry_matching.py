"""Who a line means: certain matches only; everything else is asked or unknown. A wrong person is never taken."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from builders import born, people, units

from thidua.kernel.sheets.fields import read_id, read_name
from thidua.kernel.text import fold
from thidua.registry import identity
from thidua.registry.models import OrgUnit
from thidua.registry.queries.matching import Clue, Match, PersonIndex

pytestmark = pytest.mark.django_db
DAY, OTHER_DAY = date(1980, 5, 3), date(1980, 5, 13)
ID, ID_B, STRANGE = "001180900001", "001180900002", "001180900999"


def said(match: Match) -> tuple[str, list[str]]:
    """The person found, or why not and who is asked about."""
    if match.found:
        return match.found.person.code, []
    return match.why, [k.person.code for k in match.candidates]


class Register:
    """Units A and B and the persons of a test; `ask` looks a line up."""

    def __init__(self, *records: object) -> None:
        self.a, self.b = units(("A", "Xã A", ""), ("B", "Xã B", ""))
        people(*records)  # type: ignore[arg-type]
        self.index = PersonIndex()

    def ask(
        self,
        name: str,
        day: date | None = None,
        *,
        year: int | None = None,
        number: str = "",
        unit: OrgUnit | None = None,
    ) -> tuple[str, list[str]]:
        hashed = identity.lookup_hash(number) if number else ""
        year = year or (day.year if day else None)
        return said(self.index.match(Clue(name, hashed, day, year, unit or self.a)))


HOA = born("HOA", "Nguyễn Thị Hoa", "A", DAY, id_number=ID)


@pytest.mark.parametrize(
    ("name", "day", "year", "number", "expected"),
    [
        ("Nguyễn Thị Hoa", DAY, None, ID, ("HOA", [])),
        ("NGUYỄN THỊ HOA", DAY, None, "", ("HOA", [])),
        ("Nguyen Thi Hoa", None, 1980, "", ("HOA", [])),
        ("Nguyễn Thị Hoa", None, 1980, "", ("HOA", [])),
        ("Nguyễn Thị Hoa", None, None, "", ("HOA", [])),
        # the id and the name agree: a birth date written wrong is set right
        ("Nguyễn Thị Hoa", OTHER_DAY, None, ID, ("HOA", [])),
        # the id and the birth agree: a letter off, a middle name left out
        ("Nguyễn Thị Hòa", DAY, None, ID, ("HOA", [])),
        ("Nguyễn Hoa", DAY, None, ID, ("HOA", [])),
        ("Nguyễn Thị Hao", None, 1980, ID, ("HOA", [])),
        # the id is hers, the name is not
        ("Trần Văn Bách", DAY, None, ID, ("id_mismatch", ["HOA"])),
        ("Trần Văn Bách", OTHER_DAY, None, ID, ("id_mismatch", ["HOA"])),
        ("Nguyễn Hoa", OTHER_DAY, None, ID, ("id_mismatch", ["HOA"])),
        # the id is nobody's
        ("Nguyễn Thị Hoa", DAY, None, STRANGE, ("id_mismatch", ["HOA"])),
        ("Nguyễn Thị Hoa", None, None, STRANGE, ("id_mismatch", ["HOA"])),
        ("Nguyễn Thị Hoa", date(1999, 1, 1), None, STRANGE, ("unknown_person", [])),
        # no id: a name with other tones needs the whole date
        ("Nguyễn Thị Hòa", DAY, None, "", ("HOA", [])),
        ("Nguyễn Thị Hòa", None, 1980, "", ("near_name", ["HOA"])),
        ("Nguyễn Thị Hòa", None, None, "", ("near_name", ["HOA"])),
        # no id: a birth that contradicts, a name nearly hers
        ("Nguyễn Thị Hoa", OTHER_DAY, None, "", ("near_name", ["HOA"])),
        ("Nguyễn Thị Hoa", None, 1981, "", ("near_name", ["HOA"])),
        ("Nguyễn Hoa", DAY, None, "", ("near_name", ["HOA"])),
        ("Nguyễn Hoa", None, 1980, "", ("near_name", ["HOA"])),
        ("Nguyễn Hoa", None, None, "", ("near_name", ["HOA"])),
        ("Nguyễn Hoa", None, 1981, "", ("unknown_person", [])),
        ("Phạm Quang Tú", DAY, None, "", ("unknown_person", [])),
    ],
)
def test_one_person_known(
    name: str, day: date | None, year: int | None, number: str, expected: tuple[str, list[str]]
) -> None:
    assert Register(HOA).ask(name, day, year=year, number=number) == expected


def test_a_line_of_another_unit_needs_the_whole_birth_date_or_the_id() -> None:
    r = Register(HOA)
    assert r.ask("Nguyễn Thị Hoa", DAY, unit=r.b) == ("HOA", [])
    assert r.ask("Nguyễn Thị Hoa", number=ID, unit=r.b) == ("HOA", [])
    assert r.ask("Nguyễn Thị Hoa", year=1980, unit=r.b) == ("unknown_person", [])
    assert r.ask("Nguyễn Thị Hoa", unit=r.b) == ("unknown_person", [])


def test_a_known_name_without_an_id_on_record() -> None:
    r = Register(replace(HOA, id_number=""))
    assert r.ask("Nguyễn Thị Hoa", DAY, number=STRANGE) == ("HOA", [])
    assert r.ask("Nguyễn Thị Hoa", year=1980, number=STRANGE) == ("HOA", [])
    assert r.ask("Nguyễn Thị Hoa", number=STRANGE) == ("near_name", ["HOA"])
    assert r.ask("Nguyễn Thị Hoa", OTHER_DAY, number=STRANGE) == ("near_name", ["HOA"])
    assert r.ask("Nguyễn Hoa", DAY, number=STRANGE) == ("near_name", ["HOA"])


TWIN = born("HOA2", "Nguyễn Thị Hoa", "A", OTHER_DAY, id_number=ID_B)


def test_namesakes_of_one_unit() -> None:
    r = Register(HOA, TWIN)
    assert r.ask("Nguyễn Thị Hoa", OTHER_DAY) == ("HOA2", [])
    assert r.ask("Nguyễn Thị Hoa", number=ID_B) == ("HOA2", [])
    assert r.ask("Nguyễn Thị Hoa", year=1980) == ("same_name", ["HOA", "HOA2"])
    assert r.ask("Nguyễn Thị Hoa") == ("same_name", ["HOA", "HOA2"])
    # A number copied from the namesake's row.
    assert r.ask("Nguyễn Thị Hoa", OTHER_DAY, number=ID) == ("id_mismatch", ["HOA", "HOA2"])


def test_namesakes_of_two_units() -> None:
    r = Register(HOA, replace(TWIN, unit_code="B"))
    assert r.ask("Nguyễn Thị Hoa") == ("HOA", [])
    assert r.ask("Nguyễn Thị Hoa", unit=r.b) == ("HOA2", [])
    assert r.ask("Nguyễn Thị Hoa", OTHER_DAY, number=ID, unit=r.b) == ("id_mismatch", ["HOA", "HOA2"])


def test_a_namesake_elsewhere_on_the_very_day_stops_a_match_on_the_year_alone() -> None:
    r = Register(replace(HOA, born_on=None, birth_year=1980), replace(TWIN, unit_code="B"))
    assert r.ask("Nguyễn Thị Hoa", OTHER_DAY) == ("same_name", ["HOA", "HOA2"])
    assert r.ask("Nguyễn Thị Hoa", DAY) == ("HOA", [])


def test_hoa_and_hòa_of_one_unit_are_two_people() -> None:
    r = Register(HOA, replace(TWIN, full_name="Nguyễn Thị Hòa"))
    assert r.ask("Nguyễn Thị Hòa") == ("HOA2", [])
    assert r.ask("Nguyễn Thị Hoà") == ("HOA2", [])
    assert r.ask("NGUYEN THI HOA") == ("same_name", ["HOA", "HOA2"])
    assert r.ask("Nguyễn Thị Hóa") == ("same_name", ["HOA", "HOA2"])
    assert r.ask("Nguyễn Thị Hòa", number=ID) == ("id_mismatch", ["HOA", "HOA2"])
    assert r.ask("Nguyễn Thị Hòa", DAY, number=ID) == ("HOA", [])


def test_an_id_that_lost_its_zeros_is_the_same_id() -> None:
    for written in (1180900001, "1180900001", " 001 180 900 001 ", "'001180900001", 1180900001.0):
        assert read_id(written)[0] == ID  # type: ignore[arg-type]


def test_who_left_all_units_is_found_by_id_alone() -> None:
    r = Register(HOA)
    person = r.index.by_code["HOA"].person
    person.posts.update(until_on=date(2022, 12, 31))
    index = PersonIndex()
    clue = Clue("Nguyễn Thị Hoa", "", None, 1980, r.a)
    assert said(index.match(clue)) == ("unknown_person", [])
    found = index.match(replace(clue, id_hash=identity.lookup_hash(ID))).found
    assert found is not None
    assert (found.person.code, found.unit_id) == ("HOA", None)


FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Đỗ"]
MIDDLE = ["Thị", "Văn", "Thanh", "Minh", ""]
GIVEN = ["Hoa", "Hòa", "Hà", "Hạ", "Lan", "Lân", "Thủy", "Thúy", "Đạt", "Dất", "Vỹ", "Vĩ"]


def name_of(chance: random.Random) -> str:
    return " ".join(filter(None, (chance.choice(FAMILY), chance.choice(MIDDLE), chance.choice(GIVEN))))


def day_of(chance: random.Random) -> date:
    return date(chance.randint(1978, 1981), chance.randint(1, 3), chance.randint(1, 9))


def number_of(i: int) -> str:
    return f"0010{i % 100:02}9{i:05}"


@pytest.mark.parametrize("seed", range(4))
def test_a_generated_corpus_has_no_wrong_match(seed: int) -> None:
    """Lines of known people with up to two things spoilt, and lines of strangers, against a crowded register."""
    chance = random.Random(seed)
    records = [
        born(f"P{i:03}", name_of(chance), chance.choice("AB"), day_of(chance), id_number=number_of(i))
        for i in range(160)
    ]
    r = Register(*records)
    homes = {"A": r.a, "B": r.b}
    wrong, found, whole = [], 0, 0
    for i in range(3000):
        truth = chance.choice(records)
        stranger = i % 4 == 0
        if stranger:  # somebody who is not in the register, by a name and birth year that may be there
            truth = born("", truth.full_name, truth.unit_code, None, birth_year=truth.born_on.year)  # type: ignore[union-attr]
            truth = replace(truth, born_on=date(truth.birth_year or 0, 12, 31), id_number=number_of(500 + i))
        spoilt = chance.sample(["name", "day", "id", "year"], chance.randint(0, 2))
        name, day, number = truth.full_name, truth.born_on, truth.id_number
        if "name" in spoilt:
            name = chance.choice(
                [name.upper(), fold(name).title(), name_of(chance), name.replace("Thị ", "")]
            )
        if "day" in spoilt:
            day = chance.choice([None, day_of(chance)])
        if "id" in spoilt:
            number = "" if not stranger else number
        if "year" in spoilt:
            day = None
        clue = Clue(
            read_name(name)[0],
            identity.lookup_hash(number) if number else "",
            day,
            day.year if day else None,
            homes[truth.unit_code],
        )
        match = r.index.match(clue)
        if match.found and match.found.person.code != truth.code:
            # Without an id a line may say of somebody else, word for word, all it says: then it means them.
            other = match.found.person
            if number or fold(name) != other.folded_name or (day and day != other.born_on):
                wrong.append((name, day, number, truth, other.code))
        found += bool(match.found)
        if not spoilt and not stranger:
            whole += 1
            assert match.found, f"seed {seed}: an untouched line was not found: {truth}"
    assert wrong == []
    assert whole > 300
    assert found > 1000


def test_matching_a_crowd_stays_quick(django_assert_num_queries: object) -> None:
    r = Register(*[born(f"P{i}", f"Nguyễn Văn {GIVEN[i % 12]}", "A", DAY) for i in range(400)])
    with django_assert_num_queries(0):  # type: ignore[operator]
        for _ in range(400):
            r.ask("Nguyễn Văn Hoan", year=1980)
