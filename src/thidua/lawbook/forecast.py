"""Looking ahead for one person: the first year each higher honour can be reached if the pace holds.

Each coming year is taken to repeat the last one (grade, yearly titles, initiatives), and what can be reached on
the way is taken to be given. It is a forecast of what can be computed; findings remain for people to make.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.lawbook.book import LawBook
from thidua.lawbook.checks.kinds import MET, Seen
from thidua.lawbook.cohort import Cohort
from thidua.lawbook.explaining import Judgement
from thidua.lawbook.facts import GivenHonour, SubjectFacts
from thidua.lawbook.gaps import CLOSED, Gaps
from thidua.lawbook.rules import AllOf, AnyOf, Criterion, Honour, Node, StandardOf, Unread


@dataclass(frozen=True)
class Outlook:
    """One honour ahead of a person. `first_year` None: not within the years looked at at this pace.

    `steps` counts what is wanting in the first year looked at; `missing` says it in sentences with articles,
    `breaks` what would undo the way. `held_years` are the years it was given already.
    """

    honour: str
    first_year: int | None
    steps: int | None
    missing: tuple[str, ...]
    breaks: tuple[str, ...]
    held_years: tuple[int, ...]

    @property
    def one_step(self) -> bool:
        return self.steps == 1


def forecast(book: LawBook, facts: SubjectFacts, year: int, *, years: int = 10) -> list[Outlook]:
    """Every higher honour whose way is computed, the lowest first, looking `years` years past `year`, the last
    year on record. Judged by the law as read: a version nobody has read yet is passed over."""
    read = book.as_read()
    ladder = [h for h in reversed(read.honours()) if _is_ahead(read, h, dossier_day(year))]
    now = _screened(read, ladder, facts, year)
    first: dict[str, int] = {}
    ahead = facts
    for of in range(year, year + years + 1):
        ahead = _one_more(book, ahead, of) if of > year else ahead
        judged = _screened(read, ladder, ahead, of) if of > year else now
        open_now = [h for h in ladder if _met(judged[h.code])]
        first |= {h.code: of for h in open_now if h.code not in first}
        # The highest first: years that carry it are not spent on a lower one of the same year.
        for honour in reversed(open_now):
            again = _screened(read, [honour], ahead, of)[honour.code]
            if _met(again):
                ahead = _given(ahead, honour.code, of, counted_years(again.version.requires))
    return [_outlook(book, now[h.code], facts, first.get(h.code)) for h in ladder]


def _screened(
    book: LawBook, ladder: Sequence[Honour], facts: SubjectFacts, year: int
) -> dict[str, Judgement]:
    """The facts packed once, screened for each honour."""
    cohort = Cohort.build(year, [facts])
    return {h.code: book.screen(h.code, cohort, dossier_day(year)) for h in ladder}


def _met(judged: Judgement) -> bool:
    return bool(judged.outcome[0] == MET and not judged.held[0])


def dossier_day(year: int) -> date:
    """When dossiers on the achievement of a year come in: the year is over then."""
    return date(year + 1, 1, 15)


def _is_ahead(book: LawBook, honour: Honour, on: date) -> bool:
    """Above the yearly titles of the grassroots and judged by chains of years."""
    version = book.in_force(honour.code, "person", on)
    return (
        honour.level in ("bo_tinh", "nha_nuoc")
        and version is not None
        and counted_years(version.requires) > 0
    )


def counted_years(node: Node | None) -> int:
    """How many years an honour looks back on: the longest window among its criteria, 0 when it has none."""
    match node:
        case Criterion():
            return int(getattr(node.check, "years", 0))
        case AllOf() | AnyOf():
            return max(map(counted_years, node.parts), default=0)
        case StandardOf() | Unread() | None:
            return 0


def _one_more(book: LawBook, facts: SubjectFacts, year: int) -> SubjectFacts:
    """The facts with one year more that repeats the year before it."""
    ratings = dict(facts.ratings or {})
    if year - 1 in ratings:
        ratings.setdefault(year, ratings[year - 1])
    yearly = {h.code for h in book.honours() if h.kind == "title" and h.level == "co_so"}
    again = [
        dataclasses.replace(g, year=year, decided_on=None, counted_years=(), evidence="")
        for g in facts.honours or ()
        if g.year == year - 1 and g.honour in yearly and not g.revoked
    ]
    works = [dataclasses.replace(i, year=year) for i in facts.initiatives or () if i.year == year - 1]
    return dataclasses.replace(
        facts,
        ratings=ratings if facts.ratings is not None else None,
        honours=(*facts.honours, *again) if facts.honours is not None else None,
        initiatives=(*facts.initiatives, *works) if facts.initiatives is not None else None,
    )


def _given(facts: SubjectFacts, code: str, year: int, counted: int) -> SubjectFacts:
    award = GivenHonour(code, year, counted_years=tuple(range(year - counted + 1, year + 1)))
    return dataclasses.replace(facts, honours=(*(facts.honours or ()), award))


def _outlook(book: LawBook, judged: Judgement, facts: SubjectFacts, first: int | None) -> Outlook:
    gaps = Gaps(judged.cohort, judged.on)
    steps = int(gaps.steps(judged.root)[0])
    missing = []
    for leaf in gaps.wanting(judged.root, 0):
        if isinstance(leaf.node, Criterion):
            said = leaf.node.check.say(Seen(judged.cohort, 0, int(leaf.raw[0]), book.label)).sentence
            missing.append(f"{said} ({book.spoken(leaf.node.basis(judged.on))})")
    held = [g.year for g in facts.honours or () if g.honour == judged.honour and not g.revoked]
    return Outlook(
        honour=judged.honour,
        first_year=first,
        steps=None if steps >= CLOSED else steps,
        missing=tuple(dict.fromkeys(missing)),
        breaks=tuple(dict.fromkeys(_breaks(book, judged.version.requires))),
        held_years=tuple(sorted(held)),
    )


def _breaks(book: LawBook, node: Node | None) -> list[str]:
    match node:
        case Criterion():
            said = node.check.breaks(book.label)
            return [said] if said else []
        case AllOf() | AnyOf():
            return [said for part in node.parts for said in _breaks(book, part)]
        case StandardOf() | Unread() | None:
            return []
