"""Histories near the thresholds of the titles of persons."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from histories.draw import chain, common, findings, grades, initiatives, measures, mostly
from thidua.lawbook import GivenHonour, LeaveFact, SubjectFacts

GROUPS = ("official", "employee", "worker_farmer", "armed_forces", "leader", "foreigner", None)
LDTT = ("ldtt_2003", "ldtt_spirit", "ldtt_production", "ldtt_exemplary", "training_result")


def work(rng: Random) -> dict[str, object]:
    """Months at the edge of a recruit's or anyone's year, leave, a move between units."""
    made: dict[str, object] = {}
    if rng.random() < 0.25:
        made["months_worked"] = rng.choice([3, 5, 6, 7, 9, 10, 11])
        made["recruit"] = rng.choice([True, True, False, None])
    if rng.random() < 0.2:
        kinds = ["maternity", "training", "injury"]
        made["leave"] = tuple(
            LeaveFact(rng.choice(kinds), rng.choice([1, 3, 5, 11, 12])) for _ in range(rng.randint(1, 2))
        )
    if rng.random() < 0.15:
        made["old_unit_months"] = rng.choice([5, 6, 7])
        made["old_unit_comment"] = rng.choice([True, False, None])
    return made


def annual(rng: Random, year: int, on: date) -> SubjectFacts:
    """LĐTT, CSTT, CSTĐ cơ sở."""
    old = mostly(rng, (), (GivenHonour("ldtt", year),), odds=0.6)
    if rng.random() < 0.1:
        old = (GivenHonour("ldtt", year + rng.choice([-1, 0]), revoked=rng.random() < 0.7),)
    return SubjectFacts(
        group=mostly(rng, "official", *GROUPS, odds=0.6),
        ratings=grades(rng, [year - 1, year], rng.choice([("good",), ("excellent",)]), slip=0.12),
        honours=mostly(rng, old, None, odds=0.9),
        initiatives=initiatives(rng, [year], ["grassroots"], rng.choice([0, 1, 1])),
        disciplines=measures(rng, [year - 1, year]),
        registered=rng.choice([True, True, True, None, None, False]),
        attested=findings(rng, *LDTT, odds=0.94),
        **work(rng),
        **common(rng),
    )


def provincial(rng: Random, year: int, on: date) -> SubjectFacts:
    """CSTĐ bộ, tỉnh: three grassroots titles, one initiative, perhaps an earlier title."""
    honours = chain(rng, "cstd_co_so", year, 3)
    if rng.random() < 0.3:
        last = year - 3 + rng.choice([-1, 0, 0, 1])
        honours.append(_provincial_title(rng, last))
    scopes = mostly(rng, ["provincial", "national"], ["grassroots"], odds=0.93)
    return SubjectFacts(
        group="official",
        honours=mostly(rng, tuple(honours), None, (), odds=0.95),
        initiatives=initiatives(rng, [year - 2, year - 1, year], scopes, 1),
        disciplines=measures(rng, [year - 1, year]),
        attested=findings(rng, "outstanding"),
        **common(rng),
    )


def _provincial_title(rng: Random, year: int) -> GivenHonour:
    counted = (year - 2, year - 1, year) if rng.random() < 0.7 else ()
    last_day = date(year, 12, 31)
    days = [None, last_day, last_day - timedelta(1), last_day + timedelta(1), date(year + 1, 2, 10)]
    return GivenHonour("cstd_bo_tinh", year, rng.choice(days), counted, revoked=rng.random() < 0.04)


def national(rng: Random, year: int, on: date) -> SubjectFacts:
    """CSTĐ toàn quốc: two adjoining titles, near the last day of the dossier."""
    latest = on.year - rng.choice([0, 1, 1, 1, 1, 2, 3])
    honours = [_provincial_title(rng, latest)]
    honours += [_provincial_title(rng, latest - rng.choice([2, 3, 3, 3, 3, 3, 3, 4]))]
    honours += [_provincial_title(rng, latest - 6)] if rng.random() < 0.15 else []
    rng.shuffle(honours)
    years = list(range(latest - 5, latest + 1))
    scopes = mostly(rng, ["national"], ["provincial"], odds=0.93)
    return SubjectFacts(
        group="official",
        honours=mostly(rng, tuple(honours), None, (), tuple(honours[:1]), odds=0.92),
        initiatives=initiatives(rng, years, scopes, 1),
        disciplines=measures(rng, [year - 1, year]),
        attested=findings(rng, "outstanding"),
        **common(rng),
    )
