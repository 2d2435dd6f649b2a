"""A long process of devotion in leading posts: months counted one by one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from oracle.answers import OPEN, Answer, every, fails, found, holds, paper
from thidua.lawbook import SubjectFacts

# The highest post first.
POSTS = [
    "provincial_chair",
    "provincial_vice_chair",
    "director_of_department",
    "district_secretary",
    "deputy_director_of_department",
]
Band = tuple[int, int | None]
# Years in the post: the lower bound is enough, the upper one is too much.
HCLD_3: dict[str, Band] = {
    "director_of_department": (6, 10),
    "deputy_director_of_department": (10, 15),
}
HCLD_1: dict[str, Band] = {
    "provincial_chair": (5, None),
    "provincial_vice_chair": (10, 15),
    "director_of_department": (15, None),
    "district_secretary": (15, None),
}


def devotion(facts: SubjectFacts, bands: dict[str, Band], on: date) -> Answer:
    return every(
        paper(facts.attested, "retirement_notice"),
        found(facts.attested, "no_serious_fault"),
        never_disciplined(facts),
        long_enough(facts, bands, on),
    )


def never_disciplined(facts: SubjectFacts) -> Answer:
    for measure in facts.disciplines:
        for post in facts.positions:
            if measure.until >= post.start and (post.until is None or measure.start < post.until):
                return fails("discipline")
    return every()


def long_enough(facts: SubjectFacts, bands: dict[str, Band], on: date) -> Answer:
    held = months_by_post(facts, on)
    for_men, for_women = (within(held, bands, share) for share in (Fraction(1), Fraction(2, 3)))
    higher_age = facts.attested.get("higher_retirement_age")
    if facts.sex == "male" or higher_age is True:
        return holds(for_men, "position_years")
    if facts.sex == "female" and higher_age is False:
        return holds(for_women, "position_years")
    return holds(for_men, "position_years") if for_men == for_women else OPEN


def within(held: dict[str, int], bands: dict[str, Band], share: Fraction) -> bool:
    """Down the posts held: time too short in one is added to the next lower one."""
    carried = 0
    for post in POSTS:
        months = held[post] + carried
        carried = months
        if post not in bands or not held[post]:
            continue
        lowest, below = bands[post]
        if months >= lowest * 12 * share:
            if below is None or months < below * 12 * share:
                return True
            carried = 0  # more than the band asks: not a short time
    return False


def months_by_post(facts: SubjectFacts, on: date) -> dict[str, int]:
    """Whole months in each post until the day of the dossier; of posts held at once the highest counts."""
    held = dict.fromkeys(POSTS, 0)
    taken: set[int] = set()
    for post in POSTS:
        for position in facts.positions:
            if position.post != post:
                continue
            first = position.start.year * 12 + position.start.month
            for month in range(whole_months(position.start, min(position.until or on, on))):
                if first + month not in taken:
                    taken.add(first + month)
                    held[post] += 1
    return held


def whole_months(start: date, until: date) -> int:
    months = (until.year - start.year) * 12 + until.month - start.month
    return max(0, months - (until.day < start.day))
