"""Acts on units: the list, one with what it did, taking it back, and where persons of an ended unit went."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.access.queries import units_with
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.registry.actions import place_people, undo_act
from thidua.registry.enums import UnitChange
from thidua.registry.models import OrgUnit, Person, UnitAct
from thidua.registry.queries.acts import effects_told
from thidua.web.shell.fields import text_of
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_MOST_PEOPLE = 200  # on one page of persons to be placed; the rest follow when these are

_SPEC = ListSpec(
    title="Văn bản thay đổi đơn vị",
    noun="văn bản",
    columns=(
        Column(
            "viec",
            "Việc",
            lambda one: one.get_change_display(),
            "change",
            width=30,
            url=lambda one: reverse("unit_act", args=[one.pk]),
        ),
        Column("ngay", "Có hiệu lực", lambda one: one.effective_on, "effective_on", width=14),
        Column("can_cu", "Căn cứ", lambda one: one.basis, "basis", width=44),
        Column(
            "don_vi",
            "Đơn vị",
            lambda one: ", ".join(effect.unit.name for effect in one.effects.all()),
            width=60,
        ),
        Column(
            "chac",
            "Kiểm chứng",
            lambda one: "Chưa chắc chắn" if one.uncertain else "Đã đọc văn bản",
            "uncertain",
            badge=lambda one: "asked" if one.uncertain else "met",
        ),
    ),
    order=("-effective_on", "-id"),
    search=lambda rows, words: rows.filter(
        Q(basis__icontains=words) | Q(effects__unit__folded_name__contains=fold(words))
    ).distinct(),
    filters=(
        Filter("loai", "Việc", tuple(UnitChange.choices), lambda rows, v: rows.filter(change=v)),
        Filter(
            "chac",
            "Kiểm chứng",
            (("chua", "Chưa chắc chắn"), ("da", "Đã đọc văn bản")),
            lambda rows, v: rows.filter(uncertain=v == "chua"),
        ),
    ),
    empty="Chưa ghi văn bản nào thay đổi các đơn vị này.",
    file="van-ban-don-vi",
)


def _acts(request: HttpRequest) -> QuerySet[UnitAct]:
    """Acts that touch a unit the user may read."""
    units = units_with(actor_of(request), "person.read")
    mine = UnitAct.objects.filter(effects__unit_id__in=units).values("pk")
    return UnitAct.objects.filter(pk__in=mine).prefetch_related("effects__unit")


@needs("person.read")
def unit_acts(request: HttpRequest) -> HttpResponse:
    context = {"may_change": may(request, "unit.change", None)}
    return show_list(request, _SPEC, _acts(request), template="office/unit_acts.html", context=context)


@needs("person.read")
@require_http_methods(["GET", "POST"])
def unit_act(request: HttpRequest, pk: int) -> HttpResponse:
    """One act with what it did to each unit; taken back by whoever may change all of them."""
    act = _acts(request).filter(pk=pk).first()
    if act is None:
        raise Http404
    touched = {effect.unit_id for effect in act.effects.all()}
    may_undo = touched <= units_with(actor_of(request), "unit.change")
    if request.method == "POST":
        if may_undo and attempt(request, lambda: _undo(request, act)):
            messages.success(request, "Đã hoàn tác; các đơn vị và chức vụ trở lại như trước văn bản.")
            return redirect("unit_acts")
        return redirect("unit_act", pk)
    readable = units_with(actor_of(request), "person.read")
    told = [(one, one.unit.pk in readable) for one in effects_told(act)]
    return render(request, "office/unit_act.html", {"act": act, "told": told, "may_undo": may_undo})


def _undo(request: HttpRequest, act: UnitAct) -> bool:
    """Confirmed by the paper's number."""
    if text_of(request, "basis") != act.basis:
        cure = f"Ghi đúng “{act.basis}” để xác nhận."
        raise Refused(Issue("unit.confirm", "Số, ký hiệu văn bản xác nhận không khớp.", cure))
    undo_act(actor=actor_of(request), act=act, reason=text_of(request, "reason"))
    return True


@needs("unit.change")
@require_http_methods(["GET", "POST"])
def unit_places(request: HttpRequest, code: str) -> HttpResponse:
    """Persons still in a unit that ended: into which of its successors each went."""
    mine = OrgUnit.objects.filter(pk__in=units_with(actor_of(request), "unit.change"))
    one = get_object_or_404(mine, code=code)
    heirs = [s.successor for s in one.successions.select_related("successor").order_by("successor__sort_key")]
    left = Person.objects.filter(posts__unit=one, posts__until_on=None).order_by("sort_key", "pk")
    if request.method == "POST":
        if placed := attempt(request, lambda: _place(request, one, heirs, left)):
            messages.success(request, f"Đã ghi đơn vị mới của {placed} người.")
        return redirect("unit_places", code)
    context = {"one": one, "heirs": heirs, "people": left[:_MOST_PEOPLE], "count": left.count()}
    return render(request, "office/unit_places.html", context)


def _place(request: HttpRequest, one: OrgUnit, heirs: list[OrgUnit], left: QuerySet[Person]) -> int:
    by_code = {heir.code: heir for heir in heirs}
    for_all = by_code.get(text_of(request, "tat_ca"))
    chosen = {
        person: place
        for person in left[:_MOST_PEOPLE]
        if (place := by_code.get(text_of(request, f"p:{person.code}"), for_all))
    }
    if not chosen:
        raise Refused(Issue("unit.nobody", "Chưa chọn đơn vị cho ai.", "Chọn ít nhất một người."))
    return place_people(actor=actor_of(request), unit=one, places=chosen)
