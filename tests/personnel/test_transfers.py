"""A transfer: proposed by the one unit, answered by the other; the post changes by the answer alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import SPIRIT, House, born, house, people, row, user
from django.db import transaction
from django.utils.timezone import localdate
from steps import check_every_state_and_role

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.flow.workflow import Transition
from thidua.kernel.issues import Refused
from thidua.personnel.actions import accept_transfer, propose_transfer, refuse_transfer, withdraw_transfer
from thidua.personnel.models import Transfer
from thidua.personnel.workflow import TRANSFER
from thidua.registry.models import OrgUnit, Person

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)


@pytest.fixture
def town() -> House:
    made = house()
    people(born("C1", "Nguyễn Văn An", "A", date(1980, 5, 3)))
    return made


def propose(h: House, by: User | None = None, on: date = DAY, to: OrgUnit | None = None) -> Transfer:
    an = Person.objects.get(code="C1")
    return propose_transfer(
        actor=by or h.office,
        person=an,
        to_unit=to or h.b,
        from_on=on,
        paper="12/QĐ-UBND",
        title="Chuyên viên",
    )


def posts() -> list[tuple[str, str, date | None, date | None]]:
    rows = Person.objects.get(code="C1").posts.order_by("from_on")
    return sorted((p.unit.code, p.title, p.from_on, p.until_on) for p in rows)


def codes(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.code for issue in fault.value.issues]


@pytest.mark.parametrize("step", TRANSFER.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step(town: House, step: Transition) -> None:
    check_every_state_and_role(TRANSFER, step, propose(town), town.b, reason="x")


def test_the_post_changes_when_the_other_unit_accepts(town: House) -> None:
    one = propose(town, user("can-bo-a", Role.UNIT_CLERK, town.a))
    before = [("A", "", None, None)]
    assert posts() == before
    with pytest.raises(Refused) as fault:
        accept_transfer(actor=user("thu-truong-a", Role.UNIT_HEAD, town.a), transfer=one)
    assert (codes(fault), posts()) == (["flow.right"], before)
    accept_transfer(actor=user("thu-truong-b", Role.UNIT_HEAD, town.b), transfer=one)
    assert posts() == [("A", "", None, date(2024, 2, 29)), ("B", "Chuyên viên", DAY, None)]
    with pytest.raises(Refused) as fault:
        refuse_transfer(actor=town.office, transfer=one, reason="Muộn")
    assert codes(fault) == ["flow.state"]
    one.refresh_from_db()
    assert (one.state, one.answered_by) == ("accepted", "thu-truong-b")


def test_open_nominations_stay_where_they_were_sent(town: House) -> None:
    town.rate("good")
    town.attest(SPIRIT)
    town.send(town.a, row("Nguyễn Văn An", birth=date(1980, 5, 3)))
    town.judge()
    accept_transfer(actor=town.office, transfer=propose(town))
    one = town.season.nominations.get()
    assert (one.state, one.submitting_unit.code, one.person.code if one.person else "") == (
        "eligible",
        "A",
        "C1",
    )


def test_the_day_the_post_changes_has_come(town: House) -> None:
    today = localdate()
    tomorrow = propose(town, on=today + timedelta(days=1))
    with pytest.raises(Refused) as fault, transaction.atomic():
        accept_transfer(actor=town.office, transfer=tomorrow)
    assert codes(fault) == ["transfer.ahead"]
    withdraw_transfer(actor=town.office, transfer=Transfer.objects.get())
    assert accept_transfer(actor=town.office, transfer=propose(town, on=today)).state == "accepted"


def test_what_cannot_be_proposed(town: House) -> None:
    propose(town)
    wrong = {
        "transfer.open": lambda: propose(town),
        "transfer.same": lambda: propose(town, to=town.a),
        "transfer.right": lambda: propose(town, user("can-bo-b", Role.UNIT_CLERK, town.b)),
    }
    for code, act in wrong.items():
        with pytest.raises(Refused) as fault:
            act()
        assert codes(fault) == [code]
    OrgUnit.objects.filter(pk=town.b.pk).update(until_on=date(2023, 12, 31))
    with pytest.raises(Refused) as fault:
        propose(town, to=OrgUnit.objects.get(pk=town.b.pk))
    assert codes(fault) == ["transfer.ended"]


def test_a_refusal_says_why_and_a_person_gone_elsewhere_is_told(town: House) -> None:
    one = propose(town)
    with pytest.raises(Refused) as fault, transaction.atomic():
        refuse_transfer(actor=town.office, transfer=one, reason=" ")
    assert codes(fault) == ["transfer.no_reason"]
    Person.objects.get(code="C1").posts.update(unit=town.authority)
    with pytest.raises(Refused) as fault, transaction.atomic():
        accept_transfer(actor=town.office, transfer=Transfer.objects.get())
    assert codes(fault) == ["transfer.moved"]
    refuse_transfer(actor=town.office, transfer=Transfer.objects.get(), reason="Không còn biên chế")
    assert Transfer.objects.values_list("state", "reason").get() == ("refused", "Không còn biên chế")
