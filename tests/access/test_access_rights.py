"""A grant reaches its unit and what lies below, in its days; every refusal says why and names nothing hidden."""

from __future__ import annotations

from datetime import date

import pytest
from builders import System, units, user

from thidua.access.actions import create_user, grant
from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.models import Grant, User
from thidua.access.queries import can
from thidua.audit.models import AuditEntry
from thidua.kernel.issues import Refused
from thidua.registry.models import OrgUnit

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2023, 1, 1), date(2023, 6, 30)


@pytest.fixture
def tree() -> dict[str, OrgUnit]:
    rows = [
        ("TOP", "UBND huyện", ""),
        ("X", "UBND xã X", "TOP"),
        ("X1", "Trường X1", "X"),
        ("Y", "UBND xã Y", "TOP"),
    ]
    return {unit.code: unit for unit in units(*rows)}


@pytest.mark.parametrize(("at", "allowed"), [("TOP", False), ("X", True), ("X1", True), ("Y", False)])
def test_a_grant_reaches_its_unit_and_all_below(tree: dict[str, OrgUnit], at: str, allowed: bool) -> None:
    clerk = user("clerk", Role.UNIT_CLERK, tree["X"])
    answer = can(clerk, "sheet.submit", unit=tree[at])
    assert bool(answer) == allowed
    assert answer.reason == ("" if allowed else f"Quyền của bạn không gồm đơn vị {tree[at].name}.")


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(2022, 12, 31), False),
        (FIRST, True),
        (LAST, True),
        (date(2023, 7, 1), False),
    ],
)
def test_a_grant_holds_from_its_first_to_its_last_day(
    tree: dict[str, OrgUnit], day: date, allowed: bool
) -> None:
    clerk = user("clerk", Role.UNIT_CLERK, tree["X"], since=FIRST, until=LAST)
    answer = can(clerk, "sheet.submit", unit=tree["X"], on=day)
    assert bool(answer) == allowed
    if not allowed:
        assert answer.reason.startswith("Quyền “Cán bộ lập danh sách của đơn vị” tại UBND xã X ")


@pytest.mark.parametrize("capability", sorted(CAPABILITIES))
@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_do_what_the_table_gives_it_and_nothing_else(
    tree: dict[str, OrgUnit], role: Role, capability: str
) -> None:
    someone = user("someone", role, tree["TOP"])
    assert bool(can(someone, capability, unit=tree["Y"])) == (role in CAPABILITIES[capability])


def test_an_inactive_user_and_one_without_grants_may_nothing(tree: dict[str, OrgUnit]) -> None:
    gone = user("gone", Role.OFFICE, tree["TOP"])
    User.objects.filter(pk=gone.pk).update(is_active=False)
    gone.refresh_from_db()
    assert (
        can(gone, "season.open", unit=tree["TOP"]).reason
        == "Tài khoản đã ngừng hoạt động. Liên hệ quản trị hệ thống để mở lại."
    )
    nobody = create_user(actor=System(), username="nobody", full_name="Không quyền")
    assert (
        can(nobody, "season.open", unit=None).reason == "Việc này dành cho: Thường trực thi đua, khen thưởng."
    )
    assert not nobody.has_usable_password()


def test_an_unknown_capability_is_an_error_and_never_a_permission(tree: dict[str, OrgUnit]) -> None:
    office = user("office", Role.OFFICE, tree["TOP"])
    with pytest.raises(KeyError):
        can(office, "nomination.invent", unit=tree["TOP"])


def test_a_capability_held_elsewhere_does_not_join_with_another_role_here(tree: dict[str, OrgUnit]) -> None:
    both = user("both", Role.OFFICE, tree["X"])
    grant(actor=System(), user=both, role=Role.SECRETARY, unit=tree["Y"], from_on=FIRST)
    assert bool(can(both, "season.open", unit=tree["X"]))
    assert not can(both, "season.open", unit=tree["Y"])
    assert not can(both, "tally.record", unit=tree["X"])


def test_giving_again_changes_nothing_and_another_end_is_refused(tree: dict[str, OrgUnit]) -> None:
    clerk = user("clerk", Role.UNIT_CLERK, tree["X"], since=FIRST)
    acts = AuditEntry.objects.count()
    grant(actor=System(), user=clerk, role=Role.UNIT_CLERK, unit=tree["X"], from_on=FIRST)
    assert (Grant.objects.count(), AuditEntry.objects.count()) == (1, acts)
    # Whoever means to end the grant must not believe it done.
    with pytest.raises(Refused):
        grant(actor=System(), user=clerk, role=Role.UNIT_CLERK, unit=tree["X"], from_on=FIRST, until_on=LAST)
    with pytest.raises(Refused):
        grant(actor=System(), user=clerk, role=Role.OFFICE, unit=tree["X"], from_on=LAST, until_on=FIRST)
    assert Grant.objects.count() == 1


def test_users_and_grants_are_on_the_log_with_who_gave_them(tree: dict[str, OrgUnit]) -> None:
    user("clerk", Role.UNIT_CLERK, tree["X"])
    rows = AuditEntry.objects.order_by("id").values_list("actor", "verb", "subject", "detail")
    assert list(rows)[-2:] == [
        ("he-thong", "user.created", "access.User:clerk", {}),
        ("he-thong", "grant.given", "access.User:clerk", {"role": "unit_clerk", "unit": "X"}),
    ]
