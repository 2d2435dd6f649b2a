"""The law as anyone may read it: every honour for every kind of nominee, and the instruments behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from thidua.eligibility.queries.law import law_book
from thidua.kernel.numbers import day
from thidua.kernel.text import fold
from thidua.lawbook import LawBook
from thidua.lawbook.coverage import cell
from thidua.lawbook.facts import Subject
from thidua.lawbook.rules import Honour, Instrument
from thidua.web.shell.listed import Listed
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public

# How a standard is judged, a sign and a word each; a standard may be judged in several ways.
_HOWS = {
    "computed": "✓ đối chiếu dữ liệu",
    "attested": "✎ người xác nhận",
    "unverified": "? chưa kiểm chứng",
    "none": "– chỉ ghi nhận",
}


def standing(code: str, subject: Subject, on: date) -> tuple[str, str]:
    """How the honour is judged for that kind of nominee on the day, and the class of the badge that says so."""
    hows = cell(law_book(), code, subject, on).hows or {"none"}
    badge = "asked" if "unverified" in hows else "met" if "computed" in hows else "none"
    return " · ".join(words for how, words in _HOWS.items() if how in hows), badge


@dataclass(frozen=True)
class Entry:
    """One honour for one kind of nominee, as the law stands on a day."""

    pk: str
    honour: Honour
    subject: Subject
    place: int
    subject_label: str
    name: str
    rank: int
    level: str
    deciders: str
    standing: str
    badge: str
    folded: str


def _entry(book: LawBook, honour: Honour, subject: Subject, on: date) -> Entry:
    wordings = " ".join(book.wordings().get(honour.code, ()))
    words, badge = standing(honour.code, subject, on)
    return Entry(
        pk=f"{honour.code} {subject}",
        honour=honour,
        subject=subject,
        place=honour.subjects.index(subject),
        subject_label=book.label(f"subject.{subject}"),
        name=honour.name,
        rank=honour.rank,
        level=book.label(f"level.{honour.level}"),
        deciders="; ".join(book.label(f"decider.{one}") for one in book.deciders(honour.code, on)),
        standing=words,
        badge=badge,
        folded=fold(f"{honour.name} {wordings}"),
    )


def _address(one: Entry, on: date, chosen: bool) -> str:
    """The page of the honour; on the day of the list when one was chosen."""
    return reverse("law_honour", args=[one.honour.code]) + (f"?ngay={on.isoformat()}" if chosen else "")


def _search(rows: Any, words: str) -> Any:
    return rows.where(lambda one: fold(words) in one.folded)


def _judged_by(rows: Any, how: str) -> Any:
    return rows.where(lambda one: _HOWS[how] in one.standing)


def _by(name: str) -> Any:
    return lambda rows, chosen: rows.where(lambda one: str(getattr(one, name)) == chosen)


def _by_honour(name: str) -> Any:
    return lambda rows, chosen: rows.where(lambda one: getattr(one.honour, name) == chosen)


def _choices(section: str) -> tuple[tuple[str, str], ...]:
    return tuple(law_book().terms[section].items())


def _days() -> tuple[tuple[str, str], ...]:
    """Days on which something began for several honours, the newest first."""
    honours = law_book().honours()
    starts = [v.start for h in honours for v in h.versions] + [d.start for h in honours for d in h.deciders]
    several = sorted({start for start in starts if starts.count(start) > 2}, reverse=True)
    return tuple((start.isoformat(), f"từ {day(start)}") for start in several)


def _spec(on: date, chosen: bool) -> ListSpec:
    return ListSpec(
        title="Luật thi đua, khen thưởng",
        noun="tiêu chuẩn",
        note=f"mỗi đối tượng của một danh hiệu, hình thức là một dòng · theo luật ngày {day(on)}",
        columns=(
            Column(
                "ten", "Danh hiệu, hình thức", lambda one: one.name, "name",
                url=lambda one: _address(one, on, chosen), width=40,
            ),
            Column("doi_tuong", "Đối tượng", lambda one: one.subject_label, "subject_label", width=14),
            Column("cap", "Cấp", lambda one: one.level, "level"),
            Column("quyet_dinh", "Người quyết định", lambda one: one.deciders or "chưa ghi", "deciders", width=44),
            Column(
                "tinh_trang", "Xét bằng cách", lambda one: one.standing, "standing",
                badge=lambda one: one.badge, width=30,
            ),
        ),
        order=("rank", "name", "place"),
        search=_search,
        filters=(
            Filter("luat", "Theo luật", _days(), lambda rows, chosen: rows),
            Filter("loai", "Loại", _choices("kind"), _by_honour("kind")),
            Filter("cap", "Cấp", _choices("level"), _by_honour("level")),
            Filter("doi_tuong", "Đối tượng", _choices("subject"), _by("subject")),
            Filter("tinh_trang", "Xét bằng cách", tuple(_HOWS.items()), _judged_by),
        ),
        file="danh-muc-luat",
    )  # fmt: skip


@public
@cached
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Every honour for every kind of nominee; `luat` is the first day of a law to look at."""
    book, chosen = law_book(), request.GET.get("luat", "") in dict(_days())
    on = date.fromisoformat(request.GET["luat"]) if chosen else localdate()
    rows: Any = Listed([_entry(book, h, kind, on) for h in book.honours() for kind in h.subjects])
    return show_list(request, _spec(on, chosen), rows, template="portal/law_list.html")


@dataclass(frozen=True)
class Paper:
    """An instrument of law as a row."""

    pk: str
    instrument: Instrument
    number: str
    name: str
    issued: date | None
    start: date
    standing: str
    words: str
    folded: str


_PAPER_BADGE = {"in_force": "met", "coming": "asked", "replaced": "none"}
_PAPER_WORDS = {
    "in_force": "✓ Đang có hiệu lực",
    "coming": "… Chưa có hiệu lực",
    "replaced": "✕ Hết hiệu lực",
}


def _paper(book: LawBook, one: Instrument, on: date) -> Paper:
    later = book.instruments.get(one.repealed_by)
    ended = later is not None and later.start <= on
    standing = "replaced" if ended else "in_force" if one.start <= on else "coming"
    words = _PAPER_WORDS[standing]
    if later and ended:
        words += f" từ {day(later.start)}, thay bằng {later.number}"
    folded = fold(f"{one.number} {one.name} {one.note}")
    return Paper(one.number, one, one.number, one.name, one.issued, one.start, standing, words, folded)


def _papers_spec(on: date) -> ListSpec:
    return ListSpec(
        title="Văn bản quy phạm pháp luật",
        noun="văn bản",
        note=f"tình trạng ngày {day(on)}",
        columns=(
            Column(
                "so", "Số, ký hiệu", lambda one: one.number, "number",
                url=lambda one: one.instrument.address, width=18,
            ),
            Column("ten", "Tên, ghi chú", lambda one: f"{one.name}. {one.instrument.note}".strip(), "name", width=60),
            Column("ban_hanh", "Ban hành", lambda one: one.issued or "chưa rõ", width=12),
            Column("hieu_luc", "Hiệu lực từ", lambda one: one.start, "start", width=12),
            Column("tinh_trang", "Tình trạng", lambda one: one.words, "standing", width=40),
            Column(
                "kiem_chung", "Đã đọc",
                lambda one: "? Chưa đọc" if one.instrument.unverified else "✓ Đã đọc",
                badge=lambda one: "asked" if one.instrument.unverified else "met", width=14,
            ),
        ),
        order=("-start", "number"),
        search=_search,
        filters=(Filter("tinh_trang", "Tình trạng", tuple(_PAPER_WORDS.items()), _by("standing")),),
        file="van-ban",
    )  # fmt: skip


@public
@cached
@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """Laws, decrees, circulars: number, days, where the text stands, in force or replaced."""
    book, today = law_book(), localdate()
    rows: Any = Listed([_paper(book, one, today) for one in book.instruments.values()])
    return show_list(request, _papers_spec(today), rows, template="portal/law_list.html")
