"""What the law's folder covers: each honour × regime × kind of nominee, computed, attested or unverified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from thidua.kernel.numbers import day, number
from thidua.lawbook.book import LawBook
from thidua.lawbook.facts import Subject
from thidua.lawbook.packs import places
from thidua.lawbook.reading import read
from thidua.lawbook.rules import AllOf, AnyOf, Criterion, Honour, Node, StandardOf, Unread, Version

WORDS = {
    "computed": "tính",
    "attested": "xác nhận",
    "unverified": "chưa kiểm chứng",
}
RECORDED = "chỉ ghi nhận"
_TOTALS = (
    ("tính được toàn bộ", frozenset({"computed"})),
    ("tính được một phần, một phần phải xác nhận", frozenset({"computed", "attested"})),
    ("tính được một phần, phần còn lại chưa kiểm chứng", frozenset({"computed", "unverified"})),
    ("đủ cả ba: tính, xác nhận, chưa kiểm chứng", frozenset({"computed", "attested", "unverified"})),
    ("chỉ do người xác nhận", frozenset({"attested"})),
    ("do người xác nhận, một phần chưa kiểm chứng", frozenset({"attested", "unverified"})),
    ("chưa kiểm chứng", frozenset({"unverified"})),
    ("chỉ ghi nhận, không xét", frozenset[str]()),
)
_HEAD = """# Bộ luật của hệ thống xét được những gì

Trang này do `thidua law coverage` viết ra từ thư mục `law/`; sửa luật rồi chạy lại, không sửa trang.

- **tính**: có tiêu chuẩn máy tính được từ dữ liệu.
- **xác nhận**: có tiêu chuẩn chỉ người có thẩm quyền xác nhận được.
- **chưa kiểm chứng**: có phần chưa đọc văn bản hoặc chưa biết điều; máy chỉ kết luận “cần xác nhận”.
- **chỉ ghi nhận**: ghi vào sổ được, không xét tiêu chuẩn.

Điều ghi trong ô là căn cứ của tiêu chuẩn ngày cuối thời kỳ. Quy tắc chung (kỷ luật, vụ việc đang xem xét, một thành
tích chỉ khen một lần …) nằm trong `law/rules` và áp dụng thêm.
"""


@dataclass(frozen=True)
class Cell:
    """One honour for one kind of nominee on one day; without `hows` there is nothing to judge by."""

    hows: frozenset[str]
    article: str = ""

    def __str__(self) -> str:
        words = [word for how, word in WORDS.items() if how in self.hows]
        return f"{', '.join(words)}<br>{self.article}" if words else RECORDED


def cell(book: LawBook, code: str, subject: Subject, on: date) -> Cell:
    """How the honour is judged for that kind of nominee on the day."""
    version = book.in_force(code, subject, on)
    if version is None or version.requires is None:
        return Cell(frozenset())
    return Cell(frozenset(_hows(book, version.requires, subject, on)), _article(version))


def _article(version: Version) -> str:
    cited = version.basis.citation
    clause = f"khoản {cited.clause} " if cited.clause else ""
    return f"{clause}Điều {cited.article}, {cited.instrument}" if cited.article else cited.instrument


def _hows(book: LawBook, node: Node, subject: Subject, on: date) -> Iterator[str]:
    match node:
        case Unread():
            yield "unverified"
        case Criterion():
            # A check that only picks the alternative for a nominee says nothing about the standard.
            if node.doubted(on):
                yield "unverified"
            elif not node.check.selects:
                yield "computed" if node.check.computed else "attested"
        case AllOf() | AnyOf():
            for part in node.parts:
                yield from _hows(book, part, subject, on)
        case StandardOf():
            version = book.in_force(node.honour, subject, on)
            if version is None or version.requires is None:
                yield "unverified"
            else:
                yield from _hows(book, version.requires, subject, on)


def page(law: Path) -> str:
    """The page for the national law and every pack that is no template."""
    national, _ = read(law, "")
    parts = [_HEAD, *_section(national, "Luật toàn quốc", national.honours())]
    for place in places(law):
        book, _ = read(law, place)
        if book.place and not book.place.template:
            own = [honour for honour in book.honours() if honour.place]
            parts += _section(book, book.place.name, own)
    return "\n".join(parts)


def _section(book: LawBook, title: str, honours: Sequence[Honour]) -> Iterator[str]:
    ends = _ends(book)
    cells = {
        (h.code, subject, on): cell(book, h.code, subject, on)
        for h in honours
        for subject in h.subjects
        for on in ends
    }
    yield f"## {title}\n"
    yield from _totals(cells.values(), len(honours))
    for level in dict.fromkeys(honour.level for honour in honours):
        yield f"### {book.label(f'level.{level}')}\n"
        yield f"| Danh hiệu, hình thức | Đối tượng | {' | '.join(_headings(book))} |"
        yield "|---|---|" + "---|" * len(ends)
        for honour in honours:
            for subject in honour.subjects if honour.level == level else ():
                row = " | ".join(str(cells[honour.code, subject, on]) for on in ends)
                yield f"| {honour.name} `{honour.code}` | {book.label(f'subject.{subject}')} | {row} |"
        yield ""


def _totals(cells: Iterable[Cell], honours: int) -> Iterator[str]:
    found = Counter(one.hows for one in cells)
    yield (
        f"{number(honours)} danh hiệu, hình thức; {number(sum(found.values()))} ô danh hiệu × đối tượng × thời kỳ:\n"
    )
    for words, hows in _TOTALS:
        if found[hows]:
            yield f"- {words}: {number(found[hows])}"
    yield ""


def _ends(book: LawBook) -> list[date]:
    """A day of each regime: its last, and the first of the one that has no end."""
    starts = [regime.start for regime in book.practice.regimes]
    return [start - timedelta(days=1) for start in starts[1:]] + starts[-1:]


def _headings(book: LawBook) -> Iterator[str]:
    for regime in book.practice.regimes:
        yield f"từ {day(regime.start)}<br>{regime.name}"
