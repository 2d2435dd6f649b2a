"""The honour roll and the decisions behind it, as anyone may read them: no birth date, id or verdict."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from thidua.decisions.enums import Origin
from thidua.decisions.models import Decision, DecisionLine
from thidua.decisions.queries import announced, announced_about, bodies, honoured, named, numbers_typed, years
from thidua.eligibility.queries.law import law_book
from thidua.honours.models import BY_DAY, BY_YEAR, Award
from thidua.honours.queries import honours_on_roll, on_roll, worded, written_of_unit, years_on_roll
from thidua.kernel.numbers import day
from thidua.kernel.text import fold, sort_key
from thidua.movements.queries.seasons import latest_season
from thidua.registry.queries.today import borne_by, living_named, names_today, units_today
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list, turned
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public

MOST = 10_000  # lines that one search of the roll, or of decisions, counts and shows
_BY_DAY = ("-signed_on", "number", "id")


def _told(written: str, today: Sequence[str], *, place: str = "") -> str:
    """A unit as the decision writes it, with its name of today where that is another: one that the decision only writes
    with its place (“…, huyện Thạch Thất”) is not."""
    now = [name for name in today if name != written and not _with_place(written, name, place)]
    return f"{written} (nay: {'; '.join(now)})" if now and len(now) == len(today) else written


def _with_place(written: str, name: str, place: str) -> bool:
    rest = fold(written).removeprefix(fold(name) + " ")
    return rest != fold(written) and bool(rest) and f" {fold(place)}".endswith(f" {rest}")


def _unit_then_and_now(awards: Sequence[Award]) -> None:
    """Sets `unit_told` of the lines: people by the unit the decision names, collectives by the unit itself."""
    renamed = names_today({one.unit_written for one in awards if one.unit is None})
    units = units_today([one.unit for one in awards if one.unit])
    season = latest_season()
    place = season.place if season else ""
    for one in awards:
        told = _told(one.name_written, units[one.unit.pk], place=place) if one.unit else ""
        written = told or _told(one.unit_written, renamed.get(one.unit_written, ()), place=place)
        one.unit_told = written  # type: ignore[attr-defined]


def _of_unit_then(rows: QuerySet[Award], text: str) -> QuerySet[Award]:
    """People of the unit as the decision writes it, and the unit itself: of this very name, else with these words."""
    people, itself = Q(unit__isnull=True, unit_written=text), Q(unit__isnull=False, name_written=text)
    if any(on_roll().filter(one).exists() for one in (people, itself)):
        return rows.filter(people | itself)
    return written_of_unit(rows, text)


def _of_unit_today(rows: QuerySet[Award], text: str) -> QuerySet[Award]:
    """People and collectives of all that has gone into the unit, under any name it had."""
    units, names = borne_by(living_named(text))
    return rows.filter(Q(unit__in=units) | Q(unit__isnull=True, unit_written__in=names))


def _search(rows: QuerySet[Award], text: str) -> QuerySet[Award]:
    """The lines of a decision whose number was typed, else of people and units."""
    numbers = numbers_typed(text)
    return rows.filter(decision_number__in=numbers) if numbers else worded(rows, text)


def _filters() -> tuple[Filter, ...]:
    """Only years and honours that the roll holds; units are typed, there are thousands."""
    held = honours_on_roll()
    return (
        Filter(
            "nam",
            "Năm",
            tuple((str(y), str(y)) for y in years_on_roll()),
            lambda found, v: found.filter(year=int(v)),
        ),
        Filter(
            "danh_hieu",
            "Danh hiệu",
            tuple((h.code, h.name) for h in law_book().honours() if h.code in held),
            lambda found, v: found.filter(honour=v),
        ),
        Filter("khi_do", "Đơn vị khi được khen", (), _of_unit_then, typed=True),
        Filter("don_vi", "Đơn vị hiện nay", (), _of_unit_today, typed=True),
    )


def _roll_spec() -> ListSpec:
    return ListSpec(
        title="Bảng vinh danh",
        noun="lượt khen thưởng",
        columns=(
            Column("ten", "Cá nhân, tập thể", lambda one: one.name_written, ("roll_words", "id"), width=30),
            Column("don_vi", "Đơn vị", lambda one: one.unit_told, width=38),
            Column(
                "danh_hieu",
                "Danh hiệu, hình thức",
                lambda one: law_book().label(one.honour),
                ("honour", *BY_YEAR),
                width=30,
            ),
            Column("nam", "Năm", lambda one: str(one.year), turned(BY_YEAR), numeric=True, width=8),
            Column(
                "so",
                "Quyết định",
                lambda one: one.decision_number,
                ("decision_number", "id"),
                url=lambda one: reverse("public_decision", args=[one.decision_line.decision_id]),
                width=18,
                whole=True,
            ),
            Column("ngay", "Ngày ký", lambda one: one.decided_on, BY_DAY, width=12),
        ),
        order=BY_YEAR,
        search=_search,
        filters=_filters(),
        empty="Chưa có quyết định nào được công bố.",
        file="bang-vinh-danh",
        most=MOST,
        prepare=_unit_then_and_now,
    )


@public
@cached
@require_safe
def honour_roll(request: HttpRequest) -> HttpResponse:
    """Everybody honoured by a decision of record, unless the honour was revoked."""
    rows = on_roll().select_related("unit", "decision_line").defer("roll_words")
    return show_list(request, _roll_spec(), rows, template="portal/list.html")


def _honours(one: Decision) -> str:
    codes: list[str] = getattr(one, "honours", [])
    return "; ".join(law_book().label(code) for code in codes)


def _decisions_spec() -> ListSpec:
    return ListSpec(
        title="Quyết định khen thưởng",
        noun="quyết định",
        columns=(
            Column(
                "so",
                "Số, ký hiệu",
                lambda one: one.number,
                ("number", "id"),
                url=lambda one: reverse("public_decision", args=[one.pk]),
                whole=True,
            ),
            Column("ngay", "Ngày ký", lambda one: one.signed_on, turned(_BY_DAY), width=12),
            Column(
                "cap", "Cơ quan ban hành", lambda one: one.body, ("body", "number", "year", "id"), width=40
            ),
            Column("danh_hieu", "Danh hiệu, hình thức", _honours, width=36),
            Column("so_nguoi", "Số cá nhân, tập thể", lambda one: one.line_count, numeric=True),
        ),
        order=_BY_DAY,
        search=announced_about,
        filters=(
            Filter(
                "nam",
                "Năm",
                tuple((str(y), str(y)) for y in years()),
                lambda rows, v: rows.filter(year=int(v)),
            ),
            Filter(
                "cap",
                "Cơ quan ban hành",
                tuple((one, one) for one in sorted(bodies(), key=sort_key)),
                lambda rows, v: rows.filter(body=v),
            ),
            Filter("nguon", "Nguồn", tuple(Origin.choices), lambda rows, v: rows.filter(origin=v)),
        ),
        empty="Chưa có quyết định nào được công bố.",
        file="quyet-dinh-khen-thuong",
        most=MOST,
    )


@public
@cached
@require_safe
def public_decisions(request: HttpRequest) -> HttpResponse:
    """Every decision with a line that stands."""
    return show_list(request, _decisions_spec(), announced(), template="portal/list.html")


def _unit(line: DecisionLine) -> str:
    return line.award.unit.name if line.award.unit else line.award.unit_written


def _lines_spec(one: Decision) -> ListSpec:
    return ListSpec(
        title=f"Quyết định {one.number}",
        noun="cá nhân, tập thể",
        note=f"{one.body} · ký ngày {day(one.signed_on)}",
        columns=(
            Column("stt", "STT", lambda line: line.position, "position", numeric=True, width=6),
            Column(
                "ten",
                "Cá nhân, tập thể",
                lambda line: line.award.name_written,
                "award__name_written",
                width=30,
            ),
            Column("don_vi", "Đơn vị", _unit, width=38),
            Column(
                "danh_hieu",
                "Danh hiệu, hình thức",
                lambda line: law_book().label(line.award.honour),
                "award__honour",
                width=30,
            ),
        ),
        order=("position",),
        search=named,
        file="danh-sach-khen-thuong",
    )


@public
@cached
@require_safe
def public_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with those it honours."""
    one = announced().filter(pk=pk).first()
    if one is None:
        raise Http404("Không có quyết định này.")
    return show_list(request, _lines_spec(one), honoured().filter(decision=one), template="portal/list.html")
