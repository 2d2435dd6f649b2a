"""Small draws that fall near a threshold more often than chance would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from thidua.lawbook import DisciplineFact, GivenHonour, InitiativeFact
from thidua.lawbook.facts import GRADES, Grade

T = TypeVar("T")


def mostly(rng: Random, usual: T, *rare: T, odds: float = 0.85) -> T:
    return usual if rng.random() < odds else rng.choice(rare)


def findings(rng: Random, *criteria: str, odds: float = 0.9) -> dict[str, bool]:
    """Criteria that must hold: mostly found true, else found false or not found."""
    drawn = {one: mostly(rng, True, False, None, odds=odds) for one in criteria}
    return {one: answer for one, answer in drawn.items() if answer is not None}


def alternatives(rng: Random, *criteria: str) -> dict[str, bool]:
    """Other grounds: mostly all refused, so that the computed path decides."""
    drawn = dict.fromkeys(criteria, False)
    if rng.random() < 0.25:
        one = rng.choice(criteria)
        del drawn[one]
        if rng.random() < 0.4:
            drawn[one] = True
    return drawn


def grades(
    rng: Random, years: Iterable[int], usual: Sequence[Grade], slip: float = 0.06
) -> dict[int, Grade] | None:
    """A grade a year out of the usual ones; now and then one is missing or any other."""
    if rng.random() < 0.03:
        return None
    made: dict[int, Grade] = {}
    for year in years:
        roll = rng.random()
        if roll < slip:
            made[year] = rng.choice(GRADES)
        elif roll > slip / 2.5 + slip:
            made[year] = rng.choice(usual)
    return made


def title(rng: Random, honour: str, year: int) -> GivenHonour:
    return GivenHonour(honour, year, revoked=rng.random() < 0.04)


def chain(rng: Random, honour: str, year: int, length: int) -> list[GivenHonour]:
    """Titles of the consecutive years, a gap now and then, and one just before them."""
    years = [year - back for back in range(length) if rng.random() < 0.94]
    years += [year - length] if rng.random() < 0.3 else []
    return [title(rng, honour, one) for one in years]


def some_titles(rng: Random, honour: str, year: int, length: int, wanted: int) -> list[GivenHonour]:
    """One below, at or above the number asked for in the window, and some outside it."""
    count = max(0, wanted + rng.choice([-1, 0, 0, 0, 1]))
    inside = rng.sample(range(year - length + 1, year + 1), min(count, length))
    outside = [one for one in (year - length, year + 1) if rng.random() < 0.2]
    return [title(rng, honour, one) for one in inside + outside]


def award(rng: Random, honour: str, first: int) -> GivenHonour:
    """An award that closes the years before `first`, or one too many, told in one of three ways."""
    last = first - 1 + rng.choice([-1, 0, 0, 0, 0, 0, 0, 1])
    ground = mostly(rng, "merit", "movement", "unexpected", odds=0.92)
    revoked = rng.random() < 0.04
    way = rng.random()
    if way < 0.4:
        counted = tuple(range(last - 4, last + 1))
        decided = rng.choice([None, date(last, 12, 31), date(last + 1, 5, 10)])
        return GivenHonour(honour, last, decided, counted, revoked, ground)
    if way < 0.65:
        edge = date(last, 12, 31) + timedelta(rng.choice([-1, 0, 0, 0, 1]))
        return GivenHonour(honour, last, edge, (), revoked, ground)
    return GivenHonour(honour, last, None, (), revoked, ground)


def initiatives(
    rng: Random, years: Sequence[int], scopes: Sequence[str], count: int
) -> tuple[InitiativeFact, ...] | None:
    """About as many as asked for, mostly with every flag, a few outside the years."""
    if rng.random() < 0.04:
        return None
    made = []
    for _ in range(max(0, count + rng.choice([-1, 0, 0, 0, 0, 1]))):
        year = mostly(rng, rng.choice(years), min(years) - 1, max(years) + 1, odds=0.94)
        flags = [mostly(rng, True, False, None, odds=0.94) for _ in range(3)]
        scope = rng.choice(scopes)
        kind = rng.choice(["initiative", "science", "combat"])
        made.append(InitiativeFact(year, scope, *flags, kind))
    return tuple(made)


def measures(rng: Random, edges: Sequence[int], odds: float = 0.12) -> tuple[DisciplineFact, ...]:
    """A measure that ends, or begins, within days of the turn of one of the years."""
    if rng.random() > odds:
        return ()
    edge = date(rng.choice(edges), 12, 31) + timedelta(rng.choice([-200, -1, 0, 0, 1, 2, 120]))
    start, until = rng.choice([(edge - timedelta(365), edge), (edge, edge + timedelta(365))])
    return (DisciplineFact(rng.choice(["reprimand", "warning"]), start, until),)


def common(rng: Random) -> dict[str, object]:
    """A process that is open, a deed rewarded before."""
    made: dict[str, object] = {}
    if rng.random() < 0.14:
        made["pending"] = rng.choice([(), ("denunciation",), ("inspection", "discipline")])
    if rng.random() < 0.06:
        made["achievement_id"] = "X1"
        made["rewarded_for"] = rng.choice([(), ("X1",), ("X2",), ("X2", "X1")])
    return made
