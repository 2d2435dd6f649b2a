"""Pairs of records that may be one person, found by blocks: everybody is never compared with everybody.

PostgreSQL joins the records that share a block and gives the few pairs; `likeness` then weighs each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from thidua.kernel.text import fold
from thidua.personnel.queries.likeness import WORTH_ASKING, Look, likeness, words
from thidua.registry.models import Person, PersonName

Pair = tuple[int, int]

_LIVING = """
    CREATE TEMPORARY TABLE living ON COMMIT DROP AS
    SELECT p.id, p.folded_name, p.born_on, p.birth_year, o.unit_id,
        (SELECT string_agg(w, ' ' ORDER BY w COLLATE "C")
            FROM unnest(string_to_array(p.folded_name, ' ')) AS w) AS words,
        CASE WHEN extract(day FROM p.born_on) <= 12
            AND extract(day FROM p.born_on) <> extract(month FROM p.born_on)
            THEN make_date(extract(year FROM p.born_on)::int, extract(day FROM p.born_on)::int,
                extract(month FROM p.born_on)::int) END AS turned
    FROM registry_person p LEFT JOIN registry_post o ON o.person_id = p.id AND o.until_on IS NULL
    WHERE p.merged_into_id IS NULL
"""
# Each block is a join on equal keys. Pairs once, the older record first.
_BLOCKS = (
    # the same words of the name in whatever order, the same day of birth
    "SELECT a.id, b.id FROM living a JOIN living b ON a.words = b.words AND a.born_on = b.born_on AND a.id < b.id",
    # the same unit and day of birth: a letter off, a middle name left out
    """SELECT a.id, b.id FROM living a
        JOIN living b ON a.unit_id = b.unit_id AND a.born_on = b.born_on AND a.id < b.id""",
    # the same name and unit, a day of birth not known
    """SELECT a.id, b.id FROM living a
        JOIN living b ON a.folded_name = b.folded_name AND a.unit_id = b.unit_id AND a.id < b.id
        WHERE (a.born_on IS NULL OR b.born_on IS NULL)
            AND (a.birth_year = b.birth_year OR a.birth_year IS NULL OR b.birth_year IS NULL)""",
    # day and month of birth turned round
    """SELECT least(a.id, b.id), greatest(a.id, b.id) FROM living a
        JOIN living b ON a.folded_name = b.folded_name AND a.turned = b.born_on""",
    # an earlier name or another spelling is the other's name
    """SELECT least(a.id, b.id), greatest(a.id, b.id) FROM registry_personname n
        JOIN living a ON a.id = n.person_id
        JOIN living b ON b.folded_name = n.folded_name AND b.id <> a.id
            AND (a.born_on = b.born_on OR a.unit_id = b.unit_id)""",
)
_CHUNK = 5_000


def candidates() -> list[Pair]:
    """Ids of the records that share a block, in order; inside the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute(_LIVING)
        cursor.execute("ANALYZE living")
        cursor.execute(" UNION ".join(f"({block})" for block in _BLOCKS))
        found = sorted((int(a), int(b)) for a, b in cursor.fetchall())
        cursor.execute("DROP TABLE living")
    return found


def weighed(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, int, list[str]]]:
    """The pairs that are worth a person's look, with score and reasons."""
    for start in range(0, len(pairs), _CHUNK):
        chunk = pairs[start : start + _CHUNK]
        looks = looks_of({id_ for pair in chunk for id_ in pair})
        for one, other in chunk:
            if one in looks and other in looks:
                score, reasons = likeness(looks[one], looks[other])
                if score >= WORTH_ASKING:
                    yield (one, other), score, reasons


def looks_of(ids: Iterable[int]) -> dict[int, Look]:
    """What is compared of each record."""
    wanted = list(ids)
    others: dict[int, list[str]] = {}
    for id_, name in PersonName.objects.filter(person_id__in=wanted).values_list("person_id", "full_name"):
        others.setdefault(id_, []).append(name)
    people = Person.objects.filter(id__in=wanted).defer("id_sealed").prefetch_related("posts")
    return {p.id: look_of(p, tuple(others.get(p.id, ()))) for p in people}


def look_of(person: Person, others: tuple[str, ...] = ()) -> Look:
    return Look(
        person.full_name,
        person.born_on,
        person.birth_year,
        person.sex,
        next((post.unit_id for post in person.posts.all() if post.until_on is None), None),
        person.id_hash or "",
        person.id_kind,
        person.id_last_digits,
        others,
    )


def resembling(look: Look) -> list[tuple[Person, int, list[str]]]:
    """Living records that look like one not yet entered, the likeliest first."""
    folded = fold(look.name)
    named = Person.objects.filter(merged_into__isnull=True).defer("id_sealed").prefetch_related("posts__unit")
    alike = list(named.filter(folded_name=folded)[:200])
    alike += list(named.filter(names__folded_name=folded).exclude(folded_name=folded).distinct()[:50])
    if look.born_on:
        alike += [p for p in named.filter(born_on=look.born_on)[:500] if p.folded_name != folded]
    found = {}
    for person in alike:
        score, reasons = likeness(look, look_of(person, tuple(n.full_name for n in person.names.all())))
        if score >= WORTH_ASKING or (reasons and words(person.folded_name) == words(folded) and score >= 40):
            found[person.pk] = (person, score, reasons)
    return sorted(found.values(), key=lambda one: (-one[1], one[0].pk))
