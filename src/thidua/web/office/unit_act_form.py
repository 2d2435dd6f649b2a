"""Recording an act on units: its kind, what it changes, a look at what would come of it, then the record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.access.models import User
from thidua.access.queries import can, units_with
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import typed_text
from thidua.registry.actions import (
    Basis,
    NewUnit,
    dissolve,
    establish,
    merge,
    move_unit,
    rearrange,
    rename,
    split,
)
from thidua.registry.enums import UnitChange
from thidua.registry.models import OrgUnit, UnitAct
from thidua.registry.queries.acts import Told, effects_told
from thidua.web.shell.fields import living_unit, offered, text_of, wanted_day
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, needs


@dataclass(frozen=True)
class Sheet:
    """What the form of a kind of act asks for; numbers are how many lines are offered."""

    hint: str
    units: int = 0
    into: int = 0
    new: int = 0
    parent: bool = False
    naming: bool = False
    everything: bool = False
    lives_on: bool = False


SHEETS = {
    UnitChange.ESTABLISH: Sheet("Một đơn vị mới bắt đầu hoạt động.", new=1, parent=True),
    UnitChange.RENAME: Sheet("Đổi tên, mã hành chính hoặc loại; tên cũ được giữ để tra cứu.", 1, naming=True),
    UnitChange.MOVE: Sheet("Đơn vị về trực thuộc cơ quan cấp trên khác.", 1, parent=True),
    UnitChange.MERGE: Sheet(
        "Hai hay nhiều đơn vị nhập thành một: một đơn vị mới, hoặc một đơn vị đang có.",
        units=8, into=1, new=1, parent=True, everything=True,
    ),
    UnitChange.SPLIT: Sheet(
        "Một đơn vị chia thành nhiều, hoặc tách một phần cho đơn vị khác.",
        units=1, into=3, new=3, parent=True, lives_on=True,
    ),
    UnitChange.REARRANGE: Sheet(
        "Nhiều đơn vị sắp xếp thành nhiều đơn vị khác, mỗi đơn vị có thể gồm phần của nhiều nơi.",
        units=8, into=4, new=4, parent=True,
    ),
    UnitChange.DISSOLVE: Sheet("Đơn vị kết thúc hoạt động, không có đơn vị kế thừa.", 1),
}  # fmt: skip


@needs("unit.change")
@require_http_methods(["GET", "POST"])
def unit_act_new(request: HttpRequest) -> HttpResponse:
    """First the kind, then the form; it is written only as it was last looked at."""
    kind = request.POST.get("loai") or request.GET.get("loai", "")
    if kind not in UnitChange.values:
        kinds = [(change.value, change.label, sheet.hint) for change, sheet in SHEETS.items()]
        return render(request, "office/unit_act_kinds.html", {"kinds": kinds})
    change = UnitChange(kind)
    told: list[Told] | None = None
    if request.method == "POST":
        seal = _seal(request)
        if request.POST.get("viec") == "ghi" and request.POST.get("da_xem") == seal:
            if act := attempt(request, lambda: _write(request, change)):
                messages.success(request, "Đã ghi. Có thể hoàn tác ở trang này.")
                return redirect("unit_act", act.pk)
        else:
            told = attempt(request, lambda: _rehearse(request, change))
    return render(request, "office/unit_act_new.html", _context(request, change, told))


def _context(request: HttpRequest, change: UnitChange, told: list[Told] | None) -> dict[str, Any]:
    sheet = SHEETS[change]
    units = OrgUnit.objects.filter(id__in=units_with(actor_of(request), "unit.change"))
    given = request.POST if request.method == "POST" else request.GET
    return {
        "change": change,
        "sheet": sheet,
        "told": told,
        "seal": _seal(request) if told is not None else "",
        "given": given,
        "lines": {
            "units": _lines(given.getlist("units"), sheet.units),
            "into": _lines(given.getlist("into"), sheet.into),
            "new": [
                tuple(_line(given.getlist(name), at) for name in ("new_code", "new_name", "new_kind"))
                for at in range(sheet.new)
            ],
        },
        "units": offered(units),
        "address": reverse("unit_act_new"),
    }


def _line(lines: list[str], at: int) -> str:
    return lines[at] if at < len(lines) else ""


def _lines(lines: list[str], count: int) -> list[str]:
    return [_line(lines, at) for at in range(count)]


def _seal(request: HttpRequest) -> str:
    """What the form says, as a short sign: what is written must be what was looked at."""
    said = sorted((key, request.POST.getlist(key)) for key in request.POST if key not in _NOT_SEALED)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


_NOT_SEALED = ("csrfmiddlewaretoken", "viec", "da_xem")


def _rehearse(request: HttpRequest, change: UnitChange) -> list[Told]:
    """What the act would do, found by doing it and taking all of it back."""
    with transaction.atomic():
        told = effects_told(_write(request, change))
        transaction.set_rollback(True)
    return told


def _write(request: HttpRequest, change: UnitChange) -> UnitAct:
    with transaction.atomic():
        _act(request, change)()
        return UnitAct.objects.latest("pk")


@dataclass(frozen=True)
class Filled:
    """What a form gives, read."""

    actor: User
    basis: Basis
    units: list[OrgUnit]
    into: list[OrgUnit | NewUnit]
    parent: OrgUnit | None
    said: dict[str, str]


def _act(request: HttpRequest, change: UnitChange) -> Callable[[], object]:
    """The action with what the form gives. Raises Refused naming the field."""
    sheet = SHEETS[change]
    units = _units(request, "units")
    into: list[OrgUnit | NewUnit] = [*_units(request, "into"), *_new(request)]
    if sheet.units and not units:
        raise Refused(Issue("form.units", "Chưa ghi đơn vị.", "Ghi tên hoặc mã đơn vị."))
    if (sheet.into or sheet.new) and not into:
        raise Refused(Issue("form.into", "Chưa ghi đơn vị nhận.", "Ghi đơn vị đang có, hoặc tên và mã mới."))
    if change in (UnitChange.MERGE, UnitChange.ESTABLISH) and len(into) > 1:
        raise Refused(Issue("form.one", "Chỉ ghi một đơn vị nhận.", "Chọn “Sắp xếp” khi có nhiều đơn vị."))
    parent = _parent(request) if change == UnitChange.MOVE else None
    said = {name: text_of(request, name) for name in _SAID}
    return _action(change, Filled(actor_of(request), _basis(request), units, into, parent, said))


_SAID = ("name", "official_code", "kind", "everything", "lives_on")


def _action(change: UnitChange, given: Filled) -> Callable[[], object]:
    actor, basis, units, into, said = given.actor, given.basis, given.units, given.into, given.said
    if change == UnitChange.MERGE:
        along = bool(said["everything"])
        return lambda: merge(actor=actor, units=units, into=into[0], basis=basis, everything=along)
    if change == UnitChange.SPLIT:
        lives = bool(said["lives_on"])
        return lambda: split(actor=actor, unit=units[0], into=into, basis=basis, lives_on=lives)
    if change == UnitChange.REARRANGE:
        return lambda: rearrange(actor=actor, units=units, into=into, basis=basis)
    if change == UnitChange.MOVE:
        return lambda: move_unit(actor=actor, unit=units[0], parent=given.parent, basis=basis)
    if change == UnitChange.RENAME:
        return lambda: rename(
            actor=actor,
            unit=units[0],
            name=said["name"] or units[0].name,
            basis=basis,
            official_code=said["official_code"] or None,
            kind=said["kind"] or None,
        )
    if change == UnitChange.ESTABLISH and isinstance(new := into[0], NewUnit):
        return lambda: establish(actor=actor, unit=new, basis=basis)
    return lambda: dissolve(actor=actor, unit=units[0], basis=basis)


def _basis(request: HttpRequest) -> Basis:
    return Basis(
        paper=text_of(request, "paper"),
        effective_on=wanted_day(request, "effective_on", "Có hiệu lực từ ngày"),
        source=text_of(request, "source"),
        note=text_of(request, "note"),
        uncertain=bool(request.POST.get("uncertain")),
    )


def _own(request: HttpRequest, typed: str) -> OrgUnit:
    """A living unit on which the user may record changes."""
    found = living_unit(typed)
    if not (answer := can(actor_of(request), "unit.change", unit=found)):
        raise Refused(Issue("unit.right", answer.reason, "Đề nghị cơ quan quản lý đơn vị đó ghi."))
    return found


def _units(request: HttpRequest, name: str) -> list[OrgUnit]:
    return [_own(request, line) for one in request.POST.getlist(name) if (line := typed_text(one))]


def _parent(request: HttpRequest) -> OrgUnit:
    if not (typed := text_of(request, "parent")):
        raise Refused(Issue("form.parent", "Chưa ghi cơ quan cấp trên.", "Ghi tên hoặc mã."))
    return _own(request, typed)


def _new(request: HttpRequest) -> list[NewUnit]:
    names = ("new_code", "new_name", "new_kind")
    rows = zip(*([typed_text(one) for one in request.POST.getlist(name)] for name in names), strict=False)
    filled = [row for row in rows if row[0] or row[1]]
    if not filled:
        return []
    parent = _parent(request)
    return [NewUnit(code.upper(), name, kind, parent=parent) for code, name, kind in filled]
