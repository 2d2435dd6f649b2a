"""Decisions with their papers."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from thidua.access.queries import units_with
from thidua.decisions.enums import Origin
from thidua.decisions.exports import certificate_pdf, certificates_pdf, decision_docx, decision_pdf, list_xlsx
from thidua.decisions.models import Decision, DecisionLine
from thidua.decisions.queries import DecisionMoney, about_units, decisions_matching, money_of, signing_doubt
from thidua.eligibility.queries.law import law_book
from thidua.kernel.text import fold
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.rights import actor_of, needs

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _spec() -> ListSpec:
    book = law_book()
    return ListSpec(
        title="Quyết định",
        noun="quyết định",
        columns=(
            Column(
                "so",
                "Số, ký hiệu",
                lambda one: one.number,
                "number",
                url=lambda one: reverse("decision", args=[one.pk]),
                whole=True,
            ),
            Column("ngay", "Ngày ký", lambda one: one.signed_on, "signed_on", width=12),
            Column("cap", "Cơ quan ban hành", lambda one: one.body, "body", width=40),
            Column(
                "danh_hieu",
                "Danh hiệu, hình thức",
                lambda one: book.label(one.honour) if one.honour else "",
                "honour",
            ),
            Column("so_nguoi", "Số cá nhân, tập thể", lambda one: one.line_count, "line_count", numeric=True),
        ),
        order=("-signed_on", "number"),
        search=decisions_matching,
        filters=(Filter("nguon", "Nguồn", tuple(Origin.choices), lambda rows, v: rows.filter(origin=v)),),
        empty="Chưa có quyết định nào.",
        file="quyet-dinh",
    )


def visible_decisions(request: HttpRequest) -> QuerySet[Decision]:
    """Decisions with a line for a unit on which the user may read them."""
    units = units_with(actor_of(request), "decision.read")
    ids = about_units(Decision.objects.all(), units).values("id")
    return (
        Decision.objects.filter(id__in=ids)
        .select_related("season__authority")
        .annotate(line_count=Count("lines"))
    )


@needs("decision.read")
def decisions(request: HttpRequest) -> HttpResponse:
    return show_list(request, _spec(), visible_decisions(request))


def _find(request: HttpRequest, pk: int) -> Decision:
    one = visible_decisions(request).filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


def _money_column(money: DecisionMoney | None) -> tuple[Column, ...]:
    """Reward money of a decision of this authority; a higher level pays its own."""
    if money is None:
        return ()
    return (
        Column("tien", "Tiền thưởng (đồng)", lambda line: money.cell(line.award), numeric=True, width=18),
    )


def _lines_spec(one: Decision, money: DecisionMoney | None) -> ListSpec:
    issued = one.origin == Origin.ISSUED
    return ListSpec(
        title=f"Quyết định {one.number}",
        noun="dòng trong danh sách",
        columns=(
            Column("stt", "STT", lambda line: line.position, "position", numeric=True, width=6),
            Column(
                "ten",
                "Cá nhân, tập thể",
                lambda line: line.award.name_written,
                "award__name_written",
                url=(lambda line: reverse("certificate", args=[line.pk])) if issued else None,
                width=30,
            ),
            Column("don_vi", "Đơn vị", lambda line: line.award.unit_written, "award__unit_written", width=38),
            Column("danh_hieu", "Danh hiệu", lambda line: law_book().label(line.award.honour), width=28),
            *_money_column(money),
        ),
        order=("position",),
        search=lambda rows, words: rows.filter(
            Q(award__person__folded_name__contains=fold(words))
            | Q(award__unit__folded_name__contains=fold(words))
        ),
        file="quyet-dinh-danh-sach",
        note="chọn tên để tải giấy chứng nhận" if issued else "",
    )


@needs("decision.read")
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    one = _find(request, pk)
    issued = one.origin == Origin.ISSUED
    rows = one.lines.select_related("award__person", "award__unit")
    money = money_of(one) if issued else None
    context = {"one": one, "issued": issued, "money": money, "power": signing_doubt(one) if issued else ""}
    return show_list(request, _lines_spec(one, money), rows, template="office/decision.html", context=context)


def file_response(content: bytes, name: str) -> HttpResponse:
    """A download; the name carries no person's data."""
    kind = _TYPES[name.rpartition(".")[2]]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@needs("decision.read")
def decision_paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The decision as PDF or Word, its list as workbook, or all its certificates."""
    one = _find(request, pk)
    if one.origin != Origin.ISSUED:
        raise Http404
    makers: dict[str, Callable[[Decision], bytes]] = {
        "quyet-dinh.pdf": decision_pdf,
        "quyet-dinh.docx": decision_docx,
        "danh-sach.xlsx": list_xlsx,
        "giay-chung-nhan.pdf": lambda d: certificates_pdf(d)[0],
    }
    return file_response(makers[kind](one), f"{one.serial}-{kind}")


@needs("decision.read")
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """One certificate on demand."""
    line = DecisionLine.objects.filter(pk=pk, decision__in=visible_decisions(request).values("id")).first()
    if line is None or line.decision.origin != Origin.ISSUED:
        raise Http404
    return file_response(certificate_pdf(line), f"giay-chung-nhan-{line.decision.serial}-{line.position}.pdf")
