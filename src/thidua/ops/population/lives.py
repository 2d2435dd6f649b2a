"""Working lives by lot: grades, titles, forms of merit, initiatives and discipline of a block of people.

Chains are realistic, not legal: who is given what follows roughly the conditions of the merit chains, so that
every chain has people who fulfil it, who just miss it and who were given the next form already.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from thidua.ops.population import names
from thidua.ops.population.staging import NO_DAY, Columns, days

Array = npt.NDArray[Any]

GRADES = ("not_completed", "completed", "good", "excellent")  # 1, 2, 3, 4 in the tables
HONOURS = ("ldtt", "cstd_co_so", "cstd_bo_tinh", "bk_bo_tinh", "bk_ttg", "hcld_3", "hcld_2")
UNIT_SIZE = 100
_LDTT, _FIGHTER, _PROVINCIAL, _BK, _TTG, _ORDER, _SECOND = range(len(HONOURS))
_GOOD, _EXCELLENT = 3, 4
_MERIT, _MOVEMENT = 0, 1


@dataclass(frozen=True)
class Lives:
    """Columns of the staged tables, by table."""

    people: Columns
    ratings: Columns
    awards: Columns
    initiatives: Columns
    measures: Columns


@dataclass
class _Awards:
    """Lines of the ledger as they are given; one array a column and giving."""

    first: int
    chance: np.random.Generator
    lines: list[dict[str, Array]] = field(default_factory=list)

    def give(
        self, who: Array, honour: int, year: Array | int, span: Array | int = 1, ground: int = _MERIT
    ) -> None:
        """An honour to the rows `who` for achievements that end with `year` and count `span` years."""
        n = len(who)
        years = np.broadcast_to(np.asarray(year, np.int32), n)
        title = honour in (_LDTT, _FIGHTER, _PROVINCIAL)
        # Most titles are decided in the last days of their year, forms of merit in the middle of the next.
        late = self.chance.random(n) < (0.3 if title else 0.9)
        decided = days(years + late, np.where(late, self.chance.integers(0, 180, n), 353 + who % 12))
        counted = self.chance.random(n) < (0.2 if title else 0.75)
        revoked = self.chance.random(n) < 0.003
        self.lines.append(
            {
                "person": self.first + who,
                "honour": np.full(n, honour + 1),
                "year": years,
                "counted_from": np.where(counted, years - span + 1, 0),
                "counted_until": np.where(counted, years, 0),
                "decided": decided,
                "revoked": np.where(revoked, decided + 200, NO_DAY),
                "ground": np.full(n, ground),
            }
        )

    def columns(self) -> Columns:
        made = {name: np.concatenate([line[name] for line in self.lines]) for name in self.lines[0]}
        order = np.argsort(made["person"], kind="stable")
        return {name: column[order] for name, column in made.items()}


def lives(first: int, n: int, *, years: int, until: int, seed: int) -> Lives:
    """The people with ids from `first`, their last `years` years, the same for the same arguments."""
    chance = np.random.default_rng((seed, first))
    started = np.minimum(until - chance.integers(-2, 32, n), until)
    at = np.arange(until - years + 1, until + 1)
    working = started[:, None] <= at
    quality = chance.beta(2, 2, n)[:, None]
    disciplined = working & (chance.random((n, years)) < 0.002)
    grade = _grades(chance, quality, disciplined) * working
    made = working & (chance.random((n, years)) < 0.04 + 0.25 * quality)
    initiatives = _initiatives(chance, first, made, at)
    recognised = np.zeros((n, years), np.bool_)
    row, column = initiatives["person"] - first, initiatives["year"] - at[0]
    recognised[row, column] = initiatives["recognised"] == 1
    provincial = np.zeros_like(recognised)
    provincial[row, column] = recognised[row, column] & (initiatives["scope"] >= 1)
    awards = _Awards(first, chance)
    fighter = _titles(awards, grade, recognised, quality, at)
    _forms(awards, grade, fighter, provincial, _earlier(awards, quality[:, 0], started, at), at)
    row, column = np.nonzero(working & (chance.random((n, years)) > 0.01))
    return Lives(
        people=_people(chance, first, started, until),
        ratings={"person": first + row, "year": at[column], "grade": grade[row, column]},
        awards=awards.columns(),
        initiatives=initiatives,
        measures=_measures(chance, first, disciplined, at),
    )


def _grades(chance: np.random.Generator, quality: Array, disciplined: Array) -> Array:
    lot = chance.random(disciplined.shape)
    excellent = 0.03 + 0.45 * quality**2
    grade = np.where(lot < excellent, 4, np.where(lot < 0.9 + 0.08 * quality, 3, 2))
    grade[lot > 0.998] = 1
    return np.where(disciplined, 1 + (lot < 0.5), grade).astype(np.int8)


def _initiatives(chance: np.random.Generator, first: int, made: Array, at: Array) -> dict[str, Array]:
    row, column = np.nonzero(made)
    n = len(row)

    def answer(yes: float, no: float) -> Array:
        """1 yes, 0 no, -1 nobody has said."""
        lot = chance.random(n)
        return np.where(lot < yes, 1, np.where(lot < yes + no, 0, -1)).astype(np.int8)

    return {
        "person": first + row,
        "year": at[column],
        "scope": np.digitize(chance.random(n), (0.75, 0.96)),
        "recognised": answer(0.85, 0.08),
        "applied": answer(0.75, 0.05),
        "replicable": answer(0.6, 0.1),
    }


def _titles(awards: _Awards, grade: Array, recognised: Array, quality: Array, at: Array) -> Array:
    """Yearly titles; of the last year only a third of the units has decided. Returns who was a fighter when."""
    chance, n = awards.chance, len(grade)
    worthy = (grade >= _GOOD) & (chance.random(grade.shape) < 0.92)
    decided = np.ones_like(worthy)
    decided[:, -1] = (np.arange(n) // UNIT_SIZE) % 3 == 0
    fighter = (
        worthy & ((grade == _EXCELLENT) | recognised) & (chance.random(grade.shape) < 0.3 + 0.7 * quality)
    )
    for column, year in enumerate(at):
        given = worthy[:, column] & decided[:, column]
        awards.give(np.flatnonzero(given & ~fighter[:, column]), _LDTT, year)
        awards.give(np.flatnonzero(given & fighter[:, column]), _FIGHTER, year)
    return np.asarray(fighter & decided)


def _forms(
    awards: _Awards, grade: Array, fighter: Array, provincial: Array, earlier: list[Array], at: Array
) -> None:
    """Forms of merit and the provincial title, year by year; years counted once are not counted again."""
    chance, n = awards.chance, len(grade)
    bk, ttg, order, _ = earlier
    closed = np.maximum.reduce(earlier)
    provincial_year = np.zeros(n, np.int32)
    for column in range(1, len(at) - 1):
        year = int(at[column])
        lot = chance.random(n)
        good = np.all(grade[:, max(0, column - 4) : column + 1] >= _GOOD, axis=1) & (column >= 4)
        fights = fighter[:, max(0, column - 4) : column + 1].sum(axis=1)
        free = good & (closed < year - 4)
        to_order = free & (ttg > 0) & (ttg < year - 4) & (order == 0) & (fights >= 3) & (lot < 0.7)
        to_ttg = free & ~to_order & (bk > 0) & (bk < year - 4) & (ttg == 0) & (fights >= 3) & (lot < 0.6)
        two = fighter[:, column] & fighter[:, column - 1] & (closed < year - 1)
        to_bk = two & ~to_ttg & ~to_order & (bk == 0) & (lot < 0.5)
        for who, honour, span, held in (
            (to_order, _ORDER, 5, order),
            (to_ttg, _TTG, 5, ttg),
            (to_bk, _BK, 2, bk),
        ):
            awards.give(np.flatnonzero(who), honour, year, span)
            held[who] = closed[who] = year
        movement = (fighter[:, column] | (grade[:, column] == _EXCELLENT)) & (lot > 0.98) & ~to_bk
        awards.give(np.flatnonzero(movement), _BK, year, 1, _MOVEMENT)
        window = slice(max(0, column - 2), column + 1)
        three = np.all(fighter[:, window], axis=1) & (column >= 2) & provincial[:, window].any(axis=1)
        raised = three & (provincial_year < year - 2) & (chance.random(n) < 0.7)
        awards.give(np.flatnonzero(raised), _PROVINCIAL, year, 3)
        provincial_year[raised] = year


def _earlier(awards: _Awards, quality: Array, started: Array, at: Array) -> list[Array]:
    """Forms of merit that those long at work were given before the first year, each five years after the one
    below it; returns the years of each form, 0 none."""
    chance, n = awards.chance, len(started)
    lot, back = chance.random(n) * 2 * (1 - quality), chance.integers(1, 6, n)
    many = np.digitize(lot, (0.01, 0.04, 0.1, 0.2))  # 0 all four forms, 4 none
    given = np.where(started < at[0] - 8, 4 - many, 0)
    found = []
    for place, (honour, span) in enumerate(((_BK, 2), (_TTG, 5), (_ORDER, 5), (_SECOND, 5))):
        years = np.where(given > place, at[0] - back - 5 * (given - 1 - place), 0)
        who = np.flatnonzero(years)
        awards.give(who, honour, years[who], span)
        found.append(years)
    return found


def _measures(chance: np.random.Generator, first: int, disciplined: Array, at: Array) -> Columns:
    row, column = np.nonzero(disciplined)
    n = len(row)
    start = days(at[column], chance.integers(0, 365, n))
    return {
        "person": first + row,
        "kind": chance.integers(1, 4, n),
        "from_on": start,
        "until_on": np.where(chance.random(n) < 0.95, start + 365, NO_DAY),
    }


def _people(chance: np.random.Generator, first: int, started: Array, until: int) -> Columns:
    n = len(started)
    born = started - chance.integers(20, 32, n)
    known = chance.random(n) > 0.005
    return {
        "id": first + np.arange(n),
        "name": 1 + chance.integers(0, names.size(), n),
        "sex": np.digitize(chance.random(n), (0.01, 0.55)),  # 0 not on record, 1 female, 2 male
        "born": days(born, chance.integers(0, 365, n)),
        "started": np.where(known, days(started, chance.integers(0, 300, n)), NO_DAY),
        "unit": (first + np.arange(n) - 1) // UNIT_SIZE,  # place among the bodies, from 0
        "leads": (first + np.arange(n) - 1) % UNIT_SIZE == 0,
    }
