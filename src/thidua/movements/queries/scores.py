"""What stands on scorecards: cells with what the others gave, totals, the order of a cluster.

Cross scores are read here alone, and nothing of them before the round has closed cross scoring.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.movements.enums import CriterionKind, RoundState
from thidua.movements.models import Cluster, CrossScore, Scorecard, ScoreCell, ScoreRound
from thidua.movements.scoring import Spread, Total, is_far, places, result, spread, total
from thidua.registry.models import OrgUnit

OPENED = (RoundState.CHECK, RoundState.PUBLISHED)


@dataclass(frozen=True)
class Line:
    """One criterion of a card: the cell, what the others gave, and the result by the table's rule."""

    cell: ScoreCell
    cross: Spread | None
    result: Decimal | None


@dataclass(frozen=True)
class Rank:
    """A card in the order of its cluster; `place` is none while a result is missing."""

    card: Scorecard
    total: Total
    place: int | None
    is_shared: bool


def cards_of(user: User) -> QuerySet[Scorecard]:
    """Cards the user may read: those of the own units, and before publication no others'."""
    units = units_with(user, "score.read")
    return Scorecard.objects.filter(unit_id__in=units).select_related(
        "round__table__authority", "cluster", "unit"
    )


def rounds_of(user: User) -> QuerySet[ScoreRound]:
    """Rounds in which the user reads a card, and those of tables of the user's authority."""
    units = units_with(user, "score.read")
    mine = Q(cards__unit_id__in=units) | Q(table__authority_id__in=units)
    ids = ScoreRound.objects.filter(mine).values("pk")
    return ScoreRound.objects.filter(pk__in=ids).select_related("table__authority")


def clusters_of(user: User) -> QuerySet[Cluster]:
    """Clusters with a member the user may read, and those the user's authority set up."""
    units = units_with(user, "score.read")
    ids = Cluster.objects.filter(Q(members__unit_id__in=units) | Q(authority_id__in=units)).values("pk")
    return Cluster.objects.filter(pk__in=ids).annotate(
        size=Count("members", filter=Q(members__left_on=None), distinct=True)
    )


def lines_of(card: Scorecard) -> list[Line]:
    """The card's criteria in their order."""
    cells = list(card.cells.select_related("criterion").prefetch_related("evidence__file"))
    given = _given([card]) if card.round.state in OPENED else {}
    return [_line(card.round, cell, given.get(cell.pk, [])) for cell in cells]


def _line(one: ScoreRound, cell: ScoreCell, given: list[Decimal]) -> Line:
    cross = spread(given)
    if cell.result is not None:
        return Line(cell, cross, cell.result)
    asked = cell.criterion
    average = cross.average if cross else None
    made = result(one.table, asked.kind, cell.self_points, average, cell.office_points)
    return Line(cell, cross, made)


def total_of(card: Scorecard, lines: Iterable[Line]) -> Total:
    return total(((line.cell.criterion.kind, line.result) for line in lines), card.round.table.bonus_cap)


def _given(cards: Iterable[Scorecard]) -> dict[int, list[Decimal]]:
    found: dict[int, list[Decimal]] = defaultdict(list)
    rows = CrossScore.objects.filter(cell__card__in=list(cards))
    for cell, points in rows.values_list("cell_id", "points"):
        found[cell].append(points)
    return found


@dataclass(frozen=True)
class Grid:
    """Cards of a cluster beside one another: rank and the results by criterion of each."""

    ranks: list[Rank]
    cells: dict[int, list[ScoreCell]]
    results: dict[int, list[Decimal | None]]


def grid_of(one: ScoreRound, cluster: Cluster) -> Grid:
    """A cluster's cards, criteria and totals, first place first; three statements whatever its size."""
    cards = list(
        one.cards.filter(cluster=cluster).select_related("unit", "cluster").order_by("unit__sort_key")
    )
    criteria = {asked.pk: asked for asked in one.table.criteria.all()}
    cells: dict[int, list[ScoreCell]] = defaultdict(list)
    for cell in ScoreCell.objects.filter(card__in=cards).order_by("criterion__position"):
        cell.criterion = criteria[cell.criterion_id]
        cells[cell.card_id].append(cell)
    given = _given(cards) if one.state in OPENED and _uses_cross(one) else {}
    results = {
        card.pk: [_line(one, cell, given.get(cell.pk, [])).result for cell in cells[card.pk]]
        for card in cards
    }
    return Grid(_ranked(one, cards, cells, results), cells, results)


def _uses_cross(one: ScoreRound) -> bool:
    return bool(one.table.weight_cross)


def _ranked(
    one: ScoreRound,
    cards: list[Scorecard],
    cells: dict[int, list[ScoreCell]],
    results: dict[int, list[Decimal | None]],
) -> list[Rank]:
    sums = {}
    figures = {}
    for card in cards:
        pairs = [
            (cell.criterion.kind, made) for cell, made in zip(cells[card.pk], results[card.pk], strict=True)
        ]
        sums[card.pk] = total(pairs, one.table.bonus_cap)
        if not sums[card.pk].missing:
            figures[card.pk] = (sums[card.pk].total, _tie(one, results[card.pk]))
    placed = places(figures)
    held = list(placed.values())
    ranks = [
        Rank(card, sums[card.pk], placed.get(card.pk), held.count(placed.get(card.pk, 0)) > 1)
        for card in cards
    ]
    return sorted(ranks, key=lambda rank: (rank.place is None, rank.place or 0))


def _tie(one: ScoreRound, results: list[Decimal | None]) -> Decimal:
    position = one.table.tie_position
    return (results[position - 1] or Decimal(0)) if position else Decimal(0)


@dataclass(frozen=True)
class Duty:
    """A card another unit still has to cross score: `done` of `asked` criteria."""

    card: Scorecard
    by_unit: OrgUnit
    done: int
    asked: int

    @property
    def is_done(self) -> bool:
        return self.done >= self.asked


def cross_duties(user: User) -> list[Duty]:
    """Whom the user's units have to score in the rounds that cross score now."""
    units = units_with(user, "score.cross")
    own = Scorecard.objects.filter(round__state=RoundState.CROSS, unit_id__in=units)
    return [duty for card in own.select_related("unit", "round__table", "cluster") for duty in _duties(card)]


def _duties(own: Scorecard) -> list[Duty]:
    asked = own.round.table.criteria.filter(kind=CriterionKind.POINTS).count()
    others = own.round.cards.filter(cluster=own.cluster_id).exclude(pk=own.pk)
    counted = others.annotate(
        given=Count("cells__cross_scores", filter=Q(cells__cross_scores__by_unit=own.unit_id))
    )
    rows = counted.select_related("unit", "round__table", "cluster").order_by("unit__sort_key")
    return [Duty(card, own.unit, card.given, asked) for card in rows]


def not_yet_crossed(one: ScoreRound) -> list[OrgUnit]:
    """Members that have not scored all others yet; who, never what."""
    asked = one.table.criteria.filter(kind=CriterionKind.POINTS).count()
    sizes = dict(one.cards.values_list("cluster").annotate(Count("pk")))
    given = dict(
        CrossScore.objects.filter(cell__card__round=one).values_list("by_unit").annotate(Count("pk"))
    )
    cards = one.cards.select_related("unit").order_by("unit__sort_key")
    return [c.unit for c in cards if given.get(c.unit_id, 0) < asked * (sizes[c.cluster_id] - 1)]


@dataclass(frozen=True)
class Hint:
    """Something in the cross scores worth a look. It proves nothing."""

    by_unit: str
    unit: str
    what: str


def cross_hints(one: ScoreRound, cluster: Cluster) -> list[Hint]:
    """Scores far from the others', and pairs that both give each other more than all others give them.

    Nothing before cross scoring is closed.
    """
    if one.state not in OPENED:
        return []
    rows = list(
        CrossScore.objects.filter(cell__card__round=one, cell__card__cluster=cluster).select_related(
            "by_unit", "cell__card__unit", "cell__criterion"
        )
    )
    return _far_ones(rows) + _pairs(rows)


def _far_ones(rows: list[CrossScore]) -> list[Hint]:
    by_cell = defaultdict(list)
    for row in rows:
        by_cell[row.cell_id].append(row.points)
    far: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if is_far(row.points, by_cell[row.cell_id], row.cell.criterion.max_points):
            key = (row.by_unit.name, row.cell.card.unit.name)
            far[key].append(str(row.cell.criterion.position))
    return [Hint(by, unit, f"lệch xa mức giữa ở tiêu chí {', '.join(at)}") for (by, unit), at in far.items()]


def _pairs(rows: list[CrossScore]) -> list[Hint]:
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.by_unit.name, row.cell.card.unit.name] += row.points
    taken = defaultdict(list)
    for (_, unit), points in sums.items():
        taken[unit].append(points)

    def generous(by: str, unit: str) -> bool:
        got = taken[unit]
        return len(got) > 2 and sums.get((by, unit)) == max(got) and got.count(max(got)) == 1

    return [
        Hint(by, unit, "hai đơn vị cho nhau điểm cao nhất")
        for by, unit in sums
        if by < unit and generous(by, unit) and generous(unit, by)
    ]
