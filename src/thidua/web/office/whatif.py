"""What if: a person judged by the facts on record and by facts supposed to be otherwise. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.eligibility.queries.law import law_book
from thidua.lawbook.facts import GRADES, SCOPES, SubjectFacts
from thidua.lawbook.retelling import retold
from thidua.lawbook.verdict import Verdict
from thidua.lawbook.whatif import Supposed, compare, findings_asked
from thidua.movements.queries.seasons import latest_season
from thidua.nominations.queries.facts import day_of_dossiers, facts_of
from thidua.registry.models import Person
from thidua.registry.queries.people import unit_of_record
from thidua.web.office.people import visible_persons
from thidua.web.office.seen import Seen
from thidua.web.office.supposing import ROWS, YEARS, Form
from thidua.web.shell.rights import may, needs

_OUTCOMES = {"met": "✓", "not_met": "✕", "deferred": "…", "to_attest": "?"}


@dataclass(frozen=True)
class Asked:
    """Which honour, for which year, by the law of which day."""

    honour: str
    year: int
    on: date


def _asked(form: Form, person: Person) -> Asked:
    """What the address asks for; without it the newest nomination of the person, or the season's first title."""
    newest = person.nominations.exclude(honour="").order_by("-season__review_year", "id").first()
    code = form.text("danh_hieu")
    if code not in law_book().catalogue:
        code = newest.honour if newest else "ldtt"
    season = newest.season if newest else latest_season()
    year = form.year("nam", "Năm xét") or (season.review_year if season else localdate().year)
    return Asked(code, year, form.day("ngay", "Ngày áp dụng luật") or day_of_dossiers(year))


@needs("person.read")
@require_http_methods(["GET", "POST"])
def what_if(request: HttpRequest, code: str) -> HttpResponse:
    """The form and, beside each other, the verdict as it is and as it would be."""
    person = visible_persons(request).filter(code=code).first()
    if person is None:
        raise Http404
    query = Form(request.GET)
    asked = _asked(query, person)
    facts = Seen.by(request, person).of_facts(facts_of(person, asked.honour, asked.year))
    criteria = findings_asked(law_book(), asked.honour, asked.on)
    form = Form(request.POST, query.faults)
    supposed = form.supposed(facts, _honours(), criteria)
    context = {"one": person, "asked": asked, "faults": form.faults, "rows": ROWS}
    shown = (
        facts if may(request, "discipline.read", unit_of_record(person)) else replace(facts, disciplines=())
    )
    context |= _choices(asked, shown, form, criteria) | _answer(asked, facts, supposed)
    return render(request, "office/what_if.html", context)


def _honours() -> dict[str, str]:
    """Names of what a person can be given, the lowest first."""
    return {h.code: h.name for h in reversed(law_book().honours()) if "person" in h.subjects}


def _choices(asked: Asked, facts: SubjectFacts, form: Form, criteria: tuple[str, ...]) -> dict[str, Any]:
    """What the form offers, each with what was chosen."""
    book, ratings = law_book(), facts.ratings or {}
    years = range(asked.year, asked.year - YEARS, -1)
    marked = form.data.getlist("bo") if hasattr(form.data, "getlist") else []
    return {
        "honours": _honours(),
        "grades": [(grade, book.label(f"grade.{grade}")) for grade in reversed(GRADES)],
        "scopes": [(scope, book.label(f"scope.{scope}")) for scope in SCOPES],
        "years": [
            (
                year,
                book.label(f"grade.{ratings[year]}") if year in ratings else "chưa có",
                form.text(f"xep_loai_{year}"),
            )
            for year in years
        ],
        "held": [
            (f"{g.honour}:{g.year}", f"{book.label(g.honour)} năm {g.year}", f"{g.honour}:{g.year}" in marked)
            for g in sorted(facts.honours or (), key=lambda g: (-g.year, g.honour))
        ],
        "added": [(row, form.text(f"them_{row}"), form.text(f"them_nam_{row}")) for row in ROWS],
        "works": [(row, form.text(f"sang_kien_{row}"), form.text(f"pham_vi_{row}")) for row in ROWS],
        "disciplines": [
            (place, book.label(f"discipline.{d.kind}"), d.start, form.text(f"het_han_{place}"))
            for place, d in enumerate(facts.disciplines)
        ],
        "criteria": [(c, book.label(f"criterion.{c}"), form.text(f"xac_nhan_{c}")) for c in criteria],
        "on_record": retold(facts, book.label),
    }


def _answer(asked: Asked, facts: SubjectFacts, supposed: Supposed) -> dict[str, Any]:
    """The verdicts; none where the book has no criteria for persons on the day."""
    book = law_book()
    label = book.label(asked.honour)
    if book.in_force(asked.honour, "person", asked.on) is None:
        return {"label": label, "no_law": True}
    found = compare(book, asked.honour, facts, asked.year, asked.on, supposed)
    after = found.after if supposed else None
    return {
        "label": label,
        "supposed": supposed.told(facts, book.label),
        "before": _told(found.before),
        "after": _told(after) if after else None,
        "issues": found.issues if supposed else (),
        "same": bool(after and after.outcome == found.before.outcome),
    }


def _told(verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome,
        "sign": _OUTCOMES[verdict.outcome],
        "word": law_book().label(f"outcome.{verdict.outcome}"),
        "findings": verdict.findings,
        "sentences": verdict.reason_sentences(),
    }
