"""Histories near the thresholds of the forms: giấy khen, bằng khen, huân chương, honours of the city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from histories.draw import (
    alternatives,
    award,
    chain,
    common,
    findings,
    grades,
    initiatives,
    measures,
    mostly,
    some_titles,
)
from histories.posts import posts
from thidua.lawbook import DisciplineFact, GivenHonour, SubjectFacts

Maker = Callable[[Random, int, date], SubjectFacts]
GROUNDS = ("movement_result", "exploit", "contribution")


def rewarded_deed(rng: Random, year: int) -> dict[str, object]:
    """A deed for which a certificate, or more, was given in the year."""
    given = rng.choice([("giay_khen",), ("giay_khen", "bk_bo_tinh"), ("ldtt",), ()])
    return {
        "honours": tuple(GivenHonour(one, year, date(year, 9, 20)) for one in given),
        "achievement_id": "X1",
        "rewarded_for": mostly(rng, ("X1",), (), odds=0.8),
    }


def plain(rng: Random, year: int, on: date) -> SubjectFacts:
    """Giấy khen, kỷ niệm chương: a standard of the locality."""
    facts: dict[str, object] = {"group": "official", "honours": ()} | common(rng)
    if rng.random() < 0.2:
        facts |= rewarded_deed(rng, year)
    return SubjectFacts(attested=findings(rng, "local_standard", odds=0.6), **facts)


def provincial_person(rng: Random, year: int, on: date) -> SubjectFacts:
    """Bằng khen bộ, tỉnh: two titles, or two excellent years with two initiatives."""
    honours = chain(rng, "cstd_co_so", year, 2) if rng.random() < 0.6 else []
    if rng.random() < 0.5:
        honours.append(award(rng, rng.choice(["bk_bo_tinh", "bk_ttg", "hcld_3"]), year - 1))
    facts: dict[str, object] = {"honours": mostly(rng, tuple(honours), None, odds=0.95)} | common(rng)
    if rng.random() < 0.06:
        facts |= rewarded_deed(rng, year)
    return SubjectFacts(
        group=mostly(rng, "official", "worker_farmer", None, odds=0.75),
        ratings=grades(rng, [year - 2, year - 1, year], ["excellent"], slip=0.1),
        initiatives=initiatives(rng, [year - 1, year], ["grassroots", "provincial"], 2),
        disciplines=measures(rng, [year - 2, year - 1, year]),
        attested=findings(rng, "exemplary", odds=0.95) | alternatives(rng, *GROUNDS, "local_influence"),
        **facts,
    )


def provincial_collective(rng: Random, year: int, on: date) -> SubjectFacts:
    honours = chain(rng, rng.choice(["ttldxs", "dvqt"]), year, 2) if rng.random() < 0.5 else []
    if rng.random() < 0.3:
        honours.append(award(rng, rng.choice(["bk_bo_tinh", "bk_ttg"]), year - 1))
    return SubjectFacts(
        kind="collective",
        ratings=grades(rng, [year - 2, year - 1, year], ["excellent"], slip=0.15),
        honours=mostly(rng, tuple(honours), None, odds=0.95),
        attested=findings(rng, "democracy_and_care", odds=0.88) | alternatives(rng, *GROUNDS),
        dissolved_on=mostly(rng, None, date(2025, 7, 1), date(2027, 1, 1), odds=0.9),
        **common(rng),
    )


def provincial_household(rng: Random, year: int, on: date) -> SubjectFacts:
    found = findings(rng, "exemplary", "household_contribution", odds=0.75)
    return SubjectFacts(kind="household", honours=(), attested=found, **common(rng))


def prime_minister(rng: Random, year: int, on: date) -> SubjectFacts:
    """Bằng khen của Thủ tướng: one form before, five years, three titles or five initiatives."""
    years = list(range(year - 5, year + 1))
    honours = some_titles(rng, "cstd_co_so", year, 5, 3)
    honours += [award(rng, "bk_bo_tinh", rng.choice(years))] if rng.random() < 0.93 else []
    honours += [award(rng, rng.choice(["bk_ttg", "hcld_3"]), year - 4)] if rng.random() < 0.2 else []
    usual = ("excellent",) if rng.random() < 0.5 else ("good", "excellent")
    return SubjectFacts(
        group=mostly(rng, "official", "worker_farmer", None, odds=0.9),
        ratings=grades(rng, years, usual, slip=0.04),
        honours=mostly(rng, tuple(honours), None, odds=0.97),
        initiatives=initiatives(rng, years[1:], ["grassroots"], 6 if on.year < 2024 else 2),
        disciplines=measures(rng, [year - 5, year - 4, year]),
        attested=findings(rng, "exemplary", odds=0.95) | alternatives(rng, *GROUNDS, "local_influence"),
        **common(rng),
    )


def labour_order(honour: str, prior: str, title: str, times: int) -> Maker:
    """Huân chương Lao động: five years after the form before, or leading posts."""

    def make(rng: Random, year: int, on: date) -> SubjectFacts:
        years = list(range(year - 5, year + 1))
        honours = some_titles(rng, title, year, 5, times)
        honours += [award(rng, prior, year - 4)] if rng.random() < 0.95 else []
        honours += [award(rng, "hcld_2", year - 4)] if rng.random() < 0.08 else []
        by_posts = rng.random() < 0.45
        found = alternatives(rng, "exploit", "invention", "contribution", "movement_result")
        found |= findings(rng, "exemplary", odds=0.8 if by_posts else 0.95)
        found |= findings(rng, "retirement_notice", "no_serious_fault", odds=0.8 if by_posts else 0.95)
        found |= rng.choice([{}, {"higher_retirement_age": True}, {"higher_retirement_age": False}])
        usual = rng.choice([("good",), ("good", "excellent")]) if not by_posts else ("completed", "good")
        return SubjectFacts(
            group=mostly(rng, "leader", "official", "worker_farmer", None, odds=0.5),
            sex=rng.choice(["female", "male", "male", None]),
            ratings=grades(rng, years, usual, slip=0.04),
            honours=mostly(rng, tuple(honours), None, odds=0.97),
            disciplines=measures(rng, [year - 5, year - 4, year, year - 12]),
            positions=posts(rng, honour, on) if by_posts else (),
            attested=found,
            **common(rng),
        )

    return make


def unread_collective(rng: Random, year: int, on: date) -> SubjectFacts:
    """A collective asks for a form whose clause was not read."""
    return SubjectFacts(
        kind="collective",
        ratings=grades(rng, range(year - 4, year + 1), ["excellent"]),
        honours=(award(rng, "bk_bo_tinh", year - 4), GivenHonour("co_bo_tinh", year - 1)),
        attested=findings(rng, *GROUNDS, "exemplary", odds=0.5),
        dissolved_on=mostly(rng, None, date(2025, 7, 1), date(2027, 1, 1), odds=0.8),
        **common(rng),
    )


def of_hanoi(rng: Random, year: int, on: date) -> SubjectFacts:
    """Công dân ưu tú, công dân danh dự, người tốt việc tốt."""
    local = rng.choice(["hn_cong_dan_uu_tu", "hn_cong_dan_danh_du", "giay_khen"])
    given = (GivenHonour(local, year - rng.randint(1, 9), revoked=rng.random() < 0.3),)
    return SubjectFacts(
        group=mostly(rng, "foreigner", "official", None, odds=0.8),
        honours=mostly(rng, (), given, None, odds=0.7),
        disciplines=mostly(
            rng, (), (DisciplineFact("reprimand", date(2009, 4, 1), date(2010, 4, 1)),), odds=0.88
        ),
        attested=findings(rng, "local_standard", "mofa_opinion", "mps_opinion", odds=0.88),
        **common(rng),
    )
