"""Opening a season, noting registrations."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions.naming import permit, units_named
from thidua.movements.models import EmulationRegistration, Season
from thidua.movements.records import RegistrationRecord, SeasonRecord
from thidua.registry.models import OrgUnit


@transaction.atomic
def open_season(*, actor: User, authority: OrgUnit, frame: SeasonRecord) -> Season:
    """Open the season of this code, or return the one that is open with the same frame.

    Raises Refused when the actor may not, or when the code is open with another frame: days and posts of an
    open season are not changed by running a folder again.
    """
    permit(actor, "season.open", authority)
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
    permit(actor, "season.open", authority)
    units = units_named([r.unit_code for r in records], [r.place for r in records])
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
