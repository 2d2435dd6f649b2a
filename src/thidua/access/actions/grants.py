"""Giving, ending and delegating roles."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from thidua.access.enums import Role
from thidua.access.models import Grant, User
from thidua.access.queries import in_force
from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import day
from thidua.registry.models import OrgUnit
from thidua.registry.queries.tree import ancestor_ids, descendant_ids

# What a head, an office, a secretary or a signer may pass on for a time; giving rights and inspecting may not be.
DELEGATED = frozenset({Role.OFFICE, Role.SECRETARY, Role.SIGNER, Role.UNIT_HEAD})
# Whoever inspects does not do, on the same units, what is inspected.
_INSPECTED = frozenset({Role.OFFICE, Role.SECRETARY, Role.RECORDS_CLERK, Role.SIGNER})


@transaction.atomic
def grant(
    *, actor: Actor, user: User, role: Role, unit: OrgUnit, from_on: date, until_on: date | None = None
) -> Grant:
    """Give a role on a unit; giving the same again changes nothing.

    Raises Refused on days out of order, and when the role is given already with another last day: a grant is
    not ended or drawn out by giving it again.
    """
    if until_on is not None and until_on < from_on:
        raise Refused(Issue("grant.days", "Ngày kết thúc quyền sớm hơn ngày bắt đầu.", "Sửa lại hai ngày."))
    held = Grant.objects.filter(user=user, role=role, unit=unit, from_on=from_on, is_revoked=False).first()
    if held is None:
        held = _written(actor, Grant(user=user, role=role, unit=unit, from_on=from_on, until_on=until_on))
        record(actor=actor, verb="grant.given", **_told(held))
    if held.until_on != until_on:
        message = "Quyền này đã được giao với ngày kết thúc khác."
        raise Refused(Issue("grant.given", message, "Kết thúc quyền đang có rồi giao lại."))
    return held


def _written(actor: Actor, given: Grant) -> Grant:
    given.given_by = actor.username
    given.save()
    return given


def _told(given: Grant) -> dict[str, str]:
    """What the log holds of a grant."""
    until = given.until_on.isoformat() if given.until_on else ""
    of = given.source.user.username if given.source else ""
    told = {"role": given.role, "unit": given.unit.code, "until": until, "paper": given.paper, "of": of}
    return {"subject": f"access.User:{given.user.username}", **{k: v for k, v in told.items() if v}}


def _new(actor: Actor, given: Grant) -> Grant:
    """Written unless a live one of these very words is there. The person's row is held, so that two gifts at once
    cannot both pass the check of roles that must not meet."""
    User.objects.select_for_update().get(pk=given.user.pk)
    _check_apart(given.user, Role(given.role), given.unit)
    held = Grant.objects.filter(
        user=given.user, role=given.role, unit=given.unit, from_on=given.from_on, is_revoked=False
    )
    if held.exists():
        message = f"{given.user.full_name} đã được giao quyền này từ ngày đó."
        raise Refused(Issue("grant.given", message, "Chọn ngày khác, hoặc kết thúc quyền đang có."))
    if given.until_on is not None and given.until_on < given.from_on:
        raise Refused(Issue("grant.days", "Ngày kết thúc quyền sớm hơn ngày bắt đầu.", "Sửa lại hai ngày."))
    return _written(actor, given)


@transaction.atomic
def give_grant(
    *,
    actor: User,
    user: User,
    role: Role,
    unit: OrgUnit,
    from_on: date,
    until_on: date | None = None,
    paper: str = "",
) -> Grant:
    """Give somebody a role on a unit and all below it. For the administrator of the unit (`grant.write`).

    Raises Refused for a right given to oneself, days out of order, and roles that must not meet in one person:
    the administrator holds no other; an auditor does not do on these units what is audited there.
    """
    if user == actor:
        raise Refused(
            Issue("grant.self", "Không tự giao quyền cho mình.", "Đề nghị một quản trị hệ thống khác giao.")
        )
    wanted = Grant(user=user, role=role, unit=unit, from_on=from_on, until_on=until_on, paper=paper.strip())
    given = _new(actor, wanted)
    record(actor=actor, verb="grant.given", **_told(given))
    return given


@transaction.atomic
def end_grant(*, actor: Actor, given: Grant, last_on: date | None, reason: str) -> Grant:
    """End a grant after its last day; without one it is taken back at once. What was delegated from it ends too.

    For the administrator of the unit, and for whoever delegated it. Raises Refused without a reason, for a last
    day before the first or after the one on record, and for a grant that has ended.
    """
    given = Grant.objects.select_for_update().get(pk=given.pk)
    today = localdate()
    if not reason.strip():
        raise Refused(Issue("grant.reason", "Chưa ghi lý do.", "Ghi lý do kết thúc quyền."))
    if given.is_revoked or (given.until_on is not None and given.until_on < today):
        raise Refused(Issue("grant.ended", "Quyền này đã kết thúc.", "Không phải làm gì thêm."))
    if last_on is None:
        given.is_revoked = True
        last_on = max(given.from_on, today)
    elif last_on < max(given.from_on, today) or (given.until_on is not None and last_on > given.until_on):
        message = "Ngày cuối phải từ hôm nay và không muộn hơn ngày đã ghi."
        raise Refused(Issue("grant.days", message, "Sửa ngày cuối, hoặc để trống để thu hồi ngay."))
    given.until_on = last_on if given.until_on is None else min(given.until_on, last_on)
    given.ended_by = actor.username
    given.save(update_fields=["is_revoked", "until_on", "ended_by"])
    subject = f"access.User:{given.user.username}"
    ended = {"last": given.until_on.isoformat(), "at_once": given.is_revoked, "reason": reason.strip()}
    record(actor=actor, verb="grant.ended", subject=subject, grant=given.pk, **ended)
    return given


@transaction.atomic
def delegate(
    *, actor: User, source: Grant, user: User, unit: OrgUnit, from_on: date, until_on: date, paper: str
) -> Grant:
    """Pass a role one holds on to a colleague for a time, on the unit or one below it. It ends with its source.

    Raises Refused for a role that is not passed on or was itself passed on, a unit or days beyond one's own,
    no paper, oneself, and roles that must not meet in one person.
    """
    source = Grant.objects.select_for_update().get(pk=source.pk)
    issues = [issue for issue in _beyond(actor, source, user, unit, from_on, until_on) if issue]
    if not paper.strip():
        issues.append(Issue("grant.paper", "Chưa ghi văn bản ủy quyền.", "Ghi số, ngày của văn bản."))
    if issues:
        raise Refused(*issues)
    wanted = Grant(
        user=user, role=source.role, unit=unit, from_on=from_on, until_on=until_on, paper=paper.strip()
    )
    wanted.source = source
    given = _new(actor, wanted)
    record(actor=actor, verb="grant.delegated", **_told(given))
    return given


def _beyond(
    actor: User, source: Grant, user: User, unit: OrgUnit, from_on: date, until_on: date
) -> list[Issue | None]:
    """What of a delegation goes beyond the source."""
    held = source.user_id == actor.pk and in_force(Grant.objects.filter(pk=source.pk)).exists()
    passed_on = source.source_id is not None or source.role not in DELEGATED
    outside = unit.pk not in descendant_ids([source.unit_id])
    late = source.until_on is not None and until_on > source.until_on
    return [
        None if held else Issue("grant.not_held", "Bạn không còn giữ quyền này.", "Chọn quyền khác."),
        Issue("grant.passed_on", "Quyền này không ủy quyền lại được.", "Người giữ quyền gốc ủy quyền.")
        if passed_on
        else None,
        Issue("grant.unit", f"{unit.name} không thuộc đơn vị của quyền này.", "Chọn đơn vị cấp dưới.")
        if outside
        else None,
        Issue("grant.days", f"Quyền của bạn chỉ đến ngày {day(source.until_on)}.", "Chọn ngày sớm hơn.")
        if late
        else None,
        Issue("grant.self", "Không tự ủy quyền cho mình.", "Chọn một đồng nghiệp.")
        if user == actor
        else None,
    ]


def _check_apart(user: User, role: Role, unit: OrgUnit) -> None:
    """Raise Refused when the person would hold roles that must not meet. Grants to come count as well."""
    today = localdate()
    held = [
        one
        for one in user.grants.filter(is_revoked=False).select_related("unit")
        if one.until_on is None or one.until_on >= today
    ]
    for one in held:
        if (one.role == Role.ADMINISTRATOR) != (role == Role.ADMINISTRATOR):
            message = f"{user.full_name} đang giữ quyền “{one.get_role_display()}”."
            cure = "Quản trị hệ thống không giữ quyền nghiệp vụ: dùng hai tài khoản của hai người."
            raise Refused(Issue("grant.apart", message, cure))
        pair = {Role(one.role), role}
        if Role.AUDITOR in pair and pair & _INSPECTED and _meet(one.unit, unit):
            message = f"{user.full_name} đang giữ quyền “{one.get_role_display()}” tại {one.unit.name}."
            cure = "Người kiểm tra không làm việc được kiểm tra ở cùng đơn vị: chọn người khác."
            raise Refused(Issue("grant.apart", message, cure))


def _meet(one: OrgUnit, other: OrgUnit) -> bool:
    """Whether two units are the same, or one is above the other."""
    return one.pk in ancestor_ids(other) or other.pk in ancestor_ids(one)
