"""Acts on units taken back exactly, two changes of one day, and persons of ended units placed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import System, born, people, units

from thidua.audit.models import AuditEntry
from thidua.kernel.issues import Refused
from thidua.registry.actions import (
    Basis,
    NewUnit,
    dissolve,
    merge,
    move_unit,
    place_people,
    rearrange,
    rename,
    split,
    undo_act,
)
from thidua.registry.models import OrgUnit, Person, Post, Succession, UnitAct, UnitEffect, UnitState
from thidua.registry.queries.acts import effects_told
from thidua.registry.queries.tree import below_on, children_on, lying_below, state_on, todays_ids
from thidua.registry.queries.units import unit_index

pytestmark = pytest.mark.django_db
BEFORE, ON = date(2025, 6, 30), date(2025, 7, 1)
PAPER = Basis("1656/NQ-UBTVQH15", ON)


@pytest.fixture
def town() -> dict[str, OrgUnit]:
    """Three communes of a district, a school below An, two persons in An and one in Bình."""
    units(
        ("TOP", "UBND huyện", ""),
        ("A", "UBND xã An", "TOP"),
        ("B", "UBND xã Bình", "TOP"),
        ("C", "UBND xã Cẩm", "TOP"),
        ("S", "Trường Tiểu học An", "A"),
    )
    people(
        born("HOA", "Nguyễn Thị Hoa", "A", title="Chuyên viên"),
        born("LAN", "Trần Thị Lan", "A"),
        born("MAI", "Lê Thị Mai", "B"),
    )
    return {unit.code: unit for unit in OrgUnit.objects.all()}


def everything() -> list[list[dict[str, Any]]]:
    """Every row of the tables that acts write, without the keys of rows made anew."""
    posts = list(Post.objects.order_by("id").values())
    return [
        list(OrgUnit.objects.order_by("id").values()),
        posts,
        *(list(model.objects.values()) for model in (UnitState, Succession, UnitEffect, UnitAct)),
    ]


def refused(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.code for issue in fault.value.issues]


def where(code: str) -> list[tuple[str, date | None, date | None]]:
    rows = Post.objects.filter(person__code=code).order_by("from_on")
    return [(row.unit.code, row.from_on, row.until_on) for row in rows.select_related("unit")]


@pytest.mark.parametrize("what", ["rename", "move", "merge", "merge all", "split", "rearrange", "dissolve"])
def test_an_act_taken_back_leaves_every_row_as_before(what: str, town: dict[str, OrgUnit]) -> None:
    a, b, c, s, top = (town[code] for code in ("A", "B", "C", "S", "TOP"))
    before = everything()
    new = NewUnit("N", "UBND xã Mới", "Xã", parent=top)
    acts: dict[str, Any] = {
        "rename": lambda: rename(actor=System(), unit=a, name="UBND phường An", kind="Phường", basis=PAPER),
        "move": lambda: move_unit(actor=System(), unit=s, parent=b, basis=PAPER),
        "merge": lambda: merge(actor=System(), units=[a, b], into=new, basis=PAPER),
        "merge all": lambda: merge(actor=System(), units=[a, b], into=new, basis=PAPER, everything=True),
        "split": lambda: split(actor=System(), unit=a, into=[b, new], basis=PAPER),
        "rearrange": lambda: rearrange(actor=System(), units=[a, b], into=[c, new], basis=PAPER),
        "dissolve": lambda: dissolve(actor=System(), unit=c, basis=PAPER),
    }
    acts[what]()
    assert everything() != before
    undo_act(actor=System(), act=UnitAct.objects.get(), reason="ghi nhầm")
    assert everything() == before
    told = AuditEntry.objects.get(verb="units.undone").detail
    assert (told["basis"], told["reason"]) == ("1656/NQ-UBTVQH15", "ghi nhầm")


def test_a_merger_with_everything_takes_persons_and_bodies_along(town: dict[str, OrgUnit]) -> None:
    new = merge(
        actor=System(),
        units=[town["A"], town["B"]],
        into=NewUnit("N", "UBND xã Mới", "Xã", parent=town["TOP"]),
        basis=PAPER,
        everything=True,
    )
    assert where("HOA") == [("A", None, BEFORE), ("N", ON, None)] or where("HOA") == [
        ("N", ON, None),
        ("A", None, BEFORE),
    ]
    assert Post.objects.get(person__code="HOA", unit=new).title == "Chuyên viên"
    assert [one.unit.code for one in children_on(new, ON)] == ["S"]
    assert [one.unit.code for one in children_on(town["A"], BEFORE)] == ["S"]
    told = {one.unit.code: (one.label, one.people, one.bodies) for one in effects_told(UnitAct.objects.get())}
    assert told == {
        "N": ("Bắt đầu", 0, 0),
        "A": ("Kết thúc", 0, 0),
        "B": ("Kết thúc", 0, 0),
        "S": ("Thay đổi", 0, 0),
    }


def test_persons_of_a_split_unit_are_placed_one_by_one(town: dict[str, OrgUnit]) -> None:
    a, b, c = town["A"], town["B"], town["C"]
    hoa, lan, mai = (Person.objects.get(code=code) for code in ("HOA", "LAN", "MAI"))
    split(actor=System(), unit=a, into=[b, c], basis=PAPER)
    a.refresh_from_db()
    assert place_people(actor=System(), unit=a, places={hoa: b}) == 1
    assert [row for row in where("HOA") if row[2] is None] == [("B", ON, None)]
    assert where("LAN") == [("A", None, None)]
    kept = (Post.objects.count(), AuditEntry.objects.count())
    found = []
    for unit, places in ((a, {lan: town["TOP"]}), (a, {hoa: c}), (a, {mai: b}), (b, {mai: c})):
        with pytest.raises(Refused) as fault:
            place_people(actor=System(), unit=unit, places=places)
        found += refused(fault)
    assert found == ["unit.no_heir", "unit.moved", "unit.moved", "unit.lives"]
    assert (Post.objects.count(), AuditEntry.objects.count()) == kept
    undo_act(actor=System(), act=UnitAct.objects.get(), reason="ghi nhầm")
    assert (where("HOA"), where("LAN")) == ([("A", None, None)], [("A", None, None)])


def test_two_changes_of_one_day_make_one_new_state(town: dict[str, OrgUnit]) -> None:
    a = town["A"]
    rename(actor=System(), unit=a, name="UBND xã Tân An", basis=PAPER)
    move_unit(actor=System(), unit=a, parent=town["B"], basis=PAPER)
    was, now = state_on(a, BEFORE), state_on(a, ON)
    assert was is not None
    assert now is not None
    assert (was.name, was.parent_id, now.name, now.parent_id) == (
        "UBND xã An", town["TOP"].pk, "UBND xã Tân An", town["B"].pk,
    )  # fmt: skip
    assert UnitState.objects.filter(unit=a).count() == 1
    last, first = UnitAct.objects.order_by("-pk")
    assert [one.words for one in effects_told(first)] == [("tên: UBND xã An → UBND xã Tân An",)]
    assert [one.words for one in effects_told(last)] == [("trực thuộc: UBND huyện → UBND xã Bình",)]
    with pytest.raises(Refused) as fault:
        undo_act(actor=System(), act=first, reason="ghi nhầm")
    assert refused(fault) == ["unit.later_act"]
    undo_act(actor=System(), act=last, reason="ghi nhầm")
    undo_act(actor=System(), act=first, reason="ghi nhầm")
    a.refresh_from_db()
    assert (a.name, a.parent_id, a.from_on) == ("UBND xã An", town["TOP"].pk, None)


def test_what_rests_on_an_act_keeps_it(town: dict[str, OrgUnit]) -> None:
    """A person was entered in the new unit; another who came by the act has moved on since."""
    new = merge(
        actor=System(),
        units=[town["A"], town["B"]],
        into=NewUnit("N", "UBND xã Mới", "Xã", parent=town["TOP"]),
        basis=PAPER,
    )
    act = UnitAct.objects.get()
    people(born("MOI", "Đỗ Văn Mới", "N"))
    before = everything()
    for reason, code in ((" ", "unit.reason"), ("nhầm", "unit.in_use")):
        with pytest.raises(Refused) as fault:
            undo_act(actor=System(), act=act, reason=reason)
        assert refused(fault) == [code]
    town["A"].refresh_from_db()
    place_people(actor=System(), unit=town["A"], places={Person.objects.get(code="HOA"): new})
    Post.objects.filter(person__code="HOA", unit=new).update(until_on=date(2025, 9, 1))
    with pytest.raises(Refused) as fault:
        undo_act(actor=System(), act=act, reason="nhầm")
    assert refused(fault) == ["unit.moved_on"]
    assert everything()[0] == before[0]


def test_several_units_become_several_others(town: dict[str, OrgUnit]) -> None:
    new = [NewUnit(code, f"UBND xã {code}", "Xã", parent=town["TOP"]) for code in ("L", "Q")]
    made = rearrange(actor=System(), units=[town["A"], town["B"]], into=new, basis=PAPER)
    ids = {unit.pk for unit in made}
    assert todays_ids([town["A"].pk, town["B"].pk]) == {town["A"].pk: ids, town["B"].pk: ids}
    assert below_on([town["TOP"].pk], BEFORE)[town["TOP"].pk] == 3
    assert [one.name for one in children_on(town["TOP"], ON)] == ["UBND xã Cẩm", "UBND xã L", "UBND xã Q"]


def test_past_names_sort_by_the_name_of_the_day(town: dict[str, OrgUnit]) -> None:
    rename(actor=System(), unit=town["A"], name="UBND xã Ý Yên", basis=PAPER)
    then = [one.name for one in children_on(town["TOP"], BEFORE)]
    now = [one.name for one in children_on(town["TOP"], ON)]
    assert then == ["UBND xã An", "UBND xã Bình", "UBND xã Cẩm"]
    assert now == ["UBND xã Bình", "UBND xã Cẩm", "UBND xã Ý Yên"]


@pytest.mark.parametrize(
    ("day", "code"),
    [(None, None), (BEFORE, "A"), (ON, "N"), (date(2023, 12, 15), "A"), (date(2026, 1, 1), "N")],
)
def test_a_name_borne_twice_means_the_unit_of_that_day(
    day: date | None, code: str | None, town: dict[str, OrgUnit]
) -> None:
    """The merged commune is called as one of its parts was."""
    new = NewUnit("N", "UBND xã An", "Xã", parent=town["TOP"])
    merge(actor=System(), units=[town["A"], town["B"]], into=new, basis=PAPER)
    found = unit_index(on=day).find("Ủy ban nhân dân xã An")
    assert (found.code if found else None) == code


def test_a_list_that_uses_a_former_name_finds_the_unit(town: dict[str, OrgUnit]) -> None:
    rename(actor=System(), unit=town["A"], name="UBND xã Tân An", basis=PAPER)
    found = [unit_index().find(name) for name in ("UBND xã An", "UBND xã Tân An")]
    assert [one.code if one else None for one in found] == ["A", "A"]


def test_units_below_others_are_found_from_below(town: dict[str, OrgUnit]) -> None:
    def below(codes: str, *roots: str) -> list[str]:
        found = lying_below([town[one].pk for one in codes], [town[one].pk for one in roots])
        return sorted(code for code, unit in town.items() if unit.pk in found)

    assert below("ABS", "TOP") == ["A", "B", "S"]
    assert below("ABS", "A") == ["A", "S"]
    assert (below("ABS"), below("", "TOP"), below("ABC", "S")) == ([], [], [])
