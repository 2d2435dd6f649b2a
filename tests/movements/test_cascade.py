"""A launched movement at the units below: derived, differing, late, reminded; and registers of titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from builders import SERIES, SPIRIT, House, born, house, people, row, user
from movements_of_tests import PLAN, START, TASKS, drafted, under_way
from steps import check_every_state_and_role

from thidua.access.enums import Role
from thidua.decisions.actions import issue
from thidua.flow.workflow import Transition
from thidua.kernel.issues import Refused
from thidua.movements.actions import (
    answer_registration,
    launch_movement,
    open_registration,
    plan_movement,
    register_honour,
    remind_units,
    send_registration,
    set_criteria,
    set_tasks,
    take_off,
)
from thidua.movements.models import (
    EmulationMovement,
    EmulationRegistration,
    MovementReminder,
    RegistrationSheet,
)
from thidua.movements.queries.cascade import board, counted
from thidua.movements.queries.movements import launched_above, movements_of
from thidua.movements.queries.registrations import consolidated, held_against
from thidua.movements.records import CriterionRecord, TaskRecord
from thidua.movements.workflow import REGISTRATION
from thidua.registry.models import Person

DUE = date(2024, 3, 31)


@pytest.fixture
def town(db: None) -> House:
    return house()


def codes(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.code for issue in fault.value.issues]


def derived(h: House, parent: EmulationMovement) -> EmulationMovement:
    own = replace(PLAN, title="Phong trào của A", theme="Riêng")
    return plan_movement(actor=h.office, authority=h.a, plan=own, parent=parent)


def test_a_draft_is_its_office_s_own_and_a_launched_movement_every_unit_s_below(town: House) -> None:
    clerk = user("cb-a", Role.UNIT_CLERK, town.a)
    made = drafted(town)
    assert (list(movements_of(clerk)), list(launched_above([town.a.pk]))) == ([], [])
    launch_movement(actor=town.office, movement=made, on=START)
    assert (list(movements_of(clerk)), list(launched_above([town.a.pk]))) == ([made], [made])


def test_a_derived_movement_takes_tasks_and_criteria_over_and_answers_for_them(town: House) -> None:
    parent = under_way(town)
    own = derived(town, parent)
    assert [(t.content, t.owner, t.goal) for t in own.tasks.all()] == [
        ("Thu ngân sách", town.a, None), ("Hộ văn hóa", town.a, None),
    ]  # fmt: skip
    assert [(c.content, c.max_points, c.origin) for c in own.criteria.all()] == [
        ("Kinh tế", Decimal(100), parent.criteria.get())
    ]
    with pytest.raises(Refused) as fault:
        plan_movement(actor=town.office, authority=town.a, plan=replace(PLAN, title="Khác"), parent=parent)
    assert codes(fault) == ["movement.answered"]
    with pytest.raises(Refused) as fault:
        plan_movement(actor=town.office, authority=town.authority, plan=replace(PLAN, title="Y"), parent=own)
    assert codes(fault) == ["movement.parent"]


def test_the_board_tells_who_launched_when_and_what_differs(town: House) -> None:
    parent = under_way(town)
    own = derived(town, parent)
    first = own.tasks.get(position=1)
    rows = [
        replace(TASKS[0], pk=first.pk, content="Thu ngân sách xã", owner_code="A"),
        TaskRecord("Việc riêng", owner_code="A", indicator="Số"),
    ]
    set_tasks(actor=town.office, movement=own, rows=rows)
    criterion = own.criteria.get()
    set_criteria(
        actor=town.office, movement=own, rows=[CriterionRecord("Kinh tế", Decimal(90), criterion.pk)]
    )
    before = {row.unit.code: (row.state, row.deviations) for row in board(parent, on=START)}
    assert before["A"] == ("draft", ())  # what a draft changes is nobody else's business yet
    launch_movement(actor=town.office, movement=own, on=date(2024, 4, 1))
    after = {row.unit.code: row for row in board(parent, on=DUE)}
    assert after["A"].deviations == (
        "Chủ đề riêng: “Riêng”.",
        "Sửa nhiệm vụ “Thu ngân sách”: nội dung Thu ngân sách → Thu ngân sách xã.",
        "Bỏ nhiệm vụ “Hộ văn hóa”.",
        "Thêm nhiệm vụ “Việc riêng”.",
        "Sửa tiêu chí “Kinh tế”: điểm tối đa 100 → 90.",
    )
    assert (after["A"].state, after["A"].launched_on, after["A"].is_late) == (
        "launched",
        date(2024, 4, 1),
        True,
    )


@pytest.mark.parametrize(("day", "late"), [(date(2024, 3, 30), 0), (DUE, 0), (date(2024, 4, 1), 2)])
def test_units_are_late_from_the_day_after(town: House, day: date, late: int) -> None:
    rows = board(under_way(town), on=day)
    assert ([row.unit.code for row in rows], counted(rows)["late"]) == (["A", "B"], late)


@pytest.mark.parametrize(("day", "late"), [(DUE, False), (date(2024, 4, 1), True)])
def test_a_unit_that_launched_on_the_last_day_is_in_time(town: House, day: date, late: bool) -> None:
    parent = under_way(town)
    own = derived(town, parent)
    launch_movement(actor=town.office, movement=own, on=day)
    found = {row.unit.code: row.is_late for row in board(parent, on=date(2024, 6, 1))}
    assert found == {"A": late, "B": True}


def test_only_those_who_have_not_launched_are_reminded_and_once_a_day(town: House) -> None:
    parent = under_way(town)
    launch_movement(actor=town.office, movement=derived(town, parent), on=START)
    again = [remind_units(actor=town.office, movement=parent, on=DUE) for _ in range(2)]
    assert again == [1, 0]
    assert list(MovementReminder.objects.values_list("unit__code", "on")) == [("B", DUE)]
    with pytest.raises(Refused):
        remind_units(actor=user("cb-a", Role.UNIT_CLERK, town.a), movement=parent, on=date(2024, 4, 2))


def registered(h: House) -> RegistrationSheet:
    people(born("CB1", "Nguyễn Văn An", "A"), born("CB2", "Lê Thị Bình", "A"), born("CB3", "Trần Ba", "B"))
    sheet = open_registration(actor=h.office, unit=h.a, year=2023)
    for code in ("CB1", "CB2"):
        register_honour(actor=h.office, sheet=sheet, honour="ldtt", person=Person.objects.get(code=code))
    return sheet


@pytest.mark.parametrize("step", REGISTRATION.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step(town: House, step: Transition) -> None:
    check_every_state_and_role(REGISTRATION, step, registered(town), town.a, sent_on=START, reason="x")


def test_a_register_holds_the_unit_s_own_and_is_fixed_once_sent(town: House) -> None:
    sheet = registered(town)
    with pytest.raises(Refused) as fault:
        register_honour(actor=town.office, sheet=sheet, honour="ldtt", person=Person.objects.get(code="CB3"))
    assert codes(fault) == ["registration.person"]
    with pytest.raises(Refused) as fault:
        register_honour(actor=town.office, sheet=sheet, honour="ttldtt", collective=town.b)
    assert codes(fault) == ["registration.collective"]
    send_registration(actor=town.office, sheet=sheet, on=START)
    line = sheet.lines.order_by("id").first()
    assert line is not None
    with pytest.raises(Refused) as fault:
        take_off(actor=town.office, line=line)
    assert (codes(fault), sheet.lines.count()) == (["registration.fixed"], 2)
    answer_registration(actor=town.office, sheet=sheet, accept=False, reason="Thiếu tập thể")
    sheet.refresh_from_db()
    take_off(actor=town.office, line=line)
    assert (sheet.state, sheet.reason, sheet.lines.count()) == ("returned", "Thiếu tập thể", 1)


def test_an_empty_register_is_not_sent(town: House) -> None:
    sheet = open_registration(actor=town.office, unit=town.b, year=2024)
    with pytest.raises(Refused) as fault:
        send_registration(actor=town.office, sheet=sheet, on=START)
    assert codes(fault) == ["registration.empty"]


def test_an_accepted_register_counts_the_unit_as_registered(town: House) -> None:
    people(born("CB9", "Vũ Chín", "A"))
    sheet = open_registration(actor=town.office, unit=town.a, year=2030)
    register_honour(actor=town.office, sheet=sheet, honour="ldtt", person=Person.objects.get(code="CB9"))
    send_registration(actor=town.office, sheet=sheet, on=START)
    assert EmulationRegistration.objects.filter(year=2030).count() == 0
    answer_registration(actor=town.office, sheet=sheet, accept=True)
    found = EmulationRegistration.objects.get(year=2030)
    assert (found.unit, found.registered_on, found.persons) == (town.a, START, 1)


def test_registered_is_held_against_achieved_and_unknown_stays_unknown(town: House) -> None:
    sheet = registered(town)
    send_registration(actor=town.office, sheet=sheet, on=START)
    units = [town.a.pk, town.b.pk]
    before = held_against(2023, units)
    assert [(h.honour, h.registered, h.achieved, h.missed) for h in before] == [("ldtt", 2, None, None)]
    people(born("CB4", "Phạm Tư", "A", date(1984, 1, 1)))
    town.rate("good", "CB1", "CB4")
    town.attest(SPIRIT)
    town.send(town.a, row("Nguyễn Văn An"), row("Phạm Tư", birth=date(1984, 1, 1)))
    town.judge()
    town.vote()
    assert issue(actor=town.records, season=town.season, honour="ldtt", series=SERIES) is not None
    after = held_against(2023, units)
    assert [(h.registered, h.achieved, h.missed, h.unregistered) for h in after] == [(2, 1, 1, 1)]
    assert consolidated(2023, units) == {"ldtt": 2}
