"""How much two records look like one person: a score of 100 and the reasons in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from thidua.kernel.numbers import day
from thidua.kernel.repair import modern_tones
from thidua.kernel.text import fold
from thidua.registry.alike import near

# From here a pair is worth a person's look: the same name and unit with no birth on one record come just so far.
WORTH_ASKING = 60


@dataclass(frozen=True)
class Look:
    """What two records are compared by. `number` is a keyed hash; `others` are further names as written."""

    name: str
    born_on: date | None = None
    birth_year: int | None = None
    sex: str = ""
    unit_id: int | None = None
    number: str = ""
    number_kind: str = ""
    digits: str = ""
    others: tuple[str, ...] = ()


def words(folded: str) -> str:
    """The words of a name in one order."""
    return " ".join(sorted(folded.split()))


def likeness(one: Look, other: Look) -> tuple[int, list[str]]:
    """Score and reasons; nothing of either when the names do not resemble each other."""
    name = _names(one, other)
    if name is None:
        return 0, []
    parts = [name, *_births(one, other), *_rest(one, other)]
    return max(0, min(100, sum(points for points, _ in parts))), [said for _, said in parts]


def _names(one: Look, other: Look) -> tuple[int, str] | None:
    a, b = fold(one.name), fold(other.name)
    if a == b:
        return _spellings(one.name.lower(), other.name.lower())
    if words(a) == words(b):
        return 30, "họ tên cùng các chữ, khác thứ tự"
    if a in map(fold, other.others) or b in map(fold, one.others):
        return 35, "tên khác đã ghi của hồ sơ này là tên của hồ sơ kia"
    if near(a, b):
        return 22, "họ tên gần giống: lệch một chữ hoặc thiếu chữ đệm"
    return None


def _spellings(a: str, b: str) -> tuple[int, str]:
    if a == b:
        return 40, "cùng họ tên"
    if modern_tones(a) == modern_tones(b):
        return 40, "họ tên chỉ khác chỗ đặt dấu thanh"
    return 32, "họ tên chỉ khác dấu"


def _births(one: Look, other: Look) -> Collection[tuple[int, str]]:
    a, b = one.born_on, other.born_on
    if a and b:
        if a == b:
            return [(40, f"cùng ngày sinh {day(a)}")]
        if a.year == b.year and (a.day, a.month) == (b.month, b.day):
            return [(25, "ngày và tháng sinh đổi chỗ cho nhau")]
        return [(-30, "ngày sinh khác nhau")]
    if one.birth_year and other.birth_year:
        if one.birth_year == other.birth_year:
            return [(20, f"cùng năm sinh {one.birth_year}")]
        return [(-30, "năm sinh khác nhau")]
    return [(5, "có hồ sơ không ghi ngày sinh")]


def _rest(one: Look, other: Look) -> Collection[tuple[int, str]]:
    found = []
    if one.unit_id is not None and one.unit_id == other.unit_id:
        found.append((15, "cùng đơn vị"))
    if one.sex and other.sex and one.sex != other.sex:
        found.append((-25, "giới tính khác nhau"))
    if one.number and other.number:
        if one.number == other.number:
            found.append((60, "cùng số định danh"))
        elif one.number_kind and one.number_kind == other.number_kind:
            found.append((-35, "hai số định danh cùng loại khác nhau"))
        elif one.digits == other.digits:
            found.append((10, "ba số cuối của số định danh giống nhau"))
    return found
