"""Leading posts held for about as long as a band asks."""

from __future__ import annotations

from datetime import date
from random import Random

from thidua.lawbook.facts import POSTS, PositionFact

# Where the bands of an honour begin and end, in months; for women two thirds of it.
EDGES = {
    "hcld_3": {"director_of_department": (72, 120), "deputy_director_of_department": (120, 180)},
    "hcld_1": {
        "provincial_chair": (60,),
        "provincial_vice_chair": (120, 180),
        "director_of_department": (180,),
        "district_secretary": (180,),
    },
}


def earlier(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, day.day)


def posts(rng: Random, honour: str, on: date) -> tuple[PositionFact, ...]:
    edges = EDGES.get(honour, EDGES["hcld_3"])
    post = rng.choice(list(edges))
    edge = rng.choice(edges[post])
    length = rng.choice([edge, edge, edge * 2 // 3]) + rng.choice([-1, 0, 0, 1, 5])
    end = earlier(date(on.year, on.month, 1), rng.randint(0, 6))
    way = rng.random()
    if way < 0.55:
        return (_single(rng, post, on, end, length),)
    other = rng.choice([one for one in POSTS if one != post])
    lower, higher = sorted((post, other), key=POSTS.index, reverse=True)
    turn = earlier(end, rng.choice([rng.randint(1, length - 1), length // 3, length // 4]))
    if way < 0.85:  # one after the other, the higher one last
        return (PositionFact(lower, earlier(end, length), turn), PositionFact(higher, turn, end))
    # both at once for a time
    return (PositionFact(lower, earlier(end, length), end), PositionFact(higher, turn, end))


def _single(rng: Random, post: str, on: date, end: date, length: int) -> PositionFact:
    start = earlier(end, length)
    if rng.random() < 0.2:  # still held; a broken month at the end does not count
        return PositionFact(post, earlier(date(on.year, on.month, 1), length), None)
    if rng.random() < 0.3:
        first, last = rng.choice([1, 2, 15]), rng.choice([1, 14, 15])
        return PositionFact(post, start.replace(day=first), end.replace(day=last))
    return PositionFact(post, start, end)
