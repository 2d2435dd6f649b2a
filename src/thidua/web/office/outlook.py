"""Looking ahead for a person: the first year of each higher honour if the pace holds, and what would break it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.persons import facts_on_record
from thidua.lawbook.forecast import forecast
from thidua.movements.queries.seasons import latest_season
from thidua.web.office.people import visible_persons
from thidua.web.office.seen import Seen
from thidua.web.shell.rights import needs


def last_year() -> int:
    """The last year on record: that of the newest season, else the year before this one."""
    season = latest_season()
    return season.review_year if season else localdate().year - 1


@needs("person.read")
def outlook(request: HttpRequest, code: str) -> HttpResponse:
    """Every higher honour whose way is computed, the lowest first."""
    person = visible_persons(request).filter(code=code).first()
    if person is None:
        raise Http404
    book, year = law_book(), last_year()
    facts = Seen.by(request, person).of_facts(facts_on_record(year, [person])[0])
    ahead = [(one, book.label(one.honour)) for one in forecast(book, facts, year)]
    context = {"one": person, "year": year, "ahead": ahead}
    return render(request, "office/outlook.html", context)
