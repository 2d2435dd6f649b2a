"""Who is meant by a line of a list. Precision first: what is not certain is asked, never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from thidua.kernel.repair import modern_tones
from thidua.kernel.text import fold
from thidua.registry.alike import alike, near
from thidua.registry.models import OrgUnit, Person, PersonName, PersonNumber, Post
from thidua.registry.queries.among import among
from thidua.registry.queries.tree import kin

Why = Literal["", "same_name", "id_mismatch", "near_name", "unknown_person"]


@dataclass(frozen=True)
class Clue:
    """What a line tells of a person. `id_hash` is the keyed hash of a legible id, empty for none."""

    name: str
    id_hash: str = ""
    born_on: date | None = None
    birth_year: int | None = None
    unit: OrgUnit | None = None


@dataclass(frozen=True)
class Known:
    """A person of the register with the unit of record; `others` are further names, as `exact` and folded."""

    person: Person
    unit_id: int | None
    exact: str
    others: frozenset[str] = frozenset()

    def is_named(self, folded: str) -> bool:
        return folded == self.person.folded_name or folded in self.others


@dataclass(frozen=True)
class Match:
    """Exactly one person, or why a human must say: `candidates` in the order of likelihood."""

    found: Known | None
    why: Why = ""
    candidates: tuple[Known, ...] = ()
    repairs: tuple[str, ...] = ()


class PersonIndex:
    """All persons by code, id, name and unit, or the living ones of `ids`; made once, holds no query.

    Earlier names and numbers lead to the person; codes, names and numbers of a record merged into another lead
    to that one. `candidates.ids_meant` gives the ids that lines can mean, so that a file is not asked of everybody.
    """

    def __init__(self, ids: Collection[int] | None = None) -> None:
        self.by_code: dict[str, Known] = {}
        self._by_id: dict[str, Known] = {}
        self._by_name: dict[str, list[Known]] = defaultdict(list)
        self._by_unit: dict[int, list[Known]] = defaultdict(list)
        self._kin = kin()
        self._narrowed = ids is not None
        merged = _merged()
        if ids is not None:
            merged = {end: starts for end, starts in merged.items() if end in ids}
        names = _other_names(
            None if ids is None else {*ids, *(one for held in merged.values() for one in held)}
        )
        people = Person.objects.filter(merged_into__isnull=True).defer("id_sealed")
        if ids is not None:
            people = among(people, "id", ids)
        posts = _posts_held(ids)
        for person in people.order_by("id"):
            other = [name for one in (person.id, *merged.get(person.id, ())) for name in names.get(one, ())]
            exact = modern_tones(person.full_name).lower()
            others = frozenset(form for name in other for form in (modern_tones(name).lower(), fold(name)))
            known = Known(person, posts.get(person.id), exact, others)
            self.by_code[person.code] = known
            if person.id_hash:
                self._by_id[person.id_hash] = known
            for folded in {person.folded_name, *map(fold, other)}:
                self._by_name[folded].append(known)
            if known.unit_id is not None:
                self._by_unit[known.unit_id].append(known)
        self._lead_on(merged)

    def _lead_on(self, merged: dict[int, list[int]]) -> None:
        """Codes and numbers of merged records, and further numbers of everybody, lead to the living record."""
        living = {known.person.id: known for known in self.by_code.values()}
        living |= {old: living[new] for new, several in merged.items() for old in several}
        away = Person.objects.filter(merged_into__isnull=False).values_list("id", "code", "id_hash")
        for id_, code, hashed in away:
            if id_ not in living:
                continue
            self.by_code[code] = living[id_]
            if hashed:
                self._by_id.setdefault(hashed, living[id_])
        numbers = PersonNumber.objects.all()
        numbers = among(numbers, "person_id", living) if self._narrowed else numbers
        for id_, hashed in numbers.values_list("person_id", "hash"):
            self._by_id.setdefault(hashed, living[id_])

    def match(self, clue: Clue) -> Match:
        """Find the person by id; else by folded name, birth and unit; else ask with the candidates."""
        folded = fold(clue.name)
        if clue.id_hash and (held := self._by_id.get(clue.id_hash)):
            return self._by_known_id(held, clue, folded)
        named = self._by_name.get(folded, [])
        here = [k for k in named if self._is_here(k, clue.unit)]
        fitting = _same_spelling([k for k in here if _born_alike(k, clue)], clue)
        if not any(_born_that_day(k, clue) for k in fitting):
            # Nobody here on the full date: somebody elsewhere of this name and date fits as well or better.
            fitting += _same_spelling(
                [k for k in named if k not in fitting and _born_that_day(k, clue)], clue
            )
        if len(fitting) > 1:
            return Match(None, "same_name", tuple(fitting))
        if fitting:
            return self._by_name_and_birth(fitting[0], clue)
        return self._near(clue, folded, here)

    def _is_here(self, known: Known, unit: OrgUnit | None) -> bool:
        """Whether the unit of record is the line's unit, or one that went into it or goes on for it."""
        if unit is None or known.unit_id is None:
            return False
        return known.unit_id == unit.id or known.unit_id in self._kin.get(unit.id, ())

    def _by_known_id(self, held: Known, clue: Clue, folded: str) -> Match:
        """An id leads to its holder only when the name agrees, or is near and the birth agrees; and only when
        nobody else of that very name fits the line better (a number copied from a namesake's row)."""
        same_name = held.is_named(folded)
        birth_told = bool(clue.born_on or clue.birth_year)
        same_birth = birth_told and _born_alike(held, clue)
        namesakes = [k for k in self._by_name.get(folded, []) if k is not held]
        near_name = near(held.person.folded_name, folded)
        better = any(_fits_better(k, held, clue) for k in namesakes)
        if better or not (same_name or (near_name and same_birth)):
            return Match(None, "id_mismatch", (held, *namesakes))
        repairs = []
        if not same_name:
            repairs.append(f"họ tên “{clue.name}” theo danh bạ là “{held.person.full_name}”")
        if birth_told and not same_birth:
            repairs.append("ngày sinh khác danh bạ, nhận theo số định danh và họ tên")
        return Match(held, repairs=(*_other_name_told(held, clue), *repairs))

    def _by_name_and_birth(self, known: Known, clue: Clue) -> Match:
        """Name and birth agree. An id that belongs to nobody contradicts the register's; a name with other
        tones, or an id nobody knows, needs the birth to agree."""
        if clue.id_hash and known.person.id_hash:
            return Match(None, "id_mismatch", (known,))
        named = known.person.folded_name == fold(clue.name)
        if (not named or _spelled_otherwise(known, clue)) and not _born_that_day(known, clue):
            return Match(None, "near_name", (known,))
        if clue.id_hash and not (_born_that_day(known, clue) or _born_that_year(known, clue)):
            return Match(None, "near_name", (known,))
        return Match(known, repairs=_other_name_told(known, clue))

    def _near(self, clue: Clue, folded: str, here: list[Known]) -> Match:
        """Nobody fits. Somebody of the unit who nearly does is asked for, never taken."""
        around = self._around(clue.unit) if clue.unit else []
        if clue.id_hash:
            # A legible id of nobody on record: whoever has another id on record is not meant.
            here = [k for k in here if not k.person.id_hash]
            around = [k for k in around if _born_nearly(k, clue)]
        elif clue.born_on:
            around = [k for k in around if _born_nearly(k, clue)]
        elif clue.birth_year:
            around = [k for k in around if _born_that_year(k, clue)]
        close = [k for k in around if k not in here and alike(folded, k.person.folded_name)]
        if candidates := (*here, *close):
            return Match(None, "near_name", candidates)
        return Match(None, "unknown_person")

    def _around(self, unit: OrgUnit) -> list[Known]:
        """Persons of the unit and of its kin."""
        ids = [unit.id, *sorted(self._kin.get(unit.id, ()))]
        return [known for unit_id in ids for known in self._by_unit.get(unit_id, [])]


def _fits_better(other: Known, held: Known, clue: Clue) -> bool:
    """Whether another person of the line's name is told by it rather than the holder of its id."""
    if _born_that_day(other, clue):
        return not _born_that_day(held, clue)
    if not _born_alike(other, clue):
        return False
    if not _born_alike(held, clue):
        return _born_that_year(other, clue)
    here = clue.unit is not None and other.unit_id == clue.unit.id
    spelled = modern_tones(clue.name).lower()
    return here and other.exact == spelled != held.exact and not _born_that_day(held, clue)


def _born_that_day(known: Known, clue: Clue) -> bool:
    return clue.born_on is not None and known.person.born_on == clue.born_on


def _born_that_year(known: Known, clue: Clue) -> bool:
    year = clue.birth_year or (clue.born_on.year if clue.born_on else None)
    return year is not None and known.person.birth_year == year


def _born_nearly(known: Known, clue: Clue) -> bool:
    """Whether the dates are one date miswritten: day and month exchanged, or one of the three wrong."""
    one, other = clue.born_on, known.person.born_on
    if one is None or other is None:
        return _born_that_year(known, clue)
    same = (one.day == other.day) + (one.month == other.month) + (one.year == other.year)
    return same >= 2 or (one.year, one.month, one.day) == (other.year, other.day, other.month)


def _spelled_otherwise(known: Known, clue: Clue) -> bool:
    """Whether both names bear marks and the marks differ: Hoa is not Hòa, but NGUYEN THI HOA may be either."""
    spelled = modern_tones(clue.name).lower()
    if spelled in known.others:
        return False
    return known.exact != spelled and not spelled.isascii() and not known.exact.isascii()


def _born_alike(known: Known, clue: Clue) -> bool:
    """Whether birth does not contradict: full dates where both are known, else years."""
    if clue.born_on and known.person.born_on:
        return clue.born_on == known.person.born_on
    year = clue.birth_year or (clue.born_on.year if clue.born_on else None)
    return year is None or known.person.birth_year is None or year == known.person.birth_year


def _same_spelling(found: list[Known], clue: Clue) -> list[Known]:
    """Of several with one folded name, those spelled as the line spells it; all when none is."""
    if len(found) < 2:
        return found
    spelled = modern_tones(clue.name).lower()
    return [k for k in found if spelled == k.exact or spelled in k.others] or found


def _other_name_told(known: Known, clue: Clue) -> tuple[str, ...]:
    """What to tell when a line has another of the person's names."""
    folded = fold(clue.name)
    if folded == known.person.folded_name or folded not in known.others:
        return ()
    return (f"họ tên “{clue.name}” là tên khác đã ghi của “{known.person.full_name}”",)


def _posts_held(ids: Collection[int] | None) -> dict[int, int]:
    """The unit of record by person; of all, or of these."""
    posts = Post.objects.filter(until_on__isnull=True)
    posts = posts if ids is None else among(posts, "person_id", ids)
    return dict(posts.values_list("person_id", "unit_id"))


def _merged() -> dict[int, list[int]]:
    """Ids of records merged away, by the id of the living record they lead to."""
    into = dict(Person.objects.filter(merged_into__isnull=False).values_list("id", "merged_into_id"))
    found: dict[int, list[int]] = defaultdict(list)
    for start in into:
        end = start
        while end in into:
            end = into[end]
        found[end].append(start)
    return found


def _other_names(ids: Collection[int] | None) -> dict[int, list[str]]:
    """Earlier names and spellings by person, and the names of records merged away by those; all, or of these ids."""
    found: dict[int, list[str]] = defaultdict(list)
    others = PersonName.objects.all() if ids is None else among(PersonName.objects.all(), "person_id", ids)
    for id_, name in others.order_by("id").values_list("person_id", "full_name"):
        found[id_].append(name)
    away = Person.objects.filter(merged_into__isnull=False)
    away = away if ids is None else among(away, "id", ids)
    for id_, name in away.order_by("id").values_list("id", "full_name"):
        found[id_].append(name)
    return found
