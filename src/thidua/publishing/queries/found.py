"""Who the ledger shows as an example: the longest unbroken runs of titles and the honours of higher levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.aggregates import BitOr
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from thidua.eligibility.models import Hold
from thidua.honours.models import Award
from thidua.honours.queries import law_book
from thidua.kernel.numbers import number
from thidua.publishing.enums import ExemplarState
from thidua.publishing.models import Exemplar
from thidua.registry.models import OrgUnit
from thidua.registry.queries.people import people_of

YEARS, SHORTEST_RUN, MOST = 5, 3, 50
_HIGHER = ("bo_tinh", "nha_nuoc")
_OPEN = (ExemplarState.PROPOSED, ExemplarState.ACCEPTED, ExemplarState.PUBLISHED)


@dataclass(frozen=True)
class Found:
    """Somebody the ledger names, with the reason in words. `subject` is the id of a person or, of a collective, of a
    unit."""

    subject: int
    name: str
    place: str
    run: int
    higher: int
    reason: str


def newest_year() -> int | None:
    """The last year the ledger has a standing line of."""
    newest: int | None = Award.objects.filter(revoked_on=None).aggregate(year=Max("year"))["year"]
    return newest


def people_found(units: Collection[int], until: int) -> list[Found]:
    """Persons in posts of these units, over the five years up to this one: who holds titles three years running or an
    honour of a higher level, the longest run first. Nobody under a hold, no revoked line, nobody proposed already."""
    rows = _lines(until).filter(person__in=people_of(units))
    rows = rows.exclude(Exists(Exemplar.objects.filter(person=OuterRef("person"), state__in=_OPEN)))
    held = Hold.objects.filter(person=OuterRef("person"), released_on=None)
    return _found(rows.exclude(Exists(held)), "person", until)


def collectives_found(units: Collection[int], until: int) -> list[Found]:
    """The same of units that were honoured themselves."""
    rows = _lines(until).filter(unit_id__in=units, unit__until_on=None)
    rows = rows.exclude(Exists(Exemplar.objects.filter(collective=OuterRef("unit"), state__in=_OPEN)))
    held = Hold.objects.filter(unit=OuterRef("unit"), released_on=None)
    return _found(rows.exclude(Exists(held)), "unit", until)


def _lines(until: int) -> QuerySet[Award]:
    return Award.objects.filter(revoked_on=None, year__gt=until - YEARS, year__lte=until)


def longest_run(years: Iterable[int]) -> tuple[int, int]:
    """First and last year of the longest run without a gap, the later of two as long; (0, -1) for none."""
    best, start, before = (0, -1), 0, -1
    for year in sorted(set(years)):
        start = start if year == before + 1 and before > 0 else year
        before = year
        if year - start >= best[1] - best[0]:
            best = (start, year)
    return best


def _found(rows: QuerySet[Award], side: str, until: int) -> list[Found]:
    """The database sorts by the run, read from the bits of the years; only those shown are told in words."""
    titles = [h.code for h in law_book().honours() if h.kind == "title"]
    higher = [h.code for h in law_book().honours() if h.level in _HIGHER]
    bit = Func(F("year") - Value(until - YEARS + 1), template="(1 << (%(expressions)s))")
    mask = BitOr(Case(When(honour__in=titles, then=bit), output_field=IntegerField()))
    ranked = (
        rows.order_by()
        .values(f"{side}_id")
        .annotate(mask=Coalesce(mask, 0), higher=Count("id", filter=Q(honour__in=higher)))
        .annotate(run=Case(*_runs(), default=Value(0)))
        .filter(Q(run__gte=SHORTEST_RUN) | Q(higher__gte=1))
        .order_by("-run", "-higher", f"{side}_id")[:MOST]
    )
    wanted = list(ranked.values_list(f"{side}_id", "run", "higher"))
    return _told(rows, side, wanted, set(titles), set(higher))


def _runs() -> list[When]:
    bits = range(YEARS)
    spans = {m: longest_run(1 + b for b in bits if m >> b & 1) for m in range(1 << YEARS)}
    return [When(mask=mask, then=Value(last - first + 1)) for mask, (first, last) in spans.items()]


def _told(
    rows: QuerySet[Award],
    side: str,
    wanted: Sequence[tuple[int, int, int]],
    titles: set[str],
    higher: set[str],
) -> list[Found]:
    lines: defaultdict[int, list[Award]] = defaultdict(list)
    own = rows.filter(**{f"{side}_id__in": [subject for subject, _, _ in wanted]})
    for line in own.select_related("person", "unit__parent").order_by("year", "id"):
        lines[getattr(line, f"{side}_id")].append(line)
    return [
        Found(subject, *_named(lines[subject][-1]), run, count, _reason(lines[subject], titles, higher))
        for subject, run, count in wanted
    ]


def _named(line: Award) -> tuple[str, str]:
    """The register's name, and where: what the newest decision says, of a collective what stands above it."""
    if line.person is not None:
        return line.person.full_name, line.unit_written
    unit: OrgUnit | None = line.unit
    return (unit.name, unit.parent.name if unit.parent else "") if unit else (line.name_written, "")


def _reason(lines: Sequence[Award], titles: set[str], higher: set[str]) -> str:
    """“5 năm liền (2019–2023) đạt danh hiệu thi đua: Lao động tiên tiến 2019, 2020. Khen thưởng cấp trên: …”"""
    book = law_book()
    first, last = longest_run(line.year for line in lines if line.honour in titles)
    parts, told = [], range(first, last + 1) if last > first else range(0)
    if told:
        years: defaultdict[str, set[int]] = defaultdict(set)
        for line in lines:
            if line.honour in titles and line.year in told:
                years[book.label(line.honour)].add(line.year)
        said = "; ".join(f"{label} {_listed(sorted(of))}" for label, of in years.items())
        parts.append(f"{number(len(told))} năm liền ({first}–{last}) đạt danh hiệu thi đua: {said}.")
    # A title of a higher level within the run is told once, as part of it.
    above = [
        line for line in lines if line.honour in higher and not (line.honour in titles and line.year in told)
    ]
    if above:
        said = "; ".join(f"{book.label(line.honour)} năm {line.year}" for line in above)
        parts.append(f"Khen thưởng cấp bộ, tỉnh hoặc cấp Nhà nước: {said}.")
    return " ".join(parts)


def _listed(years: Sequence[int]) -> str:
    """2019, 2021–2023."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)
