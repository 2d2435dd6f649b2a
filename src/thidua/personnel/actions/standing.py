"""Yearly grades and discipline entered or set right by hand; what was on record before is kept."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import day
from thidua.kernel.text import tidy
from thidua.personnel.actions.records import keep
from thidua.registry.enums import DisciplineKind, Grade
from thidua.registry.models import Discipline, PerformanceRating, Person
from thidua.registry.queries.people import unit_of_record

FIRST_YEAR = 1950


@transaction.atomic
def write_rating(
    *, actor: User, person: Person, year: int, grade: Grade, reason: str = ""
) -> PerformanceRating:
    """Enter a person's grade of a year, or set it right with a reason.

    Who has `rating.write` on the unit of record may. Raises Refused when the right is missing, the year lies ahead,
    or another grade stands and no reason is given.
    """
    _may(actor, "rating.write", person)
    if not FIRST_YEAR <= year <= localdate().year:
        raise Refused(
            Issue("rating.year", f"Năm {year} không xếp loại được.", "Ghi năm đã qua hoặc năm nay.")
        )
    held = PerformanceRating.objects.select_for_update().filter(person=person, year=year).first()
    if held and held.grade != grade and not reason.strip():
        said = f"Năm {year} đã xếp loại “{held.get_grade_display()}”."
        raise Refused(Issue("rating.reason", said, "Ghi lý do sửa, kèm văn bản."))
    was = held.get_grade_display() if held else ""
    one = held or PerformanceRating(person=person, year=year)
    if held and held.grade == grade:
        return held
    one.grade = grade
    one.save()
    label = f"Xếp loại năm {year}"
    keep(actor, person, {f"rating:{year}": (label, was, Grade(grade).label)}, reason or "nhập mới")
    record(
        actor=actor,
        verb="rating.corrected" if was else "rating.entered",
        subject=f"registry.Person:{person.code}",
        year=year,
    )
    return one


@transaction.atomic
def write_discipline(
    *,
    actor: User,
    person: Person,
    kind: DisciplineKind,
    from_on: date,
    until_on: date | None = None,
    number: str = "",
    ground: str = "",
    measure: Discipline | None = None,
    reason: str = "",
) -> Discipline:
    """Enter a disciplinary measure, or set one right with a reason. No end: it is not on record.

    Who has `discipline.write` on the unit of record may. Raises Refused when the right is missing, the days are out
    of order, the same measure stands already, or one is set right without a reason.
    """
    _may(actor, "discipline.write", person)
    if until_on and until_on < from_on:
        raise Refused(Issue("discipline.days", "Ngày hết hiệu lực sớm hơn ngày quyết định.", "Sửa hai ngày."))
    same = Discipline.objects.filter(person=person, kind=kind, from_on=from_on).first()
    if same is not None and same != measure:
        raise Refused(
            Issue("discipline.twice", "Hình thức kỷ luật này đã có trong hồ sơ.", "Sửa dòng đang có.")
        )
    if measure and not reason.strip():
        raise Refused(Issue("discipline.reason", "Chưa ghi lý do sửa.", "Ghi lý do, kèm văn bản."))
    was = _said(measure) if measure else ""
    one = measure or Discipline(person=person)
    one.kind, one.from_on, one.until_on = kind, from_on, until_on
    one.number, one.ground = tidy(number), tidy(ground)
    one.save()
    keep(actor, person, {"discipline": ("Kỷ luật", was, _said(one))}, reason or "nhập mới")
    record(
        actor=actor,
        verb="discipline.corrected" if measure else "discipline.entered",
        subject=f"registry.Person:{person.code}",
    )
    return one


def _said(one: Discipline) -> str:
    until = f" đến {day(one.until_on)}" if one.until_on else ", chưa ghi ngày hết hiệu lực"
    return tidy(f"{DisciplineKind(one.kind).label} {one.number} từ {day(one.from_on)}{until}")


def _may(actor: User, capability: str, person: Person) -> None:
    if not (answer := can(actor, capability, unit=unit_of_record(person))):
        raise Refused(Issue("standing.right", answer.reason))
