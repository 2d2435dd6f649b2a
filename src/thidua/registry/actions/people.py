"""Entering persons with their unit of record."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.text import fold, name_key, tidy
from thidua.registry import identity
from thidua.registry.models import OrgUnit, Person, Post
from thidua.registry.records import Entered, PersonRecord

_FIELDS = ["full_name", "folded_name", "sort_key", "sex", "born_on", "birth_year", "started_on"]


@transaction.atomic
def enter_people(*, actor: Actor, records: Sequence[PersonRecord]) -> Entered:
    """Create persons that are new and update what changed of those there; nobody is removed, and a column
    a later file leaves out takes nothing away.

    Personal ids are sealed before they reach the database. Raises InputFault when a code or an id stands
    twice, a unit is unknown, or a person already has another unit of record (a transfer is an act of its
    own, never a side effect of a file). The same records again change nothing and write no audit row.
    """
    units = {unit.code: unit for unit in OrgUnit.objects.all()}
    held = {p.code: p for p in Person.objects.all()}
    hashes = {r.code: identity.lookup_hash(r.id_number) for r in records if r.id_number}
    _check(records, units, hashes)
    created = [_person(r, hashes.get(r.code)) for r in records if r.code not in held]
    changed = [held[r.code] for r in records if r.code in held and _update(held[r.code], r, hashes)]
    Person.objects.bulk_create(created, batch_size=1000)
    Person.objects.bulk_update(changed, [*_FIELDS, "id_sealed", "id_hash", "id_last_digits"], batch_size=1000)
    held |= {p.code: p for p in created}
    posted = set(Post.objects.filter(until_on__isnull=True).values_list("person_id", flat=True))
    posts = [
        Post(person=held[r.code], unit=units[r.unit_code], title=r.title)
        for r in records
        if held[r.code].id not in posted
    ]
    Post.objects.bulk_create(posts, batch_size=1000)
    entered = Entered(len(created), len(changed), len(records) - len(created) - len(changed))
    if created or changed:
        record(
            actor=actor,
            verb="people.entered",
            subject="registry.Person",
            created=entered.created,
            changed=entered.changed,
        )
    return entered


def _check(records: Sequence[PersonRecord], units: dict[str, OrgUnit], hashes: dict[str, str]) -> None:
    posts = dict(Post.objects.filter(until_on__isnull=True).values_list("person__code", "unit__code"))
    owners: dict[str, str] = {
        hashed: code for code, hashed in Person.objects.values_list("code", "id_hash") if hashed
    }
    seen: set[str] = set()
    issues: list[Issue] = []
    for r in records:
        if r.code in seen:
            issues.append(Issue("person.twice", f"mã cán bộ {r.code} có hai lần.", "Xóa dòng thừa.", r.place))
        seen.add(r.code)
        if r.unit_code not in units:
            message = f"không có đơn vị mang mã “{r.unit_code}”."
            issues.append(Issue("person.unit", message, "Sửa mã hoặc thêm đơn vị đó.", r.place))
        if (at := posts.get(r.code)) and at != r.unit_code:
            message = f"{r.code} đang thuộc đơn vị {at}, tệp ghi {r.unit_code}."
            issues.append(Issue("person.moved", message, "Làm thủ tục chuyển đơn vị trước.", r.place))
        hashed = hashes.get(r.code)
        if hashed and owners.setdefault(hashed, r.code) != r.code:
            message = f"số định danh của {r.code} trùng với {owners[hashed]}."
            issues.append(Issue("person.id_twice", message, "Kiểm tra lại số định danh.", r.place))
    if issues:
        raise InputFault(*issues)


def _values(r: PersonRecord) -> dict[str, object]:
    name = tidy(r.full_name)
    return {
        "full_name": name,
        "folded_name": fold(name),
        "sort_key": name_key(name),
        "sex": r.sex,
        "born_on": r.born_on,
        "birth_year": r.birth_year or (r.born_on.year if r.born_on else None),
        "started_on": r.started_on,
    }


def _person(r: PersonRecord, hashed: str | None) -> Person:
    person = Person(code=r.code, **_values(r))
    _set_id(person, r, hashed)
    return person


def _set_id(person: Person, r: PersonRecord, hashed: str | None) -> None:
    person.id_hash = hashed
    person.id_sealed = identity.seal(r.id_number) if r.id_number else None
    person.id_last_digits = identity.shown(r.id_number) if r.id_number else ""


def _update(person: Person, r: PersonRecord, hashes: dict[str, str]) -> bool:
    values = {field: value for field, value in _values(r).items() if value not in (None, "")}
    changed = any(getattr(person, field) != value for field, value in values.items())
    for field, value in values.items():
        setattr(person, field, value)
    hashed = hashes.get(r.code)
    if hashed and person.id_hash != hashed:
        _set_id(person, r, hashed)
        return True
    return changed
