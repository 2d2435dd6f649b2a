"""Persons by code; the code of a record merged into another leads on to that one."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.registry.models import OrgUnit, Person, PersonNumber


def ids_by_code() -> dict[str, int]:
    """Every code ever given, with the id of the living record it leads to."""
    rows = list(Person.objects.values_list("code", "id", "merged_into_id"))
    into = {id_: merged for _, id_, merged in rows if merged is not None}
    return {code: _end(id_, into) for code, id_, _ in rows}


def living(person: Person) -> Person:
    """The record that this one leads to: itself unless it was merged away."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def unit_of_record(person: Person) -> OrgUnit | None:
    """The unit of record: that of the post still held."""
    post = person.posts.filter(until_on__isnull=True).select_related("unit").first()
    return post.unit if post else None


def _end(id_: int, into: dict[int, int]) -> int:
    while id_ in into:
        id_ = into[id_]
    return id_


def owners(hashes: Iterable[str] | None = None) -> dict[str, int]:
    """Whose a number is, by its keyed hash: the living record it leads to. All numbers, or the given ones."""
    people = Person.objects.filter(id_hash__isnull=False)
    numbers = PersonNumber.objects.all()
    if hashes is not None:
        wanted = list(hashes)
        people, numbers = people.filter(id_hash__in=wanted), numbers.filter(hash__in=wanted)
    into = dict(Person.objects.filter(merged_into__isnull=False).values_list("id", "merged_into_id"))
    found = {hashed: _end(id_, into) for hashed, id_ in numbers.values_list("hash", "person_id")}
    found |= {str(hashed): _end(id_, into) for hashed, id_ in people.values_list("id_hash", "id")}
    return found
