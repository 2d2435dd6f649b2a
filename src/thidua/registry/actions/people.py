"""Entering persons with their unit of record."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.text import fold, name_key, tidy
from thidua.registry import identity
from thidua.registry.enums import Group
from thidua.registry.models import OrgUnit, Person, PersonNumber, Post
from thidua.registry.queries.people import owners
from thidua.registry.records import Entered, PersonRecord

_FIELDS = [
    "full_name", "folded_name", "sort_key", "sex", "born_on", "birth_year", "started_on", "group",
    "nationality",
]  # fmt: skip
_ID_FIELDS = ["id_sealed", "id_hash", "id_last_digits", "id_kind"]


@transaction.atomic
def enter_people(*, actor: Actor, records: Sequence[PersonRecord]) -> Entered:
    """`write_people` as an act of its own; the same records again write no audit row."""
    entered = write_people(records)
    if entered.created or entered.changed:
        record(
            actor=actor,
            verb="people.entered",
            subject="registry.Person",
            created=entered.created,
            changed=entered.changed,
        )
    return entered


@transaction.atomic
def write_people(records: Sequence[PersonRecord]) -> Entered:
    """Create persons that are new and update what changed of those there; nobody is removed, and a column
    a later file leaves out takes nothing away.

    Personal ids are sealed before they reach the database. Raises InputFault when a code or an id stands
    twice, a unit is unknown, or a person already has another unit of record (a transfer is an act of its
    own, never a side effect of a file). The same records again change nothing. The caller's act writes the
    audit row.
    """
    units = {unit.code: unit for unit in OrgUnit.objects.all()}
    # What a register still says of a record merged away was weighed when it was merged.
    merged = set(Person.objects.filter(merged_into__isnull=False).values_list("code", flat=True))
    total, records = len(records), [r for r in records if r.code not in merged]
    held = {p.code: p for p in Person.objects.filter(merged_into__isnull=True)}
    hashes = {r.code: identity.lookup_hash(r.id_number) for r in records if r.id_number}
    _check(records, units, hashes)
    created = [_person(r, hashes.get(r.code)) for r in records if r.code not in held]
    _keep_numbers([(held[r.code], hashes[r.code]) for r in records if r.code in held and r.code in hashes])
    changed = [held[r.code] for r in records if r.code in held and _update(held[r.code], r, hashes)]
    Person.objects.bulk_create(created, batch_size=1000)
    Person.objects.bulk_update(changed, [*_FIELDS, *_ID_FIELDS], batch_size=1000)
    held |= {p.code: p for p in created}
    posted = set(Post.objects.filter(until_on__isnull=True).values_list("person_id", flat=True))
    posts = [
        Post(person=held[r.code], unit=units[r.unit_code], title=r.title)
        for r in records
        if held[r.code].id not in posted
    ]
    Post.objects.bulk_create(posts, batch_size=1000)
    return Entered(len(created), len(changed), total - len(created) - len(changed))


def _check(records: Sequence[PersonRecord], units: dict[str, OrgUnit], hashes: dict[str, str]) -> None:
    posts = dict(Post.objects.filter(until_on__isnull=True).values_list("person__code", "unit__code"))
    codes = dict(Person.objects.values_list("id", "code"))
    held = {hashed: codes[id_] for hashed, id_ in owners().items()}
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
        if hashed and held.setdefault(hashed, r.code) != r.code:
            message = f"số định danh của {r.code} trùng với {held[hashed]}."
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
        "group": r.group,
        "nationality": r.nationality,
    }


def _person(r: PersonRecord, hashed: str | None) -> Person:
    person = Person(code=r.code, **_values(r))
    person.group = r.group or Group.OFFICIAL
    _set_id(person, r, hashed)
    return person


def _set_id(person: Person, r: PersonRecord, hashed: str | None) -> None:
    person.id_hash = hashed
    person.id_sealed = identity.seal(r.id_number) if r.id_number else None
    person.id_last_digits = identity.shown(r.id_number) if r.id_number else ""
    person.id_kind = identity.kind_of(r.id_number)


def _keep_numbers(given: Sequence[tuple[Person, str]]) -> None:
    """A number that another one takes the place of stays the person's, so that old lists still lead here."""
    PersonNumber.objects.bulk_create(
        PersonNumber(
            person=person,
            kind=person.id_kind or identity.kind_of(identity.unseal(bytes(person.id_sealed))),
            sealed=person.id_sealed,
            hash=person.id_hash,
            last_digits=person.id_last_digits,
        )
        for person, hashed in given
        if person.id_hash and person.id_sealed and person.id_hash != hashed
    )


def _update(person: Person, r: PersonRecord, hashes: dict[str, str]) -> bool:
    values = {field: value for field, value in _values(r).items() if value not in (None, "")}
    changed = any(getattr(person, field) != value for field, value in values.items())
    for field, value in values.items():
        setattr(person, field, value)
    hashed = hashes.get(r.code)
    if hashed and person.id_hash != hashed:
        # A number that was set aside and is given again is the register's own once more.
        person.numbers.filter(hash=hashed).delete()
        _set_id(person, r, hashed)
        return True
    return changed
