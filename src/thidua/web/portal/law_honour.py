"""One honour as the law writes it: its days, its criteria with articles, what changed, its cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from thidua.eligibility.queries.law import law_book, law_cases
from thidua.lawbook.around import around
from thidua.lawbook.cases import tally
from thidua.lawbook.facts import Subject
from thidua.lawbook.rules import Honour
from thidua.lawbook.spoken import Asked, own_standard, place_of, shared_rules
from thidua.lawbook.timeline import Change, changes, turn_before, turns
from thidua.web.portal.law import standing
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public

_CHANGES = {
    "added": ("＋", "Thêm"),
    "dropped": ("－", "Bỏ"),
    "changed": ("≠", "Đổi"),
    "moved": ("→", "Chuyển căn cứ"),
}
_CASES = {"passed": ("✓", "trả lời đúng"), "failed": ("✕", "trả lời khác"), "not_covered": ("–", "chưa xét")}


@dataclass(frozen=True)
class Part:
    """The law of the day for one kind of nominee, beside the law of another day."""

    subject: Subject
    label: str
    standing: tuple[str, str]
    place: Any
    own: Asked | None
    rules: tuple[Asked, ...]
    changes: list[tuple[str, str, Change]]


def _honour(code: str) -> Honour:
    found = law_book().catalogue.get(code)
    if found is None:
        raise Http404("Không có danh hiệu, hình thức này.")
    return found


def read_day(text: str) -> date | None:
    """A day as a browser or a person writes it; None when it is no day."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def _part(honour: Honour, subject: Subject, on: date, versus: date | None) -> Part:
    book = law_book()
    version = book.in_force(honour.code, subject, on)
    differing = changes(book, honour.code, subject, versus, on) if versus else ()
    return Part(
        subject,
        book.label(f"subject.{subject}"),
        standing(honour.code, subject, on),
        place_of(book, version.basis) if version else None,
        own_standard(book, honour.code, subject, on),
        shared_rules(book, honour.code, subject, on),
        [(*_CHANGES[one.kind], one) for one in differing],
    )


def _versus(request: HttpRequest, code: str, on: date) -> date | None:
    """The day to compare with: the one asked for, else the last day of the law before."""
    asked = read_day(request.GET.get("so", ""))
    begun = turn_before(law_book(), code, on)
    return asked or (begun - timedelta(days=1) if begun else None)


@public
@cached
@require_safe
def law_honour(request: HttpRequest, code: str) -> HttpResponse:
    """The honour on a day (`ngay`, today without), compared with another (`so`)."""
    honour, book = _honour(code), law_book()
    given = request.GET.get("ngay", "")
    on = read_day(given) or localdate()
    versus, begun = _versus(request, code, on), turn_before(book, code, on)
    context = {
        "honour": honour,
        "kind": book.label(f"kind.{honour.kind}"),
        "level": book.label(f"level.{honour.level}"),
        "local": book.place.name if honour.place and book.place else "",
        "on": on,
        "bad_day": given if given and read_day(given) is None else "",
        "versus": versus,
        "turns": [(turn, turn.on == begun) for turn in turns(book, code)],
        "parts": [_part(honour, subject, on, versus) for subject in honour.subjects],
        "around": around(book, code, on),
        "wordings": book.wordings()[code][1:],
    }
    return render(request, "portal/law_honour.html", context)


def _first(kind: tuple[str, list[Any]]) -> tuple[bool, str]:
    """Cases on the standard come before those on what is around it."""
    return kind[0] != "Tiêu chuẩn", kind[0]


@public
@cached
@require_safe
def law_honour_cases(request: HttpRequest, code: str) -> HttpResponse:
    """The executable cases of the honour, run now, with what they expect."""
    honour, cases = _honour(code), law_cases(code)
    counted = tally([one.result for one in cases])
    kinds = dict.fromkeys(one.about for one in cases)
    told = {kind: [(c, *_CASES[c.result.status]) for c in cases if c.about == kind] for kind in kinds}
    context = {
        "honour": honour,
        "kinds": sorted(told.items(), key=_first),
        "tally": counted,
        "digest": law_book().digest[:12],
    }
    return render(request, "portal/law_cases.html", context)
