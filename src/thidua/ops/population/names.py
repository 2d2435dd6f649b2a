"""The stock of invented names. Words are common, their combinations are drawn by lot and mean nobody."""

from __future__ import annotations

from itertools import product
from math import prod

from thidua.kernel.text import fold, name_key

_FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh"
_MIDDLES = "Văn Thị Đức Ngọc Minh Thu Quang Thanh Hữu Kim Xuân Hải"
_GIVEN = (
    "An Anh Bảo Bình Chi Cường Dung Dũng Duy Giang Hà Hải Hạnh Hiền Hòa Hùng Huyền Khánh Lan Linh Long Mai "
    "Nam Nga Oanh Phong Phúc Quân Quyên Sơn Tâm Thảo Thủy Trang Trâm Tuấn Uyên Vinh Yến Ý"
)
_STOCK = (_FAMILIES, _MIDDLES, _GIVEN)


def stock() -> list[tuple[str, str, str]]:
    """(full name, folded, key to sort by) of every combination, in a fixed order."""
    full = (" ".join(words) for words in product(*(words.split() for words in _STOCK)))
    return [(name, fold(name), name_key(name)) for name in full]


def size() -> int:
    return prod(len(words.split()) for words in _STOCK)
