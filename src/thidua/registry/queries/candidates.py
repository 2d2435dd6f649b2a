"""Which persons the lines of a file can mean, found by keys: what `matching` is asked about is loaded, nothing else."""

from __future__ import annotations

from collections.abc import Collection

from thidua.registry.models import Person, PersonName, PersonNumber, Post
from thidua.registry.queries.among import among


def ids_meant(*, names: Collection[str], hashes: Collection[str], codes: Collection[str]) -> set[int]:
    """Living persons of these folded names, keyed hashes of numbers or codes, those of merged records included."""
    people = Person.objects.order_by()
    found = set(among(people, "folded_name", names).values_list("id", flat=True))
    found |= set(
        among(PersonName.objects.order_by(), "folded_name", names).values_list("person_id", flat=True)
    )
    if hashes:
        found |= set(among(people, "id_hash", hashes).values_list("id", flat=True))
        found |= set(
            among(PersonNumber.objects.order_by(), "hash", hashes).values_list("person_id", flat=True)
        )
    if codes:
        found |= set(among(people, "code", codes).values_list("id", flat=True))
    return _living(found)


def ids_around(units: Collection[int]) -> set[int]:
    """Living persons whose unit of record is one of these."""
    here = Post.objects.filter(unit_id__in=units, until_on__isnull=True)
    return set(here.filter(person__merged_into__isnull=True).values_list("person_id", flat=True))


def units_of(ids: Collection[int]) -> dict[int, int]:
    """The unit of record of each person, or the last one of somebody who holds no post any more."""
    posts = among(Post.objects.all(), "person_id", ids).order_by("person_id", "until_on", "id")
    rows = posts.values_list("person_id", "unit_id")  # a post still held has no last day and comes last
    return dict(rows)


def _living(ids: set[int]) -> set[int]:
    into = dict(Person.objects.filter(merged_into__isnull=False).values_list("id", "merged_into_id"))
    found = set()
    for one in ids:
        while one in into:
            one = into[one]
        found.add(one)
    return found
