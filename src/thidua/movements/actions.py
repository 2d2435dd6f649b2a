"""Opening a season, noting registrations, launching a movement with its covenants and clusters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.db import transaction

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.kernel.issues import InputFault, Issue, Place, Refused
from thidua.kernel.text import fold
from thidua.movements.enums import ClusterKind
from thidua.movements.models import (
    Cluster,
    ClusterMember,
    Covenant,
    CovenantTarget,
    EmulationMovement,
    EmulationRegistration,
    MovementCriterion,
    Season,
)
from thidua.movements.records import (
    ClusterPlace,
    LaunchRecord,
    RegistrationRecord,
    SeasonRecord,
    TargetRecord,
)
from thidua.registry.models import OrgUnit


def _permit(actor: User, capability: str, unit: OrgUnit) -> None:
    if not (answer := can(actor, capability, unit=unit)):
        raise Refused(Issue("movements.right", answer.reason))


def _units(codes: Sequence[str], places: Sequence[Place] = ()) -> dict[str, OrgUnit]:
    """Units by code. Raises InputFault for each code nobody carries, with its place where it is known."""
    units = {u.code: u for u in OrgUnit.objects.filter(code__in=codes)}
    issues = [
        Issue("movements.unit", f"không có đơn vị mang mã “{code}”.", "Sửa mã đơn vị.", place)
        for code, place in zip(codes, places or [Place()] * len(codes), strict=True)
        if code not in units
    ]
    if issues:
        raise InputFault(*dict.fromkeys(issues))
    return units


@transaction.atomic
def open_season(*, actor: User, authority: OrgUnit, frame: SeasonRecord) -> Season:
    """Open the season of this code, or return the one that is open with the same frame.

    Raises Refused when the actor may not, or when the code is open with another frame: days and posts of an
    open season are not changed by running a folder again.
    """
    _permit(actor, "season.open", authority)
    values = {
        "authority": authority,
        "tier": frame.tier,
        "place": frame.place,
        "province": frame.province,
        "review_year": frame.review_year,
        "received_from": frame.received_from,
        "received_until": frame.received_until,
        "decided_on": frame.decided_on,
        "signer_post": frame.signer_post,
        "signer_name": frame.signer_name,
    }
    season, created = Season.objects.get_or_create(code=frame.code, defaults=values)
    if created:
        record(actor=actor, verb="season.opened", subject=f"movements.Season:{season.code}")
    elif any(getattr(season, field) != value for field, value in values.items()):
        raise Refused(
            Issue(
                "season.frame",
                f"Đợt xét {season.code} đã mở với khung khác.",
                "Giữ nguyên season.yaml, hoặc đặt mã đợt xét mới.",
            )
        )
    return season


@transaction.atomic
def enter_registrations(*, actor: User, authority: OrgUnit, records: Sequence[RegistrationRecord]) -> int:
    """Note what units registered for; a unit's year is noted once. Returns how many are new."""
    _permit(actor, "season.open", authority)
    units = _units([r.unit_code for r in records], [r.place for r in records])
    held = set(EmulationRegistration.objects.values_list("unit_id", "year"))
    new = [
        EmulationRegistration(
            unit=units[r.unit_code],
            year=r.year,
            registered_on=r.registered_on,
            persons=r.persons,
            honours=r.honours,
        )
        for r in records
        if (units[r.unit_code].id, r.year) not in held
    ]
    EmulationRegistration.objects.bulk_create(new)
    if new:
        record(
            actor=actor,
            verb="registrations.entered",
            subject="movements.EmulationRegistration",
            created=len(new),
        )
    return len(new)


@transaction.atomic
def place_in_clusters(*, actor: User, authority: OrgUnit, year: int, places: Sequence[ClusterPlace]) -> int:
    """Set up a year's clusters and blocks with members and leads. Returns how many places are new."""
    _permit(actor, "movement.launch", authority)
    units = _units([p.unit_code for p in places])
    new = 0
    for place in places:
        kind = ClusterKind.KHOI if fold(place.cluster).startswith("khoi") else ClusterKind.CUM
        cluster, _ = Cluster.objects.get_or_create(year=year, name=place.cluster, defaults={"kind": kind})
        _, created = ClusterMember.objects.get_or_create(
            cluster=cluster, unit=units[place.unit_code], defaults={"is_lead": place.is_lead}
        )
        new += created
    if new:
        record(actor=actor, verb="clusters.entered", subject="movements.Cluster", year=year, created=new)
    return new


@transaction.atomic
def launch(*, actor: User, authority: OrgUnit, plan: LaunchRecord) -> EmulationMovement:
    """Launch a movement with criteria, clusters and the covenants signed for it; launching again is none.

    Raises Refused when the actor may not, InputFault when a covenant names an unknown unit.
    """
    _permit(actor, "movement.launch", authority)
    movement, created = EmulationMovement.objects.get_or_create(
        authority=authority,
        year=plan.year,
        title=plan.title,
        defaults={"theme": plan.theme, "tasks": list(plan.tasks)},
    )
    if not created:
        return movement
    MovementCriterion.objects.bulk_create(
        MovementCriterion(movement=movement, position=i, content=content, max_points=points)
        for i, (content, points) in enumerate(plan.criteria, 1)
    )
    place_in_clusters(actor=actor, authority=authority, year=plan.year, places=plan.clusters)
    signed = _sign(movement, plan.targets)
    record(
        actor=actor,
        verb="movement.launched",
        subject=f"movements.EmulationMovement:{movement.id}",
        covenants=signed,
        criteria=len(plan.criteria),
    )
    return movement


def _sign(movement: EmulationMovement, targets: Sequence[TargetRecord]) -> int:
    units = _units([t.unit_code for t in targets])
    by_unit = groupby(sorted(targets, key=lambda t: t.unit_code), key=lambda t: t.unit_code)
    signed = 0
    for code, own in by_unit:
        covenant = Covenant.objects.create(movement=movement, unit=units[code])
        signed += 1
        CovenantTarget.objects.bulk_create(
            CovenantTarget(covenant=covenant, position=i, name=t.name, measure=t.measure, goal=t.goal)
            for i, t in enumerate(own, 1)
        )
    return signed
