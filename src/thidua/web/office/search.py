"""One box for persons, units, decisions and honours. Each group holds only what its own page would show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.access.queries import granted_units
from thidua.decisions.models import Decision
from thidua.decisions.queries import about_units, numbered
from thidua.eligibility.queries.law import law_book
from thidua.kernel import numbers
from thidua.kernel.sheets.fields import without_ids
from thidua.kernel.text import fold, typed_text
from thidua.registry import identity
from thidua.registry.models import OrgUnit, Person, Post
from thidua.registry.queries.people import owners
from thidua.registry.queries.searching import SHOWN, found_people, found_units, typed
from thidua.registry.queries.tree import descendant_ids
from thidua.web.shell.marked import Part, marked
from thidua.web.shell.rights import actor_of, needs

_LONGEST = 200  # letters
_FEW = 200  # units: fewer, and their own decisions are found first
_NEWEST = 200  # decisions looked at for a reader of more units


@dataclass(frozen=True)
class Hit:
    """One line of an answer: its name with what fits marked, where it leads, what else tells it apart."""

    name: list[Part]
    url: str
    about: str


@dataclass(frozen=True)
class Group:
    label: str
    hits: list[Hit]
    all_url: str


@needs("search.use")
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """What was typed, or the box alone. A personal number is sent, never part of an address, and found whole."""
    text = typed_text(str((request.POST if request.method == "POST" else request.GET).get("q", "")))[
        :_LONGEST
    ]
    number = identity.read_number(text)
    if identity.kind_of(number):
        if request.method != "POST":
            return redirect("search")
        return render(
            request, "office/search.html", {"number": True, "groups": _by_number(Reach(request), number)}
        )
    if request.method == "POST":
        return redirect(f"{reverse('search')}?{urlencode({'q': text})}" if text else "search")
    reach = Reach(request)
    groups = [group for make in _GROUPS for group in make(reach, text)] if fold(text) else []
    return render(request, "office/search.html", {"text": text, "groups": groups})


class Reach:
    """What one reader may see, each tree walked once for the groups of one answer."""

    def __init__(self, request: HttpRequest) -> None:
        self._user = actor_of(request)
        self._trees: dict[frozenset[int], set[int]] = {}
        self._all: int | None = None

    def units(self, capability: str) -> set[int]:
        """Units on which the reader has the capability, those below included; empty for none."""
        roots = granted_units(self._user, capability)
        if roots not in self._trees:
            self._trees[roots] = descendant_ids(roots)
        return self._trees[roots]

    def everything(self, units: set[int]) -> bool:
        if self._all is None:
            self._all = OrgUnit.objects.count()
        return len(units) == self._all


def _by_number(reach: Reach, number: str) -> list[Group]:
    """The person of a number, for those who may know whose it is, among the persons they may read."""
    units = reach.units("person.identify") & reach.units("person.read")
    held = owners([identity.lookup_hash(number)]).values()
    rows = Person.objects.filter(id__in=list(held)).defer("id_sealed")
    return _group("Người", _persons(rows, units, ""), "")


def _people(reach: Reach, text: str) -> list[Group]:
    units = reach.units("person.read")
    if not units:
        return []
    found = found_people(typed(text), units=None if reach.everything(units) else units)
    return _group("Người", _persons(found, units, text), _all("people", text))


def _persons(found: Iterable[Person], units: set[int], text: str) -> list[Hit]:
    """Those whose present post is in one of the units; nobody else leaves a trace."""
    people = list(found)
    prefetch_related_objects(people, "posts__unit")
    hits = []
    for one in people:
        post = next((post for post in one.posts.all() if post.until_on is None), None)
        if post is not None and post.unit_id in units:
            hits.append(_person(one, post, text))
    return hits


def _person(one: Person, post: Post, text: str) -> Hit:
    born = numbers.day(one.born_on) if one.born_on else str(one.birth_year or "")
    told = (post.title, post.unit.name, f"sinh {born}" if born else "")
    return Hit(
        marked(one.full_name, text),
        reverse("person", args=[one.code]),
        " · ".join(part for part in told if part),
    )


def _units(reach: Reach, text: str) -> list[Group]:
    found = found_units(typed(text), mine=reach.units("search.use"))
    above = dict(OrgUnit.objects.filter(id__in=[u.parent_id for u in found]).values_list("id", "name"))
    return _group("Đơn vị", [_unit(one, above.get(one.parent_id or 0, ""), text) for one in found], "")


def _unit(one: OrgUnit, above: str, text: str) -> Hit:
    ended = f"đến {numbers.day(one.until_on)}" if one.until_on else ""
    return Hit(
        marked(one.name, text),
        reverse("unit", args=[one.code]),
        " · ".join(part for part in (above, ended) if part),
    )


def _decisions(reach: Reach, text: str) -> list[Group]:
    units = reach.units("decision.read")
    found = numbered(Decision.objects.order_by("-signed_on", "number"), text)
    if not units:
        return []
    if not reach.everything(units):
        found = about_units(found if len(units) <= _FEW else _first(found), units)
    return _group("Quyết định", [_decision(one, text) for one in found[:SHOWN]], _all("decisions", text))


def _first(found: QuerySet[Decision]) -> QuerySet[Decision]:
    """The newest of those found: what a reader of thousands of units may see among them is enough."""
    return found.filter(id__in=list(found.values_list("id", flat=True)[:_NEWEST]))


def _decision(one: Decision, text: str) -> Hit:
    honour = law_book().label(one.honour) if one.honour else ""
    told = (honour, one.body, f"ký {numbers.day(one.signed_on)}")
    return Hit(
        marked(one.number, text),
        reverse("decision", args=[one.pk]),
        " · ".join(part for part in told if part),
    )


def _honours(reach: Reach, text: str) -> list[Group]:
    """Honours of the law by name or by what clerks call them."""
    book, words = law_book(), fold(text)
    wordings = book.wordings()
    hits = [
        Hit(marked(one.name, text), reverse("law_honour", args=[one.code]), "tiêu chuẩn, hồ sơ, thời hạn")
        for one in book.honours()
        if words in fold(f"{one.name} {' '.join(wordings.get(one.code, ()))}")
    ]
    return _group("Danh hiệu, hình thức khen thưởng", hits[:SHOWN], _all("law", text))


_GROUPS: tuple[Callable[[Reach, str], list[Group]], ...] = (_people, _units, _decisions, _honours)


def _group(label: str, hits: Iterable[Hit], all_url: str) -> list[Group]:
    held = list(hits)
    return [Group(label, held, all_url)] if held else []


def _all(name: str, text: str) -> str:
    return f"{reverse(name)}?{urlencode({'q': without_ids(text)})}"
