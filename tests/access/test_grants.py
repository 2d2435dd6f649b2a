"""Giving, ending and passing on roles: nobody gets, keeps or passes on more than the giver may give."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from builders import System, units, user
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from thidua.access.actions import create_user, delegate, end_grant, give_grant
from thidua.access.enums import Role
from thidua.access.models import Grant, User
from thidua.access.queries import can, roles_of, units_with
from thidua.audit.models import AuditEntry
from thidua.kernel.issues import Refused
from thidua.registry.models import OrgUnit

pytestmark = pytest.mark.django_db
TODAY = localdate()
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def tree() -> dict[str, OrgUnit]:
    rows = [
        ("TOP", "UBND huyện", ""),
        ("X", "UBND xã X", "TOP"),
        ("X1", "Trường X1", "X"),
        ("Y", "UBND xã Y", "TOP"),
    ]
    return {unit.code: unit for unit in units(*rows)}


@pytest.fixture
def administrator(tree: dict[str, OrgUnit]) -> User:
    return user("quan-tri", Role.ADMINISTRATOR, tree["TOP"])


@pytest.fixture
def colleague() -> User:
    return create_user(actor=System(), username="dong-nghiep", full_name="Đồng nghiệp")


def refused(act: Callable[[], object]) -> list[str]:
    before = Grant.objects.count()
    with pytest.raises(Refused) as told, transaction.atomic():
        act()
    assert Grant.objects.count() == before
    return [issue.code for issue in told.value.issues]


def test_a_grant_is_given_with_its_giver_and_audited(
    tree: dict[str, OrgUnit], administrator: User, colleague: User
) -> None:
    given = give_grant(
        actor=administrator, user=colleague, role=Role.OFFICE, unit=tree["X"], from_on=TODAY, paper="1/QĐ"
    )
    assert (given.given_by, given.paper) == ("quan-tri", "1/QĐ")
    assert units_with(colleague, "person.read") == {tree["X"].pk, tree["X1"].pk}
    assert AuditEntry.objects.filter(verb="grant.given", actor="quan-tri").count() == 1


def test_nobody_gives_a_right_to_oneself(tree: dict[str, OrgUnit], administrator: User) -> None:
    me = administrator
    assert refused(
        lambda: give_grant(actor=me, user=me, role=Role.OFFICE, unit=tree["X"], from_on=TODAY)
    ) == ["grant.self"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_the_administrator_holds_no_other_role(
    tree: dict[str, OrgUnit], administrator: User, colleague: User, role: Role
) -> None:
    other = user("quan-tri-2", Role.ADMINISTRATOR, tree["TOP"])

    def to_administrator() -> Grant:
        return give_grant(actor=administrator, user=other, role=role, unit=tree["Y"], from_on=LATER)

    assert refused(to_administrator) == ["grant.apart"]
    give_grant(actor=administrator, user=colleague, role=role, unit=tree["Y"], from_on=LATER)
    assert refused(
        lambda: give_grant(
            actor=other, user=colleague, role=Role.ADMINISTRATOR, unit=tree["X"], from_on=TODAY
        )
    ) == ["grant.apart"]


@pytest.mark.parametrize(
    ("role", "at", "apart"),
    [
        (Role.OFFICE, "X", True),
        (Role.SECRETARY, "X", True),
        (Role.SIGNER, "TOP", True),
        (Role.RECORDS_CLERK, "X1", True),
        (Role.OFFICE, "Y", False),
        (Role.UNIT_HEAD, "X", False),
    ],
)
def test_an_auditor_does_not_do_there_what_is_audited_there(
    tree: dict[str, OrgUnit], administrator: User, colleague: User, role: Role, at: str, apart: bool
) -> None:
    give_grant(actor=administrator, user=colleague, role=Role.AUDITOR, unit=tree["X"], from_on=TODAY)

    def act() -> Grant:
        return give_grant(actor=administrator, user=colleague, role=role, unit=tree[at], from_on=TODAY)

    if apart:
        assert refused(act) == ["grant.apart"]
    else:
        assert act().role == role


def test_a_grant_taken_back_ends_at_once(tree: dict[str, OrgUnit], administrator: User) -> None:
    clerk = user("clerk", Role.UNIT_CLERK, tree["X"])
    grant = clerk.grants.get()
    assert refused(lambda: end_grant(actor=administrator, given=grant, last_on=None, reason=" ")) == [
        "grant.reason"
    ]
    end_grant(actor=administrator, given=grant, last_on=None, reason="Chuyển việc")
    answer = can(clerk, "sheet.submit", unit=tree["X"])
    told = "Quyền “Cán bộ lập danh sách của đơn vị” tại UBND xã X đã bị thu hồi."
    assert (bool(answer), answer.reason, units_with(clerk, "sheet.submit")) == (False, told, set())
    assert refused(lambda: end_grant(actor=administrator, given=grant, last_on=None, reason="Lại")) == [
        "grant.ended"
    ]


def test_what_was_taken_back_may_be_given_anew(tree: dict[str, OrgUnit], administrator: User) -> None:
    clerk = create_user(actor=System(), username="clerk", full_name="Cán bộ")
    gift = {
        "actor": administrator,
        "user": clerk,
        "role": Role.UNIT_CLERK,
        "unit": tree["X"],
        "from_on": TODAY,
    }
    first = give_grant(**gift)  # type: ignore[arg-type]
    assert refused(lambda: give_grant(**gift)) == ["grant.given"]  # type: ignore[arg-type]
    end_grant(actor=administrator, given=first, last_on=None, reason="Nhầm")
    again = give_grant(**gift)  # type: ignore[arg-type]
    assert (again.pk != first.pk, bool(can(clerk, "sheet.submit", unit=tree["X"]))) == (True, True)


def test_a_delegation_never_takes_over_a_grant_of_its_own(tree: dict[str, OrgUnit], colleague: User) -> None:
    head = user("head", Role.UNIT_HEAD, tree["X"])
    own = user("da-co", Role.UNIT_HEAD, tree["X1"], since=TODAY, until=LATER)
    assert refused(lambda: passed_on(tree, head, own)) == ["grant.given"]
    assert own.grants.get().source is None


def test_the_log_tells_a_delegation_its_giver_and_its_end(tree: dict[str, OrgUnit], colleague: User) -> None:
    head = user("head", Role.UNIT_HEAD, tree["X"])
    given = passed_on(tree, head, colleague)
    end_grant(actor=head, given=given, last_on=None, reason="Xong việc")
    told = [
        (e.verb, e.actor, e.detail.get("of"), e.detail.get("last"))
        for e in AuditEntry.objects.order_by("-id")[:2]
    ]
    assert told == [
        ("grant.ended", "head", None, TODAY.isoformat()),
        ("grant.delegated", "head", "head", None),
    ]


@pytest.mark.parametrize(("shift", "codes"), [(-1, ["grant.days"]), (0, []), (1, []), (31, ["grant.days"])])
def test_a_last_day_lies_between_today_and_the_one_on_record(
    tree: dict[str, OrgUnit], administrator: User, shift: int, codes: list[str]
) -> None:
    clerk = user("clerk", Role.UNIT_CLERK, tree["X"], until=LATER)
    last = TODAY + timedelta(days=shift)

    def act() -> Grant:
        return end_grant(actor=administrator, given=clerk.grants.get(), last_on=last, reason="Nghỉ")

    if codes:
        assert refused(act) == codes
        return
    act()
    assert [bool(can(clerk, "sheet.submit", unit=None, on=last + timedelta(days=d))) for d in (0, 1)] == [
        True,
        False,
    ]


def passed_on(
    tree: dict[str, OrgUnit], head: User, to: User, *, at: str = "X1", until: date = LATER, **more: object
) -> Grant:
    given: dict[str, object] = {"from_on": TODAY, "paper": "12/UQ", "unit": tree[at], "until_on": until}
    return delegate(actor=head, source=head.grants.get(), user=to, **{**given, **more})  # type: ignore[arg-type]


def test_a_head_passes_the_role_on_below_and_for_a_time(tree: dict[str, OrgUnit], colleague: User) -> None:
    head = user("head", Role.UNIT_HEAD, tree["X"])
    passed_on(tree, head, colleague)
    assert units_with(colleague, "person.read") == {tree["X1"].pk}
    days = [
        bool(can(colleague, "person.read", unit=tree["X1"], on=LATER + timedelta(days=d))) for d in (0, 1)
    ]
    assert days == [True, False]


def test_what_was_passed_on_ends_with_its_source(
    tree: dict[str, OrgUnit], administrator: User, colleague: User
) -> None:
    head = user("head", Role.UNIT_HEAD, tree["X"])
    passed_on(tree, head, colleague)
    end_grant(actor=administrator, given=head.grants.get(), last_on=None, reason="Nghỉ hưu")
    answer = can(colleague, "person.read", unit=tree["X1"])
    told = "Quyền “Thủ trưởng đơn vị” tại Trường X1 được ủy quyền; quyền của người ủy quyền đã hết."
    assert (bool(answer), answer.reason) == (False, told)
    assert (units_with(colleague, "person.read"), roles_of(colleague)) == (set(), frozenset())


def test_what_was_passed_on_rests_while_its_giver_is_off(tree: dict[str, OrgUnit], colleague: User) -> None:
    head = user("head", Role.UNIT_HEAD, tree["X"])
    passed_on(tree, head, colleague)
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert units_with(colleague, "person.read") == set()


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"at": "TOP"}, ["grant.unit"]),
        ({"at": "Y"}, ["grant.unit"]),
        ({"until": LATER + timedelta(days=1)}, ["grant.days"]),
        ({"paper": " "}, ["grant.paper"]),
        ({"at": "X", "until": LATER}, []),
    ],
)
def test_nobody_passes_on_more_than_they_hold(
    tree: dict[str, OrgUnit], colleague: User, more: dict[str, object], codes: list[str]
) -> None:
    head = user("head", Role.UNIT_HEAD, tree["X"], until=LATER)
    if codes:
        assert refused(lambda: passed_on(tree, head, colleague, **more)) == codes  # type: ignore[arg-type]
    else:
        assert passed_on(tree, head, colleague, **more).source == head.grants.get()  # type: ignore[arg-type]


def test_what_was_passed_on_is_passed_on_no_further_nor_back(
    tree: dict[str, OrgUnit], colleague: User
) -> None:
    head = user("head", Role.UNIT_HEAD, tree["X"])
    passed_on(tree, head, colleague)
    third = create_user(actor=System(), username="thu-ba", full_name="Người thứ ba")
    assert refused(lambda: passed_on(tree, colleague, third)) == ["grant.passed_on"]
    assert refused(lambda: passed_on(tree, head, head)) == ["grant.self"]
    stranger = user("la", Role.UNIT_HEAD, tree["Y"])

    def foreign() -> Grant:
        return delegate(
            actor=stranger,
            source=head.grants.get(),
            user=third,
            unit=tree["X1"],
            from_on=TODAY,
            until_on=LATER,
            paper="1",
        )

    assert refused(foreign) == ["grant.not_held"]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.UNIT_CLERK])
def test_some_roles_are_not_passed_on(tree: dict[str, OrgUnit], colleague: User, role: Role) -> None:
    holder = user("giu", role, tree["X"])
    assert refused(lambda: passed_on(tree, holder, colleague)) == ["grant.passed_on"]


def test_the_database_holds_no_delegation_without_an_end(tree: dict[str, OrgUnit], colleague: User) -> None:
    head = user("head", Role.UNIT_HEAD, tree["X"])
    given = passed_on(tree, head, colleague)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=given.pk).update(until_on=None)


def test_reasons_name_the_day(tree: dict[str, OrgUnit]) -> None:
    clerk = user("clerk", Role.UNIT_CLERK, tree["X"], since=date(2023, 1, 1), until=date(2023, 6, 30))
    role = "Quyền “Cán bộ lập danh sách của đơn vị” tại UBND xã X"
    days = {
        date(2022, 12, 31): f"{role} có từ ngày 01/01/2023.",
        date(2023, 7, 1): f"{role} đã hết từ sau ngày 30/06/2023.",
    }
    assert {day: can(clerk, "sheet.submit", unit=None, on=day).reason for day in days} == days
