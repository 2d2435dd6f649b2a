"""Persons by code; the code of a record merged into another leads on to that one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from thidua.registry.models import OrgUnit, Person, PersonNumber, Post


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


def people_of(units: Collection[int]) -> QuerySet[Person]:
    """Persons whose present post is in one of the units."""
    return Person.objects.filter(posts__unit_id__in=units, posts__until_on=None)


def merged_here(units: Collection[int]) -> list[int]:
    """Ids of merged records that lead to somebody whose present post is in one of the units: a line that was given
    twice stays with such a record."""
    into = dict(Person.objects.filter(merged_into__isnull=False).values_list("id", "merged_into_id"))
    ends = {id_: _end(id_, into) for id_ in into}
    here = Post.objects.filter(person_id__in=set(ends.values()), unit_id__in=units, until_on=None)
    living_here = set(here.values_list("person_id", flat=True)) if ends else set()
    return sorted(id_ for id_, end in ends.items() if end in living_here)


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
