"""Persons and units by what somebody types: without accents, a letter or two off, words in any order.

Every step reads a bounded number of rows, so that a name half the register bears costs no more than a rare one.
Measured by `thidua bench search`; why so: docs/adr/0015.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Model, Q, QuerySet

from thidua.kernel.near import edits, is_near
from thidua.kernel.syllables import is_bare_syllable
from thidua.kernel.text import fold, tidy
from thidua.registry.models import OrgUnit, Person, PersonName, Post
from thidua.registry.queries.units import word_forms

SHOWN = 20
_CANDIDATES = 200
_SHORTEST_MISWRITTEN = 3  # letters; shorter words have too many neighbours
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Typed:
    """What was typed, as it was and folded, in words."""

    text: str
    folded: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.folded.split())


def typed(text: str) -> Typed:
    return Typed(tidy(text), fold(text))


def found_people(what: Typed, *, units: Collection[int] | None, limit: int = SHOWN) -> list[Person]:
    """Persons of these units (none: of all) in the order of likeness, at most `limit`; one whose code it is.

    A code finds its person anywhere: whoever shows the answer checks the units.
    """
    rows = Person.objects.filter(merged_into__isnull=True).defer("id_sealed")
    if any(sign.isdigit() for sign in what.folded):  # no name has one, a code may
        return list(rows.filter(code=what.text.upper())[:limit])
    if units is not None:
        here = Post.objects.filter(unit_id__in=list(units), until_on__isnull=True)
        rows = rows.filter(id__in=here.values("person_id"))
    found = _best(rows, (what,), limit, lambda one: (one.full_name, one.sort_key))
    earlier = [one for one in _by_other_names(rows, what) if one not in found]
    return [*earlier[: limit // 2], *found][:limit]


def _by_other_names(rows: QuerySet[Person], what: Typed) -> QuerySet[Person]:
    """Persons who bore the name before, or whom papers write so."""
    names = _indexed(PersonName.objects.all(), _all_words(what))
    return rows.filter(id__in=names.values("person_id")[:_CANDIDATES]).order_by("sort_key")[:SHOWN]


def found_units(what: Typed, *, mine: Collection[int] = (), limit: int = SHOWN) -> list[OrgUnit]:
    """Units in the order of likeness, at most `limit`: those of the reader first, then those that still exist."""
    forms = tuple(Typed(what.text, form) for form in word_forms(what.folded))
    found = _best(OrgUnit.objects.all(), forms, limit * 3, lambda one: (one.name, one.sort_key))
    places = {unit.pk: place for place, unit in enumerate(found)}

    def order(unit: OrgUnit) -> tuple[bool, bool, int]:
        return unit.pk not in mine, unit.until_on is not None, places[unit.pk]

    best = [one for one in found if _likeness(forms, one.name)[0] <= _WORDS]
    return (sorted(best, key=order) + [one for one in found if one not in best])[:limit]


def people_matching(rows: QuerySet[Person], text: str) -> QuerySet[Person]:
    """The persons of a list whose name, present or earlier, or code fits what was typed."""
    what = typed(text)
    fitting = Q(id__in=_matching(Person.objects.all(), what).values("id")) | Q(code__iexact=what.text)
    fitting |= Q(id__in=Person.objects.filter(code__iexact=what.text).values("merged_into_id"))
    other = _indexed(PersonName.objects.all(), _all_words(what))
    return rows.filter(fitting | Q(id__in=other.values("person_id")))


def units_matching(rows: QuerySet[OrgUnit], text: str) -> QuerySet[OrgUnit]:
    """The units of a list whose name or code fits what was typed, words shortened or in full."""
    what = typed(text)
    fitting = Q(code__iexact=what.text) | Q(official_code=what.text)
    for form in word_forms(what.folded):
        fitting |= Q(id__in=_matching(OrgUnit.objects.all(), Typed(what.text, form)).values("id"))
    return rows.filter(fitting)


def _matching(rows: QuerySet[Row], what: Typed) -> QuerySet[Row]:
    """Rows that hold every word; when there is none, rows that nearly do."""
    for query in (_all_words(what), *_nearly(what)):
        fitting = _indexed(rows, query)
        if fitting.exists():
            return fitting
    return rows.none()


_EXACT, _BEGINS, _WORDS, _NEARLY = range(4)


def _best(
    rows: QuerySet[Row], forms: tuple[Typed, ...], limit: int, told: Callable[[Row], tuple[str, str]]
) -> list[Row]:
    """Rows of the surest steps, ordered by likeness; a later step is asked only when earlier ones found too few."""
    found: dict[Any, Row] = {}
    for step in _steps(rows, forms):
        for one in step[:_CANDIDATES]:
            found.setdefault(one.pk, one)
        if len(found) >= limit:
            break
    return sorted(found.values(), key=lambda one: (*_likeness(forms, told(one)[0]), told(one)[1], one.pk))


def _steps(rows: QuerySet[Row], forms: tuple[Typed, ...]) -> Iterator[QuerySet[Row]]:
    written = [form for form in forms if form.folded]
    for form in written:
        yield rows.filter(folded_name=form.folded)
    for form in written:
        yield rows.filter(folded_name__startswith=form.folded)
    for form in written:
        yield _indexed(rows, _all_words(form))
    for form in written:
        for query in _nearly(form):
            yield _indexed(rows, query)


def _indexed(rows: QuerySet[Row], query: str) -> QuerySet[Row]:
    """Rows whose folded name fits a query of the text index."""
    wanted = SearchQuery(query, search_type="raw", config="simple")
    named = rows.alias(_name=SearchVector("folded_name", config="simple"))
    return cast("QuerySet[Row]", named.filter(_name=wanted))


def _all_words(what: Typed) -> str:
    """Every word in any order; the last one may still be being typed."""
    *whole, last = what.words or ("",)
    return " & ".join([*whole, f"{last}:*"]) if last else ""


def _nearly(what: Typed) -> Iterator[str]:
    """Words that are no Vietnamese syllable a letter off; then each word in turn; then one word too many.

    Each of these few small queries has words that must be there, so the index passes over what lacks them.
    """
    words = what.words
    doubtful = [word if is_bare_syllable(word) else _or(word) for word in words]
    if doubtful != list(words):
        yield " & ".join(doubtful)
    if len(words) > 1:
        for place, word in enumerate(words):
            yield " & ".join([*words[:place], _or(word), *words[place + 1 :]])
    if len(words) > 2:
        for place in range(len(words)):
            yield " & ".join(words[:place] + words[place + 1 :])


def _or(word: str) -> str:
    """The word, or a syllable one letter away. Shorter words have too many neighbours."""
    if len(word) < _SHORTEST_MISWRITTEN:
        return word
    return "(" + " | ".join([word, *sorted(filter(is_bare_syllable, edits(word)))]) + ")"


def _likeness(forms: tuple[Typed, ...], name: str) -> tuple[int, bool, int]:
    """How a name fits: the step, whether it is spelled otherwise, how many words are off or over; least first."""
    folded = fold(name)
    return min(_fit(form, name, folded) for form in forms)


def _fit(form: Typed, name: str, folded: str) -> tuple[int, bool, int]:
    spelled_otherwise = tidy(name).lower() != form.text.lower()
    words, held = form.words, folded.split()
    over = abs(len(held) - len(words))
    if folded == form.folded:
        return _EXACT, spelled_otherwise, 0
    if folded.startswith(form.folded):
        return _BEGINS, spelled_otherwise, over
    if all(any(one.startswith(word) for one in held) for word in words):
        return _WORDS, spelled_otherwise, over
    off = sum(not any(is_near(word, one) for one in held) for word in words)
    return _NEARLY, spelled_otherwise, off * 10 + over
