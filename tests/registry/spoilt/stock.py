"""Two stocks of names without a given name in common: what was made to work on one must work on the other."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Stock:
    families: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    given: tuple[str, ...]
    others: tuple[str, ...]

    def draw(self, lot: random.Random) -> str:
        """A full name of three or four words; one in twelve of a people with names of other forms."""
        if lot.random() < 1 / 12:
            return lot.choice(self.others)
        middles = lot.choice((self.men, self.women))
        words = [lot.choice(self.families), lot.choice(middles), lot.choice(self.given)]
        if lot.random() < 0.35:
            words.insert(2, lot.choice(self.given))
        return " ".join(words)


def _stock(families: str, men: str, women: str, given: str, others: str) -> Stock:
    return Stock(
        tuple(families.split()),
        tuple(men.split()),
        tuple(women.split()),
        tuple(given.split()),
        tuple(name.strip() for name in others.split(",")),
    )


WORKED_ON = _stock(
    "Nguyễn Nguyễn Nguyễn Trần Trần Lê Phạm Đặng Đỗ Cấn Khuất Kiều Vương Phùng Lý",
    "Văn Đức Hữu Quang",
    "Thị Thị Thị Thanh Ngọc",
    "Hoa Hòa Hà Hạ Lan Lân Thủy Thúy Đạt Vỹ Mỹ Quý Hùng Hưng Oanh Yến Tuyết Khoa Dũng Sỹ Huệ Tường Nghĩa Tý",
    "H'Hen Niê, Y Brih Kbuôr, Giàng A Páo, Lò Thị Mỷ, K'Đong, Ksor Phước, Thạch Sa Rinh, Sùng A Dơ",
)
HELD_OUT = _stock(
    "Vũ Bùi Hoàng Hồ Ngô Dương Phan Nguyễn Nguyễn Trịnh Đinh Mai Tạ Chu Đoàn Quách",
    "Bá Xuân Trọng Công Đình",
    "Thị Thị Thu Kim Diệu",
    "Sơn Tâm Tám Long Lộc Bích Trang Giang Loan Luân Thùy Phúc Phước Thảo Thao Kỳ Vy Hằng Hạnh Duy Quỳnh Toàn Toán",
    "H'Mai Êban, Y Thuyn Niê, Vàng A Sính, Hà Thị Pỏm, K'Brểu, Rơ Châm Vết, Sơn Sô Phiếp, Má A Nủ",
)
