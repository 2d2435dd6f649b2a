"""Changing a cluster on screen: who belongs to it, who heads it and when."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions.naming import permit
from thidua.movements.enums import ClusterDuty, ClusterKind
from thidua.movements.models import Cluster, ClusterMember, ClusterTerm
from thidua.registry.models import OrgUnit

_SUBJECT = "movements.Cluster:"


@transaction.atomic
def set_up_cluster(
    *, actor: User, authority: OrgUnit, year: int, name: str, kind: ClusterKind = ClusterKind.CUM
) -> Cluster:
    """Set up a cluster without members. Raises Refused without the right, a name, or for a name in use that year."""
    permit(actor, "cluster.manage", authority)
    if not name:
        raise Refused(Issue("cluster.name", "Chưa ghi tên cụm, khối.", "Ghi tên rồi lưu lại."))
    made, created = Cluster.objects.get_or_create(
        year=year, name=name, defaults={"kind": kind, "authority": authority}
    )
    if not created:
        message = f"Năm {year} đã có “{name}”."
        raise Refused(Issue("cluster.twice", message, "Đặt tên khác, hoặc mở cụm đã có."))
    record(actor=actor, verb="cluster.set_up", subject=f"{_SUBJECT}{made.pk}", year=year)
    return made


@transaction.atomic
def join_cluster(*, actor: User, cluster: Cluster, unit: OrgUnit, on: date) -> ClusterMember:
    """Take a unit into a cluster. Raises Refused without the right, and while it belongs to a cluster of the year."""
    _permit(actor, cluster)
    OrgUnit.objects.select_for_update().get(pk=unit.pk)  # two clusters may take one unit at the same moment
    open_ = ClusterMember.objects.filter(unit=unit, cluster__year=cluster.year, left_on=None).first()
    if open_ is not None:
        message = f"{unit.name} đang ở {open_.cluster.name}."
        raise Refused(Issue("cluster.member", message, "Cho rời cụm cũ trước."))
    try:
        with transaction.atomic():
            made = ClusterMember.objects.create(cluster=cluster, unit=unit, joined_on=on)
    except IntegrityError as fault:
        message = f"{unit.name} đã từng ở cụm này trong năm."
        raise Refused(Issue("cluster.again", message, "Lập cụm mới nếu cần xếp lại.")) from fault
    record(actor=actor, verb="cluster.joined", subject=f"{_SUBJECT}{cluster.pk}", unit=unit.code)
    return made


@transaction.atomic
def leave_cluster(*, actor: User, member: ClusterMember, on: date) -> None:
    """End a membership; it stays on record. Raises Refused without the right, once ended, and before it began."""
    _permit(actor, member.cluster)
    held = ClusterMember.objects.select_for_update().get(pk=member.pk)
    if held.left_on is not None or (held.joined_on and on < held.joined_on):
        message = "Đơn vị đã rời cụm, hoặc ngày rời trước ngày vào."
        raise Refused(Issue("cluster.left", message, "Xem lại ngày."))
    held.left_on = on
    held.save(update_fields=["left_on"])
    ClusterTerm.objects.filter(cluster=held.cluster, unit=held.unit, until_on=None, from_on__lte=on).update(
        until_on=on
    )
    record(actor=actor, verb="cluster.left", subject=f"{_SUBJECT}{held.cluster_id}", unit=held.unit.code)


@transaction.atomic
def name_head(
    *, actor: User, cluster: Cluster, unit: OrgUnit, from_on: date, duty: ClusterDuty = ClusterDuty.HEAD
) -> ClusterTerm:
    """Make a member head or deputy from a day; who was it before ends the day before.

    Raises Refused without the right, for a unit that is no member, and for a day before the present term began.
    """
    _permit(actor, cluster)
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    if not cluster.members.filter(unit=unit, left_on=None).exists():
        message = f"{unit.name} không ở cụm này."
        raise Refused(Issue("cluster.stranger", message, "Chọn một đơn vị trong cụm."))
    before = cluster.terms.filter(duty=duty, until_on=None).first()
    if before is not None:
        if from_on <= before.from_on:
            message = f"{before.unit.name} giữ nhiệm vụ này từ ngày {before.from_on:%d/%m/%Y}."
            raise Refused(Issue("cluster.term", message, "Chọn ngày sau đó."))
        before.until_on = from_on - timedelta(days=1)
        before.save(update_fields=["until_on"])
    made = ClusterTerm.objects.create(cluster=cluster, unit=unit, duty=duty, from_on=from_on)
    record(actor=actor, verb="cluster.headed", subject=f"{_SUBJECT}{cluster.pk}", unit=unit.code, duty=duty)
    return made


def _permit(actor: User, cluster: Cluster) -> None:
    if cluster.authority is None:
        raise Refused(Issue("cluster.nobody", "Cụm này chưa ghi cơ quan lập.", "Lập cụm mới."))
    permit(actor, "cluster.manage", cluster.authority)
