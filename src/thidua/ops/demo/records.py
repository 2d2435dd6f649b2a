"""Records of the demo that show what the office does with records: two pairs that look like one person, a transfer.

Added beside the season when it is done, with invented names nobody of the season bears; its figures stay as they are.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.access.models import User
from thidua.flow import jobs
from thidua.honours.actions import enter_past_awards
from thidua.honours.records import AwardRecord
from thidua.movements.models import Season
from thidua.personnel.actions import look_for_duplicates, propose_transfer
from thidua.personnel.jobs import find_duplicates  # noqa: F401 – makes the work known
from thidua.registry.actions import enter_people, enter_ratings
from thidua.registry.models import OrgUnit, Person
from thidua.registry.records import PersonRecord, RatingRecord

_CODES = ("MAU-HS-1", "MAU-HS-2", "MAU-HS-3", "MAU-HS-4")


def demo_records(season: Season, office: User) -> None:
    """Add them once; nothing is done where they are."""
    if Person.objects.filter(code=_CODES[0]).exists():
        return
    with transaction.atomic():
        _enter(season, office)
        job = look_for_duplicates(actor=office)
        _transfer(season, office)
    jobs.run(job.pk)


def _enter(season: Season, office: User) -> None:
    unit = season.authority.code
    thuy, man = date(1984, 4, 12), date(1979, 9, 7)
    since = date(2008, 9, 1)
    enter_people(
        actor=office,
        records=[
            PersonRecord(
                _CODES[0], "Khuất Thị Diệu Thuý", unit, "female", thuy, title="Văn thư", started_on=since
            ),
            PersonRecord(_CODES[1], "Khuất Thị Diệu Thúy", unit, "female", thuy, title="Chuyên viên"),
            PersonRecord(_CODES[2], "Kiều Duy Mẫn", unit, "male", man, title="Chuyên viên", started_on=since),
            PersonRecord(_CODES[3], "Kiều Duy Mẫn", unit, "male", date(1979, 7, 9), title="Chuyên viên"),
        ],
    )
    given = (
        (0, 2021, "good"),
        (1, 2021, "excellent"),
        (1, 2022, "good"),
        (2, 2022, "good"),
        (3, 2023, "good"),
    )
    grades = [RatingRecord(_CODES[place], year, grade) for place, year, grade in given]
    enter_ratings(actor=office, persons=grades, units=[])
    enter_past_awards(
        actor=office,
        records=[
            AwardRecord(
                "ldtt", 2022, "MAU-01/QĐ-UBND", date(2022, 12, 20), f"Chủ tịch {season.authority.name}",
                "Khuất Thị Diệu Thúy", Person.objects.get(code=_CODES[1]).pk, unit_name=season.authority.name,
            )
        ],
    )  # fmt: skip


def _transfer(season: Season, office: User) -> None:
    """One waits for the answer of a unit of the season."""
    there = OrgUnit.objects.filter(sheets__season=season, until_on=None).exclude(pk=season.authority_id)
    unit = there.order_by("code").first()
    if unit is not None:
        propose_transfer(
            actor=office,
            person=Person.objects.get(code=_CODES[2]),
            to_unit=unit,
            from_on=date(2024, 4, 1),
            paper="MAU-02/QĐ-UBND ngày 15/3/2024",
            title="Chuyên viên",
        )
