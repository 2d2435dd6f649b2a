"""What the law says around the standard of an honour on a day, in words: who decides, the vote, the cap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.lawbook.book import LawBook
from thidua.lawbook.rules import at
from thidua.lawbook.spoken import Place, place_of


@dataclass(frozen=True)
class Around:
    """One such thing: what it is called, what it says, where it stands (None: nowhere in the book)."""

    label: str
    words: str
    place: Place | None = None


def around(book: LawBook, code: str, on: date) -> tuple[Around, ...]:
    """Everything known of the day, in the order people ask. Raises KeyError for an unknown code."""
    return (*_deciders(book, code, on), _vote(book, code, on), *_quota(book, code, on), *_absorbs(book, code))


def _deciders(book: LawBook, code: str, on: date) -> Iterator[Around]:
    found = at(book.catalogue[code].deciders, on)
    if found and found.who:
        who = "; ".join(book.label(f"decider.{one}") for one in found.who)
        yield Around("Người quyết định", who, place_of(book, found.basis))
    else:
        yield Around("Người quyết định", "Bộ luật chưa ghi; cán bộ pháp chế xác nhận.")


def _vote(book: LawBook, code: str, on: date) -> Around:
    found = at(book.catalogue[code].votes, on)
    if found is None or found.percent is None:
        return Around("Phiếu của hội đồng", "Quá nửa tổng số thành viên; bộ luật không ghi tỷ lệ riêng.")
    words = f"Từ {found.percent} % tổng số thành viên trở lên, tính cả người vắng mặt và ý kiến bằng văn bản."
    return Around("Phiếu của hội đồng", words, place_of(book, found.basis))


def _quota(book: LawBook, code: str, on: date) -> Iterator[Around]:
    found = at(book.catalogue[code].quotas, on)
    if found is None:
        return
    place = place_of(book, found.basis)
    if found.places is not None:
        yield Around("Số lượng", f"Không quá {found.places} mỗi năm.", place)
    elif found.percent is not None:
        base = book.label(f"base.{found.of}")
        yield Around("Số lượng", f"Không quá {found.percent} % {base}; phần lẻ không làm tròn lên.", place)
    else:
        yield Around("Số lượng", "Không còn giới hạn tỷ lệ.", place)


def _absorbs(book: LawBook, code: str) -> Iterator[Around]:
    lower = ", ".join(map(book.label, book.catalogue[code].absorbs))
    if lower:
        yield Around("Thay cho", f"{lower} của cùng năm.")
