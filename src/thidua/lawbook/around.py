"""What the law says around the standard of an honour on a day, in words: who decides, the vote, the cap, the money,
the papers, the terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.kernel.numbers import money
from thidua.lawbook.book import LawBook
from thidua.lawbook.money import Award
from thidua.lawbook.money.rates import variants
from thidua.lawbook.rules import at
from thidua.lawbook.spoken import Place, place_of

_CLASSES = ("", "hạng Nhất", "hạng Nhì", "hạng Ba")


@dataclass(frozen=True)
class Around:
    """One such thing: what it is called, what it says, where it stands (None: nowhere in the book)."""

    label: str
    words: str
    place: Place | None = None


def around(book: LawBook, code: str, on: date) -> tuple[Around, ...]:
    """Everything known of the day, in the order people ask. Raises KeyError for an unknown code."""
    return (
        *_deciders(book, code, on),
        _vote(book, code, on),
        *_quota(book, code, on),
        *_absorbs(book, code),
        *_money(book, code, on),
        *_papers(book, code, on),
        *_terms(book, code, on),
    )


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


def _money(book: LawBook, code: str, on: date) -> Iterator[Around]:
    """One entry a kind of nominee, class of an order and decider whom the table tells apart."""
    for subject in book.catalogue[code].subjects:
        for grade, decider in variants(book.practice.money, code, on):
            award = Award(code, subject, on, on.year, on.year, grade=grade, decider=decider)
            line = book.reward([award]).lines[0]
            parts = [book.label(f"subject.{subject}"), _CLASSES[grade]]
            parts.append(book.label(f"decider.{decider}") + " quyết định" if decider else "")
            amount = "" if line.amount is None else f" – {money(line.amount)}"
            yield Around(f"Tiền thưởng: {', '.join(filter(None, parts))}{amount}", " ".join(line.sentences))


def _papers(book: LawBook, code: str, on: date) -> Iterator[Around]:
    lists = {subject: book.dossier(code, subject, on) for subject in book.catalogue[code].subjects}
    told = {found.sentence: subject for subject, found in lists.items() if found}
    for sentence, subject in told.items():
        label = "Hồ sơ" if len(told) == 1 else f"Hồ sơ: {book.label(f'subject.{subject}')}"
        yield Around(label, sentence)
    if not told:
        yield Around("Hồ sơ", "Bộ luật chưa ghi giấy tờ của hồ sơ này.")


def _terms(book: LawBook, code: str, on: date) -> Iterator[Around]:
    calendar = book.calendar()
    for one, version in calendar.terms(book.catalogue[code], on):
        words = "; ".join(end.words(calendar.labels) for end in version.ends)
        yield Around(one.name, f"{words[0].upper()}{words[1:]}.", place_of(book, version.basis))
