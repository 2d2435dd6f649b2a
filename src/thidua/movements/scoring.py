"""How figures make a result, a total and a place: exact, without the database. None is never zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from thidua.kernel.numbers import decimal
from thidua.movements.enums import CriterionKind, ScoreRule
from thidua.movements.models import ScoreClass, ScoreTable

_CENT = Decimal("0.01")
# A cross score that lies further from the middle one than this part of the maximum is pointed out.
_FAR = Decimal("0.25")


@dataclass(frozen=True)
class Spread:
    """What the others gave: how many, average, lowest, highest."""

    count: int
    average: Decimal
    lowest: Decimal
    highest: Decimal

    @property
    def width(self) -> Decimal:
        return self.highest - self.lowest


def spread(points: Sequence[Decimal]) -> Spread | None:
    """None where nobody scored."""
    if not points:
        return None
    return Spread(len(points), _cents(sum(points, Decimal(0)) / len(points)), min(points), max(points))


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)


def result(
    table: ScoreTable,
    kind: str,
    own: Decimal | None,
    cross: Decimal | None,
    office: Decimal | None,
) -> Decimal | None:
    """The result of one criterion by the table's rule; None while the office has not given its figure."""
    if office is None:
        return None if kind == CriterionKind.POINTS else Decimal(0)
    if table.rule == ScoreRule.OFFICE or kind != CriterionKind.POINTS:
        return office
    parts = (
        (table.weight_self, own),
        (table.weight_cross, cross),
        (table.weight_office, office),
    )
    weighted = sum(
        (weight * (office if points is None else points) for weight, points in parts),
        Decimal(0),
    )
    return _cents(weighted / 100)


@dataclass(frozen=True)
class Total:
    """A card's sum: points, bonus as counted under its cap, deductions; `missing` criteria have no result yet."""

    points: Decimal
    bonus: Decimal
    bonus_uncapped: Decimal
    deduction: Decimal
    missing: int

    @property
    def total(self) -> Decimal:
        return self.points + self.bonus - self.deduction


def total(results: Iterable[tuple[str, Decimal | None]], bonus_cap: Decimal | None) -> Total:
    """Sum up (kind, result) of a card's criteria."""
    sums = dict.fromkeys(CriterionKind.values, Decimal(0))
    missing = 0
    for kind, value in results:
        if value is None:
            missing += 1
        else:
            sums[kind] += value
    bonus = sums[CriterionKind.BONUS]
    counted = bonus if bonus_cap is None else min(bonus, bonus_cap)
    return Total(sums[CriterionKind.POINTS], counted, bonus, sums[CriterionKind.DEDUCTION], missing)


def places(figures: Mapping[int, tuple[Decimal, Decimal]]) -> dict[int, int]:
    """Place of each key by (total, tie criterion), higher first; equals share a place and the next is left out."""
    ordered = sorted(figures.values(), reverse=True)
    return {key: ordered.index(figure) + 1 for key, figure in figures.items()}


def class_word(classes: Sequence[ScoreClass], total: Decimal) -> str:
    """The table's word for a total, empty where it gives none. `classes` begin with the highest."""
    return next((one.label for one in classes if total >= one.from_points), "")


def is_far(points: Decimal, others: Sequence[Decimal], most: Decimal) -> bool:
    """Whether a cross score lies more than a quarter of the maximum from the middle of all; three scores at least."""
    if len(others) < 3:
        return False
    ordered = sorted(others)
    half = len(ordered) // 2
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return abs(points - middle) > most * _FAR


def rule_in_words(table: ScoreTable) -> list[str]:
    """The table's rule as its page shows it."""
    said = [_result_in_words(table)]
    if table.bonus_cap is not None:
        said.append(f"Điểm thưởng cộng tối đa {decimal(table.bonus_cap)} điểm.")
    said.append(
        "Tổng điểm = điểm chuẩn + điểm thưởng − điểm trừ. Điểm 0 là điểm đã chấm, khác với chưa chấm."
    )
    if table.tie_position is not None:
        said.append(
            f"Bằng tổng điểm thì đơn vị có kết quả tiêu chí {table.tie_position} cao hơn xếp trước;"
            " vẫn bằng thì đồng hạng."
        )
    else:
        said.append("Bằng tổng điểm thì đồng hạng.")
    said.append("Có đồng hạng thì hạng kế tiếp được bỏ trống (1, 1, 3).")
    return said


def _result_in_words(table: ScoreTable) -> str:
    if table.rule == ScoreRule.OFFICE:
        return "Kết quả từng tiêu chí là điểm thẩm định; điểm chấm chéo để tham khảo."
    return (
        f"Kết quả từng tiêu chí = {decimal(table.weight_self)} % điểm tự chấm"
        f" + {decimal(table.weight_cross)} % trung bình chấm chéo + {decimal(table.weight_office)} % điểm thẩm định,"
        " làm tròn hai chữ số; phần chưa có điểm thì lấy điểm thẩm định."
        " Điểm thưởng, điểm trừ lấy theo thẩm định."
    )
