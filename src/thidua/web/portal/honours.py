"""The honour roll and the decisions behind it, as anyone may read them: no birth date, id or verdict."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from thidua.decisions.enums import Origin
from thidua.decisions.models import Decision, DecisionLine
from thidua.decisions.queries import announced, honoured, named
from thidua.eligibility.queries.law import law_book
from thidua.kernel.numbers import day
from thidua.kernel.text import fold
from thidua.registry.models import OrgUnit
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public


def _unit(line: DecisionLine) -> str:
    return line.award.unit.name if line.award.unit else line.award.unit_written


def _label(line: DecisionLine) -> str:
    return law_book().label(line.award.honour)


_NAME = Column("ten", "Cá nhân, tập thể", lambda one: one.award.name_written, "award__name_written", width=30)
_UNIT = Column("don_vi", "Đơn vị", _unit, width=38)
_HONOUR = Column("danh_hieu", "Danh hiệu, hình thức", _label, "award__honour", width=30)


def _of_unit(rows: QuerySet[DecisionLine], code: str) -> QuerySet[DecisionLine]:
    """People of the unit as the decision writes it, and the unit itself."""
    name = OrgUnit.objects.filter(code=code).values("name")[:1]
    return rows.filter(Q(award__unit__code=code) | Q(award__person__isnull=False, award__unit_written=name))


def _filters(rows: QuerySet[DecisionLine]) -> tuple[Filter, ...]:
    """Only years, honours and units that the roll holds."""
    years = sorted(set(rows.order_by().values_list("award__year", flat=True).distinct()), reverse=True)
    held = set(rows.order_by().values_list("award__honour", flat=True).distinct())
    written = set(rows.order_by().values_list("award__unit_written", flat=True).distinct())
    own = Exists(rows.filter(award__unit_id=OuterRef("id")))
    units = OrgUnit.objects.filter(Q(name__in=written) | own).order_by("sort_key")
    return (
        Filter(
            "nam",
            "Năm",
            tuple((str(y), str(y)) for y in years),
            lambda found, v: found.filter(award__year=int(v)),
        ),
        Filter(
            "danh_hieu",
            "Danh hiệu",
            tuple((h.code, h.name) for h in law_book().honours() if h.code in held),
            lambda found, v: found.filter(award__honour=v),
        ),
        Filter("don_vi", "Đơn vị", tuple(units.values_list("code", "name")), _of_unit),
    )


def _roll_spec() -> ListSpec:
    return ListSpec(
        title="Bảng vinh danh",
        noun="lượt khen thưởng",
        columns=(
            _NAME,
            _UNIT,
            _HONOUR,
            Column("nam", "Năm", lambda one: str(one.award.year), "award__year", numeric=True, width=8),
            Column(
                "so",
                "Quyết định",
                lambda one: one.decision.number,
                "decision__number",
                url=lambda one: reverse("public_decision", args=[one.decision_id]),
                width=18,
                whole=True,
            ),
            Column("ngay", "Ngày ký", lambda one: one.decision.signed_on, "decision__signed_on", width=12),
        ),
        order=("-award__year", "decision__signed_on", "decision_id", "position"),
        search=named,
        filters=_filters(honoured()),
        empty="Chưa có quyết định nào được công bố.",
        file="bang-vinh-danh",
    )


@public
@cached
@require_safe
def honour_roll(request: HttpRequest) -> HttpResponse:
    """Everybody honoured by a decision of record, unless the honour was revoked."""
    return show_list(request, _roll_spec(), honoured(), template="portal/list.html")


def _search_decisions(rows: QuerySet[Decision], words: str) -> QuerySet[Decision]:
    """By number, issuing body or honour; bodies and honours are few and compared folded."""
    wanted = fold(words)
    bodies = set(Decision.objects.values_list("body", flat=True).distinct())
    honours = [h.code for h in law_book().honours() if wanted in fold(h.name)]
    return rows.filter(
        Q(number__icontains=words)
        | Q(body__in=[body for body in bodies if wanted in fold(body)])
        | Exists(honoured().filter(decision_id=OuterRef("id"), award__honour__in=honours))
    )


def _honours(one: Decision) -> str:
    codes: list[str] = getattr(one, "honours", [])
    return "; ".join(law_book().label(code) for code in codes)


def _decisions_spec() -> ListSpec:
    years = sorted(set(Decision.objects.values_list("year", flat=True).distinct()), reverse=True)
    return ListSpec(
        title="Quyết định khen thưởng",
        noun="quyết định",
        columns=(
            Column(
                "so",
                "Số, ký hiệu",
                lambda one: one.number,
                "number",
                url=lambda one: reverse("public_decision", args=[one.pk]),
                whole=True,
            ),
            Column("ngay", "Ngày ký", lambda one: one.signed_on, "signed_on", width=12),
            Column("cap", "Cơ quan ban hành", lambda one: one.body, "body", width=40),
            Column("danh_hieu", "Danh hiệu, hình thức", _honours, width=36),
            Column("so_nguoi", "Số cá nhân, tập thể", lambda one: one.line_count, "line_count", numeric=True),
        ),
        order=("-signed_on", "number"),
        search=_search_decisions,
        filters=(
            Filter(
                "nam", "Năm", tuple((str(y), str(y)) for y in years), lambda rows, v: rows.filter(year=int(v))
            ),
            Filter("nguon", "Nguồn", tuple(Origin.choices), lambda rows, v: rows.filter(origin=v)),
        ),
        empty="Chưa có quyết định nào được công bố.",
        file="quyet-dinh-khen-thuong",
    )


@public
@cached
@require_safe
def public_decisions(request: HttpRequest) -> HttpResponse:
    """Every decision with a line that stands."""
    return show_list(request, _decisions_spec(), announced(), template="portal/list.html")


@public
@cached
@require_safe
def public_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with those it honours."""
    one = announced().filter(pk=pk).first()
    if one is None:
        raise Http404("Không có quyết định này.")
    spec = ListSpec(
        title=f"Quyết định {one.number}",
        noun="cá nhân, tập thể",
        note=f"{one.body} · ký ngày {day(one.signed_on)}",
        columns=(
            Column("stt", "STT", lambda line: line.position, "position", numeric=True, width=6),
            _NAME,
            _UNIT,
            _HONOUR,
        ),
        order=("position",),
        search=named,
        file="danh-sach-khen-thuong",
    )
    return show_list(request, spec, honoured().filter(decision=one), template="portal/list.html")
