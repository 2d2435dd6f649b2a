"""Units as they stand now or stood last, living and ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from thidua.access.queries import units_with
from thidua.registry.enums import UnitLevel
from thidua.registry.models import OrgUnit
from thidua.registry.queries.searching import units_matching
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.rights import actor_of, needs

_UNITS = ListSpec(
    title="Đơn vị",
    noun="đơn vị",
    columns=(
        Column("ten", "Tên đơn vị", lambda one: one.name, "sort_key", width=48),
        Column("ma", "Mã", lambda one: one.code, "code", width=14),
        Column("cap", "Cấp", lambda one: one.get_level_display(), "level", width=22),
        Column("tren", "Trực thuộc", lambda one: one.parent.name if one.parent else "", width=40),
        Column("tu", "Từ ngày", lambda one: one.from_on, "from_on", width=14),
        Column("den", "Đến ngày", lambda one: one.until_on, "until_on", width=14),
    ),
    order=("sort_key",),
    search=units_matching,
    filters=(
        Filter("cap", "Cấp", tuple(UnitLevel.choices), lambda rows, v: rows.filter(level=v)),
        Filter(
            "hoat_dong",
            "Hoạt động",
            (("con", "Đang hoạt động"), ("het", "Đã kết thúc")),
            lambda rows, v: rows.filter(until_on__isnull=v == "con"),
        ),
    ),
    empty="Chưa có đơn vị nào trong danh mục.",
    file="don-vi",
)


@needs("person.read")
def unit_list(request: HttpRequest) -> HttpResponse:
    ids = units_with(actor_of(request), "person.read")
    return show_list(request, _UNITS, OrgUnit.objects.filter(pk__in=ids).select_related("parent"))
