"""Who holds which role where: looked over, given, ended, passed on for a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.access.actions import DELEGATED, delegate, end_grant, give_grant
from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.models import Grant, User
from thidua.access.queries import in_force, units_with
from thidua.access.wordings import CAPABILITY_WORDS
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold, sort_key
from thidua.registry.models import OrgUnit
from thidua.web.shell.fields import choice_of, day_of, living_unit, offered, text_of, wanted_day
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

# Roles of persons; the automatic desk is no person's.
_ROLES = tuple((role.value, role.label) for role in Role if role != Role.INTAKE)


def standing(one: Grant) -> tuple[str, str]:
    """How a grant stands today, in words and as a badge."""
    today = localdate()
    if one.is_revoked:
        return "Đã thu hồi", "refused"
    if one.until_on is not None and one.until_on < today:
        return "Đã hết hạn", "none"
    if one.from_on > today:
        return "Chưa đến ngày", "asked"
    if one.source is not None and standing(one.source)[1] != "met":
        return "Quyền gốc đã hết", "none"
    return "Đang có hiệu lực", "met"


def _by_standing(rows: QuerySet[Grant], value: str) -> QuerySet[Grant]:
    today = localdate()
    if value == "hieu_luc":
        return in_force(rows)
    if value == "sap_toi":
        return rows.filter(from_on__gt=today, is_revoked=False)
    return rows.exclude(pk__in=in_force(rows).values("pk")).exclude(from_on__gt=today, is_revoked=False)


_SPEC = ListSpec(
    title="Phân quyền",
    noun="quyền",
    columns=(
        Column(
            "ten",
            "Họ và tên",
            lambda one: one.user.full_name,
            "user__full_name",
            width=28,
            url=lambda one: reverse("grant", args=[one.pk]),
        ),
        Column("tai_khoan", "Tài khoản", lambda one: one.user.username, "user__username", width=18),
        Column("quyen", "Quyền", lambda one: one.get_role_display(), "role", width=32),
        Column("don_vi", "Tại đơn vị và cấp dưới", lambda one: one.unit.name, "unit__sort_key", width=34),
        Column("tu", "Từ ngày", lambda one: one.from_on, "from_on", width=12),
        Column("den", "Đến ngày", lambda one: one.until_on, "until_on", width=12),
        Column(
            "uy_quyen", "Ủy quyền của", lambda one: one.source.user.full_name if one.source else "", width=24
        ),
        Column("tinh_trang", "Tình trạng", lambda one: standing(one)[0], badge=lambda one: standing(one)[1]),
    ),
    order=("user__full_name", "from_on"),
    search=lambda rows, words: rows.filter(
        Q(user__full_name__icontains=words)
        | Q(user__username__icontains=words)
        | Q(unit__folded_name__contains=fold(words))
    ),
    filters=(
        Filter("quyen", "Quyền", _ROLES, lambda rows, v: rows.filter(role=v)),
        Filter(
            "tinh_trang",
            "Tình trạng",
            (("hieu_luc", "Đang có hiệu lực"), ("sap_toi", "Chưa đến ngày"), ("da_het", "Đã hết")),
            _by_standing,
        ),
    ),
    empty="Chưa giao quyền cho ai ở các đơn vị này.",
    file="phan-quyen",
)


def _grants(request: HttpRequest) -> QuerySet[Grant]:
    """Grants on the units on which the user looks over them."""
    units = units_with(actor_of(request), "grant.read")
    return Grant.objects.filter(unit_id__in=units).select_related("user", "unit", "source__user")


@needs("grant.read")
def grants(request: HttpRequest) -> HttpResponse:
    context = {"may_give": may(request, "grant.write", None)}
    return show_list(request, _SPEC, _grants(request), template="office/grants.html", context=context)


@needs("grant.read")
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """One grant, what came of it, and its end."""
    one = _grants(request).filter(pk=pk).first()
    if one is None:
        raise Http404
    may_end = may(request, "grant.write", one.unit)
    if request.method == "POST":
        if may_end and attempt(request, lambda: _end(request, one)) is not None:
            messages.success(request, f"Đã ghi ngày kết thúc quyền của {one.user.full_name}.")
        return redirect("grant", pk)
    words, badge = standing(one)
    context = {
        "one": one,
        "words": words,
        "badge": badge,
        "delegated": [(g, *standing(g)) for g in one.delegated.select_related("user", "unit", "source")],
        "can_do": [words for key, words in CAPABILITY_WORDS.items() if one.role in CAPABILITIES[key]],
        "may_end": may_end and badge in ("met", "asked"),
    }
    return render(request, "office/grant.html", context)


def _end(request: HttpRequest, one: Grant) -> Grant:
    """Confirmed by the name of the account it is taken from."""
    if text_of(request, "username") != one.user.username:
        cure = f"Ghi đúng “{one.user.username}” để xác nhận."
        raise Refused(Issue("grant.confirm", "Tên tài khoản xác nhận không khớp.", cure))
    last_on = day_of(request, "last_on", "Ngày cuối")
    return end_grant(actor=actor_of(request), given=one, last_on=last_on, reason=text_of(request, "reason"))


@needs("grant.write")
@require_http_methods(["GET", "POST"])
def grant_give(request: HttpRequest) -> HttpResponse:
    """Give a role to an account."""
    if request.method == "POST" and (made := attempt(request, lambda: _give(request))):
        messages.success(request, f"Đã giao quyền “{made.get_role_display()}” cho {made.user.full_name}.")
        return redirect("grant", made.pk)
    return render(request, "office/grant_give.html", {"roles": _ROLES, **_form(request, "grant.write")})


def _give(request: HttpRequest) -> Grant:
    return give_grant(
        actor=actor_of(request),
        user=_account(request),
        role=Role(choice_of(request, "role", "Quyền", [value for value, _ in _ROLES])),
        unit=_unit(request, "grant.write"),
        from_on=wanted_day(request, "from_on", "Từ ngày"),
        until_on=day_of(request, "until_on", "Đến ngày"),
        paper=text_of(request, "paper"),
    )


@needs("grant.delegate")
@require_http_methods(["GET", "POST"])
def grant_delegate(request: HttpRequest) -> HttpResponse:
    """Pass a role of one's own on for a time, and take back what was passed on."""
    me = actor_of(request)
    mine = in_force(me.grants.filter(role__in=DELEGATED, source=None)).select_related("unit")
    if request.method == "POST" and (done := attempt(request, lambda: _delegate_or_end(request, mine))):
        messages.success(request, done)
        return redirect("grant_delegate")
    passed_on = (
        Grant.objects.filter(source__user=me).select_related("user", "unit", "source__user").order_by("-id")
    )
    context = {"mine": mine, "passed_on": [(one, *standing(one)) for one in passed_on]}
    return render(request, "office/grant_delegate.html", context | _form(request, "grant.delegate"))


def _delegate_or_end(request: HttpRequest, mine: QuerySet[Grant]) -> str:
    me = actor_of(request)
    if ended := text_of(request, "ket_thuc"):
        one = Grant.objects.filter(source__user=me, pk=int(ended) if ended.isdigit() else 0).first()
        if one is None:
            raise Refused(Issue("grant.gone", "Không có quyền ủy quyền này.", "Tải lại trang."))
        end_grant(actor=me, given=one, last_on=None, reason="Người ủy quyền thu hồi")
        return f"Đã thu hồi quyền ủy quyền cho {one.user.full_name}."
    chosen = choice_of(request, "source", "Quyền ủy quyền", [str(one.pk) for one in mine])
    made = delegate(
        actor=me,
        source=mine.get(pk=int(chosen)),
        user=_account(request),
        unit=_unit(request, "grant.delegate"),
        from_on=wanted_day(request, "from_on", "Từ ngày"),
        until_on=wanted_day(request, "until_on", "Đến ngày"),
        paper=text_of(request, "paper"),
    )
    return f"Đã ủy quyền “{made.get_role_display()}” cho {made.user.full_name} đến ngày {made.until_on:%d/%m/%Y}."


def _account(request: HttpRequest) -> User:
    """The account of this name. Raises Refused for none, and for one that is off."""
    typed = text_of(request, "username")
    found = User.objects.filter(username__iexact=typed, is_active=True).first()
    if found is None:
        raise Refused(
            Issue("form.account", f"Không có tài khoản “{typed}” đang hoạt động.", "Kiểm tra tên tài khoản.")
        )
    return found


def _unit(request: HttpRequest, capability: str) -> OrgUnit:
    """A unit on which the user has the capability; another is refused as if it were not there."""
    unit = living_unit(text_of(request, "unit"))
    if unit.pk not in units_with(actor_of(request), capability):
        raise Refused(Issue("form.unit", f"{unit.name} không thuộc đơn vị bạn quản lý.", "Chọn đơn vị khác."))
    return unit


def _form(request: HttpRequest, capability: str) -> dict[str, Any]:
    units = OrgUnit.objects.filter(id__in=units_with(actor_of(request), capability))
    return {"given": request.POST, "units": offered(units)}


@needs("grant.read")
def capability_table(request: HttpRequest) -> HttpResponse:
    """The one table of capabilities, in plain words."""
    in_words = sorted(CAPABILITY_WORDS.items(), key=lambda one: sort_key(one[1]))
    roles = [
        (role.label, [words for key, words in in_words if role in CAPABILITIES[key]])
        for role in Role
        if role != Role.INTAKE
    ]
    return render(request, "office/capabilities.html", {"roles": roles})
