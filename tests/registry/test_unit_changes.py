"""Units over time: names, places in the tree and successions, read as of any day and on today's map."""

from __future__ import annotations

from datetime import date

import pytest
from builders import System, born, people, units

from thidua.audit.models import AuditEntry
from thidua.eligibility.queries.persons import _honours as honours_of
from thidua.honours.models import Award
from thidua.kernel.issues import Refused
from thidua.registry.actions import Basis, NewUnit, dissolve, merge, move_unit, rename, split
from thidua.registry.models import OrgUnit, Person, Succession, UnitAct, UnitState
from thidua.registry.queries.matching import Clue, PersonIndex
from thidua.registry.queries.tree import (
    ancestor_ids,
    descendant_ids,
    origins,
    state_on,
    todays_ids,
    units_on,
)

pytestmark = pytest.mark.django_db
BEFORE, ON, AFTER = date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 2)
PAPER = Basis("1656/NQ-UBTVQH15", ON)


@pytest.fixture
def town() -> dict[str, OrgUnit]:
    """A district with three communes, a school below one of them, and a second district."""
    units(
        ("TOP", "UBND huyện", ""),
        ("A", "UBND xã An", "TOP"),
        ("B", "UBND xã Bình", "TOP"),
        ("C", "UBND xã Cẩm", "TOP"),
        ("S", "Trường Tiểu học An", "A"),
        ("OTHER", "UBND quận", ""),
    )
    return {unit.code: unit for unit in OrgUnit.objects.all()}


def codes(ids: object) -> set[str]:
    return set(OrgUnit.objects.filter(pk__in=ids).values_list("code", flat=True))


def names_on(day: date) -> list[str]:
    return [then.name for then in units_on(day)]


def refusal(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.code for issue in fault.value.issues]


def test_a_merged_unit_ends_the_day_before_and_goes_on_in_the_new_one(town: dict[str, OrgUnit]) -> None:
    new = merge(
        actor=System(),
        units=[town["A"], town["B"]],
        into=NewUnit("AB", "UBND xã An Bình", "Xã", parent=town["TOP"]),
        basis=PAPER,
    )
    communes = ["UBND xã An", "UBND xã Bình", "UBND xã Cẩm"]
    assert [n for n in names_on(BEFORE) if "xã" in n] == communes
    assert [n for n in names_on(ON) if "xã" in n] == ["UBND xã An Bình", "UBND xã Cẩm"]
    found = todays_ids([town[c].pk for c in "ABC"])
    assert [codes(found[town[c].pk]) for c in "ABC"] == [{"AB"}, {"AB"}, {"C"}]
    assert codes(origins([new.pk])[new.pk]) == {"A", "B", "AB"}


def test_a_split_unit_goes_on_in_several_and_says_that_it_is_not_settled(town: dict[str, OrgUnit]) -> None:
    unsure = Basis("1656/NQ-UBTVQH15", ON, note="phần còn lại", uncertain=True)
    split(
        actor=System(),
        unit=town["A"],
        into=[town["B"], town["C"]],
        basis=unsure,
    )
    assert codes(todays_ids([town["A"].pk])[town["A"].pk]) == {"B", "C"}
    assert list(Succession.objects.values_list("uncertain", flat=True)) == [True, True]


def test_successions_are_followed_to_those_that_live(town: dict[str, OrgUnit]) -> None:
    first = merge(
        actor=System(),
        units=[town["A"], town["B"]],
        into=NewUnit("AB", "UBND xã An Bình", "Xã", parent=town["TOP"]),
        basis=Basis("NQ 1", date(2025, 1, 1)),
    )
    last = merge(
        actor=System(), units=[first, town["C"]], into=NewUnit("N", "UBND xã Mới", "Xã"), basis=PAPER
    )
    assert codes(todays_ids([town["A"].pk])[town["A"].pk]) == {"N"}
    assert codes(origins([last.pk])[last.pk]) == {"A", "B", "AB", "C", "N"}


def test_what_ends_without_a_successor_has_none(town: dict[str, OrgUnit]) -> None:
    dissolve(actor=System(), unit=town["C"], basis=PAPER)
    assert todays_ids([town["C"].pk]) == {town["C"].pk: set()}
    assert ("UBND xã Cẩm" in names_on(BEFORE), "UBND xã Cẩm" in names_on(ON)) == (True, False)


@pytest.mark.parametrize(
    ("day", "name"), [(BEFORE, "UBND xã An"), (ON, "UBND xã Tân An"), (AFTER, "UBND xã Tân An")]
)
def test_a_renamed_unit_bears_the_name_of_the_day(town: dict[str, OrgUnit], day: date, name: str) -> None:
    rename(actor=System(), unit=town["A"], name="UBND xã  Tân An", basis=PAPER)
    then = state_on(town["A"], day)
    assert then is not None
    assert (then.name, then.unit.code) == (name, "A")


def test_the_tree_is_that_of_the_day(town: dict[str, OrgUnit]) -> None:
    move_unit(actor=System(), unit=town["A"], parent=town["OTHER"], basis=PAPER)
    top, other, school = town["TOP"], town["OTHER"], town["S"]
    assert codes(descendant_ids([top.pk])) == {"TOP", "B", "C"}
    assert codes(descendant_ids([other.pk])) == {"OTHER", "A", "S"}
    assert codes(descendant_ids([top.pk], on=BEFORE)) == {"TOP", "A", "B", "C", "S"}
    assert codes(descendant_ids([other.pk], on=BEFORE)) == {"OTHER"}
    assert [OrgUnit.objects.get(pk=i).code for i in ancestor_ids(school)] == ["S", "A", "OTHER"]
    assert [OrgUnit.objects.get(pk=i).code for i in ancestor_ids(school, on=BEFORE)] == ["S", "A", "TOP"]
    assert descendant_ids([]) == set()


def test_an_official_code_may_mean_another_unit_later(town: dict[str, OrgUnit]) -> None:
    rename(
        actor=System(),
        unit=town["A"],
        name="UBND xã An",
        official_code="04930",
        basis=Basis("NQ 1", date(2025, 1, 1)),
    )
    rename(actor=System(), unit=town["A"], name="UBND xã An", official_code="04931", basis=PAPER)
    rename(actor=System(), unit=town["B"], name="UBND xã Bình", official_code="04930", basis=PAPER)
    holders = {
        day: [then.unit.code for then in units_on(day) if then.official_code == "04930"]
        for day in (BEFORE, ON)
    }
    assert holders == {BEFORE: ["A"], ON: ["B"]}


def test_acts_that_contradict_what_is_known_are_refused_and_leave_nothing(town: dict[str, OrgUnit]) -> None:
    rename(actor=System(), unit=town["A"], name="UBND xã Tân An", basis=PAPER)
    dissolve(actor=System(), unit=town["C"], basis=PAPER)
    kept = (UnitAct.objects.count(), UnitState.objects.count(), AuditEntry.objects.count())
    late, gone = Basis("NQ 2", BEFORE), Basis("NQ 2", AFTER)
    found = []
    for act in (
        lambda: rename(actor=System(), unit=town["A"], name="X", basis=late),
        lambda: rename(actor=System(), unit=town["A"], name="UBND xã Tân An ", basis=PAPER),
        lambda: rename(actor=System(), unit=town["C"], name="X", basis=gone),
        lambda: rename(actor=System(), unit=town["B"], name="X", basis=Basis(" ", ON)),
        lambda: rename(actor=System(), unit=town["B"], name="X", basis=Basis("NQ", date(9000, 1, 1))),
        lambda: move_unit(actor=System(), unit=town["TOP"], parent=town["S"], basis=PAPER),
        lambda: merge(actor=System(), units=[town["B"]], into=NewUnit("N", "Mới"), basis=PAPER),
        lambda: merge(actor=System(), units=[town["A"], town["B"]], into=NewUnit("TOP", "Mới"), basis=gone),
        lambda: split(actor=System(), unit=town["B"], into=[NewUnit("N", "Mới")], basis=PAPER),
        lambda: split(actor=System(), unit=town["B"], into=[town["A"], town["C"]], basis=gone),
    ):
        with pytest.raises(Refused) as fault:
            act()
        found += refusal(fault)
    assert found == [
        "unit.later",
        "unit.same",
        "unit.ended",
        "unit.basis",
        "unit.ahead",
        "unit.cycle",
        "unit.merge",
        "unit.code",
        "unit.split",
        "unit.ended",
    ]
    assert (UnitAct.objects.count(), UnitState.objects.count(), AuditEntry.objects.count()) == kept


def test_every_act_is_on_record_with_its_paper(town: dict[str, OrgUnit]) -> None:
    merge(actor=System(), units=[town["A"]], into=town["B"], basis=PAPER)
    act = UnitAct.objects.get()
    entry = AuditEntry.objects.get(verb="units.changed")
    assert (str(act), entry.subject, entry.detail) == (
        "Sáp nhập 01/07/2025 (1656/NQ-UBTVQH15)",
        f"registry.UnitAct:{act.pk}",
        {"change": "merge", "units": ["A"]},
    )


def test_a_line_of_the_merged_unit_finds_persons_of_its_parts(town: dict[str, OrgUnit]) -> None:
    people(
        born("HOA", "Nguyễn Thị Hoa", "A", date(1980, 5, 3)),
        born("LAN1", "Trần Thị Lan", "A", date(1981, 5, 3)),
        born("LAN2", "Trần Thị Lan", "B", date(1981, 6, 4)),
        born("MAI", "Lê Thị Mai", "C", date(1982, 5, 3)),
    )
    new = merge(
        actor=System(),
        units=[town["A"], town["B"]],
        into=NewUnit("AB", "UBND xã An Bình", "Xã", parent=town["TOP"]),
        basis=PAPER,
    )
    index = PersonIndex()

    def ask(name: str, year: int) -> tuple[str, list[str]]:
        match = index.match(Clue(name, birth_year=year, unit=new))
        return match.found.person.code if match.found else match.why, [
            k.person.code for k in match.candidates
        ]

    assert ask("Nguyễn Thị Hoa", 1980) == ("HOA", [])
    assert ask("Trần Thị Lan", 1981) == ("same_name", ["LAN1", "LAN2"])
    assert ask("Lê Thị Mai", 1982) == ("unknown_person", [])


def test_a_chain_of_years_reads_the_same_before_and_after_the_merger(town: dict[str, OrgUnit]) -> None:
    people(born("HOA", "Nguyễn Thị Hoa", "A", date(1980, 5, 3)))
    person = Person.objects.get(code="HOA")
    for year in (2022, 2023, 2024):
        Award.objects.create(
            honour="cstd_co_so",
            person=person,
            year=year,
            decision_number=f"{year}/QĐ-UBND",
            decided_on=date(year, 12, 20),
            issued_by="Chủ tịch UBND huyện",
            source="recorded",
            name_written="Nguyễn Thị Hoa",
            unit_written="UBND xã An",
        )
    before = honours_of([person.pk], 2024)
    merge(
        actor=System(),
        units=[town["A"], town["B"]],
        into=NewUnit("AB", "UBND xã An Bình", "Xã", parent=town["TOP"]),
        basis=PAPER,
    )
    assert honours_of([person.pk], 2024) == before
    assert [(g.year, g.evidence) for g in before[person.pk]] == [
        (2022, "2022/QĐ-UBND"),
        (2023, "2023/QĐ-UBND"),
        (2024, "2024/QĐ-UBND"),
    ]
