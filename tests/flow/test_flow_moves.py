"""The table of a workflow is the law of its states: what it names is allowed, everything else is refused whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import SPIRIT, House, born, house, people, row, user
from django.db import transaction

from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.flow.actions import move
from thidua.flow.workflow import Transition
from thidua.kernel.issues import Refused
from thidua.nominations.enums import State
from thidua.nominations.models import Nomination
from thidua.nominations.workflow import NOMINATION

STEPS = {step.name: step for step in NOMINATION.transitions}


def set_up() -> House:
    made = house()
    people(born("C1", "Nguyễn Văn An", "A"), born("C2", "Lê Bình", "A"))
    made.rate("good")
    made.attest(SPIRIT)
    made.send(made.a, row("Nguyễn Văn An"), row("Lê Bình"))
    made.judge()
    return made


@pytest.fixture
def town(db: None) -> House:
    return set_up()


def put(town: House, state: str, **more: object) -> list[Nomination]:
    """Both nominations in that state, with all that guards and the database ask for."""
    town.season.nominations.update(state=state, reasons=["months"], **more)
    return list(town.season.nominations.select_related("verdict").order_by("id"))


def attempt(town: House, actor: User, name: str, rows: list[Nomination]) -> tuple[str, ...]:
    """Codes of what stood in the way; none when the step was taken."""
    try:
        with transaction.atomic():
            move(NOMINATION, rows, name, actor=actor, unit=town.season.authority)
    except Refused as refused:
        return tuple(issue.code for issue in refused.issues)
    return ()


def held(town: House) -> list[str]:
    return [str(s) for s in town.season.nominations.order_by("id").values_list("state", flat=True)]


@pytest.mark.parametrize("step", list(STEPS.values()), ids=list(STEPS))
def test_every_state_and_role_for_this_step(town: House, step: Transition) -> None:
    users = {role: user(f"u-{role}", role, town.authority) for role in Role}
    for state in State:
        for role, actor in users.items():
            rows = put(town, state)
            blocked = attempt(town, actor, step.name, rows)
            if role not in CAPABILITIES[step.capability]:
                expected: tuple[str, ...] = ("flow.right",)
            else:
                expected = () if state in step.sources else ("flow.state",)
            assert (state, role, blocked) == (state, role, expected)
            assert held(town) == [step.target if not blocked else state] * 2


def test_the_table_names_every_state_and_leads_nowhere_else() -> None:
    assert set(NOMINATION.states()) == set(State)
    assert {s for step in STEPS.values() for s in (*step.sources, step.target)} <= set(State)
    assert all(step.label and step.capability in CAPABILITIES for step in STEPS.values())
    assert set(State) - {s for step in STEPS.values() for s in step.sources} == {
        State.REJECTED, State.AWARDED, State.ABSORBED,
    }  # fmt: skip


def test_what_waits_can_come_to_every_answer_of_the_law() -> None:
    for name in ("find_eligible", "refuse"):
        assert {State.RECEIVED, State.TO_ATTEST, State.DEFERRED} <= set(STEPS[name].sources)
    assert State.DEFERRED in STEPS["need_finding"].sources
    assert State.TO_ATTEST in STEPS["defer"].sources


def test_one_that_was_moved_meanwhile_stops_all(town: House) -> None:
    rows = put(town, State.ELIGIBLE)
    Nomination.objects.filter(pk=rows[1].pk).update(state=State.REFUSED)
    assert attempt(town, town.secretary, "approve", rows) == ("flow.state",)
    assert held(town) == ["eligible", "refused"]


def test_one_that_a_guard_stops_stops_all_and_each_is_told(town: House) -> None:
    rows = put(town, State.RECEIVED)
    rows[0].reasons = []
    assert attempt(town, town.office, "refuse", rows) == ("nomination.no_reason",)
    assert held(town) == ["received", "received"]
    rows = put(town, State.RECEIVED, verdict=None)
    assert attempt(town, town.office, "find_eligible", rows) == ("nomination.not_met",) * 2
    assert held(town) == ["received", "received"]


def test_a_refused_step_tells_nobody_s_name(town: House) -> None:
    rows = put(town, State.AWARDED)
    with pytest.raises(Refused) as caught, transaction.atomic():
        move(NOMINATION, rows, "approve", actor=town.secretary, unit=town.season.authority)
    said = str(caught.value)
    assert said == (
        "Không thể “Hội đồng thông qua”: 2 hồ sơ không còn ở bước này. Tải lại danh sách rồi làm lại."
    )


def test_a_right_on_another_unit_is_none_here(town: House) -> None:
    elsewhere = user("noi-khac", Role.SECRETARY, town.b)
    assert attempt(town, elsewhere, "approve", put(town, State.ELIGIBLE)) == ("flow.right",)
    assert held(town) == ["eligible", "eligible"]


def test_nothing_to_move_still_asks_for_the_right(town: House) -> None:
    assert attempt(town, town.secretary, "approve", []) == ()
    assert attempt(town, town.office, "approve", []) == ("flow.right",)


def test_a_step_the_table_does_not_know_is_an_error(town: House) -> None:
    with pytest.raises(KeyError, match="no transition pardon"):
        attempt(town, town.office, "pardon", put(town, State.REFUSED))


def test_an_object_named_twice_is_moved_once(town: House) -> None:
    rows = put(town, State.ELIGIBLE)
    assert attempt(town, town.secretary, "approve", [rows[0], rows[0]]) == ()
    assert held(town) == ["approved", "eligible"]


@pytest.mark.django_db(transaction=True)
def test_a_step_outside_a_transaction_is_an_error() -> None:
    town = set_up()
    rows = put(town, State.ELIGIBLE)
    with pytest.raises(RuntimeError, match="outside a transaction"):
        move(NOMINATION, rows, "approve", actor=town.secretary, unit=town.season.authority)
    assert held(town) == ["eligible", "eligible"]


def test_a_guard_may_be_added_to_any_step(town: House) -> None:
    from thidua.flow.actions import guard
    from thidua.flow.workflow import Workflow

    @guard("test.never", "Không được.", "Thôi.")
    def never(one: object) -> bool:
        return False

    step = replace(STEPS["approve"], guards=(never,))
    closed = Workflow("closed", State.LISTED, (step,))
    with pytest.raises(Refused) as caught, transaction.atomic():
        move(closed, put(town, State.ELIGIBLE), "approve", actor=town.secretary, unit=town.authority)
    assert [str(issue) for issue in caught.value.issues] == ["Không được. Thôi."] * 2
