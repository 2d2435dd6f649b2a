"""Entering what is known of a person's or a collective's conduct: yearly grades and discipline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.registry.models import Discipline, OrgUnit, PerformanceRating
from thidua.registry.queries.people import ids_by_code
from thidua.registry.records import DisciplineRecord, Entered, RatingRecord


def _unknown(code: str, place: Place) -> Issue:
    return Issue("standing.unknown", f"không có mã “{code}” trong danh bạ.", "Sửa mã rồi gửi lại.", place)


@transaction.atomic
def enter_ratings(*, actor: Actor, persons: Sequence[RatingRecord], units: Sequence[RatingRecord]) -> Entered:
    """`write_ratings` as an act of its own; the same records again write no audit row."""
    total = write_ratings(persons, units)
    if total.created or total.changed:
        record(
            actor=actor,
            verb="ratings.entered",
            subject="registry.PerformanceRating",
            created=total.created,
            changed=total.changed,
        )
    return total


@transaction.atomic
def write_ratings(persons: Sequence[RatingRecord], units: Sequence[RatingRecord]) -> Entered:
    """Enter yearly grades by code. A grade that differs from the one on record is corrected.

    Raises InputFault for an unknown code or two different grades of one subject and year. The caller's act
    writes the audit row.
    """
    total = Entered()
    units_by_code = dict(OrgUnit.objects.values_list("code", "id"))
    for field, records, ids in (("person", persons, ids_by_code()), ("unit", units, units_by_code)):
        _check_ratings(records, ids)
        total += _store_ratings(field, records, ids)
    return total


def _check_ratings(records: Sequence[RatingRecord], ids: dict[str, int]) -> None:
    said: dict[tuple[int | str, int], str] = {}
    issues = []
    for r in records:
        if r.code not in ids:
            issues.append(_unknown(r.code, r.place))
        if said.setdefault((ids.get(r.code, r.code), r.year), r.grade) != r.grade:
            message = f"{r.code} có hai mức xếp loại khác nhau cho năm {r.year}."
            issues.append(Issue("rating.two", message, "Giữ lại một mức.", r.place))
    if issues:
        raise InputFault(*issues)


def _store_ratings(field: str, records: Sequence[RatingRecord], ids: dict[str, int]) -> Entered:
    key = f"{field}_id"
    wanted = {(ids[r.code], r.year): r.grade for r in records}
    held = {
        (getattr(x, key), x.year): x for x in PerformanceRating.objects.filter(**{f"{field}__isnull": False})
    }
    created = [
        PerformanceRating(**{key: subject, "year": year, "grade": grade})
        for (subject, year), grade in wanted.items()
        if (subject, year) not in held
    ]
    changed = [held[k] for k, grade in wanted.items() if k in held and held[k].grade != grade]
    for rating in changed:
        rating.grade = wanted[(getattr(rating, key), rating.year)]
    PerformanceRating.objects.bulk_create(created, batch_size=5000)
    PerformanceRating.objects.bulk_update(changed, ["grade"], batch_size=1000)
    return Entered(len(created), len(changed), len(wanted) - len(created) - len(changed))


@transaction.atomic
def enter_disciplines(*, actor: Actor, records: Sequence[DisciplineRecord]) -> Entered:
    """`write_disciplines` as an act of its own; the same records again write no audit row."""
    entered = write_disciplines(records)
    if entered.created or entered.changed:
        record(
            actor=actor,
            verb="disciplines.entered",
            subject="registry.Discipline",
            created=entered.created,
            changed=entered.changed,
        )
    return entered


@transaction.atomic
def write_disciplines(records: Sequence[DisciplineRecord]) -> Entered:
    """Enter disciplinary measures; one measure is known by person, kind and first day.

    What a later list adds to a measure on record (its end, its number, its ground) is taken over; an empty
    cell takes nothing away. Raises InputFault for an unknown code, an end before the start, or one measure
    with two ends. The caller's act writes the audit row.
    """
    ids = ids_by_code()
    _check_disciplines(records, ids)
    held = {(d.person_id, d.kind, d.from_on): d for d in Discipline.objects.all()}
    new: dict[tuple[int, str, date], Discipline] = {}
    changed: dict[tuple[int, str, date], Discipline] = {}
    for r in records:
        key = (ids[r.person_code], r.kind, r.from_on)
        if key in held:
            if _complete(held[key], r):
                changed[key] = held[key]
        else:
            measure = new.setdefault(key, Discipline(person_id=key[0], kind=r.kind, from_on=r.from_on))
            _complete(measure, r)
    Discipline.objects.bulk_create(new.values(), batch_size=1000)
    Discipline.objects.bulk_update(changed.values(), ["until_on", "number", "ground"], batch_size=1000)
    return Entered(len(new), len(changed), len(records) - len(new) - len(changed))


def _check_disciplines(records: Sequence[DisciplineRecord], ids: dict[str, int]) -> None:
    issues = [_unknown(r.person_code, r.place) for r in records if r.person_code not in ids]
    ends: dict[tuple[str, str, date], date] = {}
    for r in records:
        if r.until_on and r.until_on < r.from_on:
            message = "ngày hết hiệu lực sớm hơn ngày quyết định."
            issues.append(Issue("discipline.days", message, "Sửa lại ngày.", r.place))
        key = (r.person_code, r.kind, r.from_on)
        if r.until_on and ends.setdefault(key, r.until_on) != r.until_on:
            message = f"kỷ luật của {r.person_code} có hai ngày hết hiệu lực khác nhau."
            issues.append(Issue("discipline.two", message, "Giữ lại một ngày.", r.place))
    if issues:
        raise InputFault(*issues)


def _complete(measure: Discipline, r: DisciplineRecord) -> bool:
    """Take over what the record says; whether anything changed."""
    said = {"until_on": r.until_on, "number": r.number, "ground": r.ground}
    news = {field: value for field, value in said.items() if value and getattr(measure, field) != value}
    for field, value in news.items():
        setattr(measure, field, value)
    return bool(news)
