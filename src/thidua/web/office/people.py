"""Persons and their history; the ledger."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.access.queries import units_with
from thidua.eligibility.queries.law import law_book
from thidua.honours.enums import Source
from thidua.honours.models import Award
from thidua.kernel.text import fold
from thidua.nominations.models import Nomination
from thidua.personnel.enums import TransferState
from thidua.registry.enums import Group
from thidua.registry.models import Person, Post
from thidua.registry.queries.people import living, merged_here, people_of, unit_of_record
from thidua.registry.queries.searching import people_matching
from thidua.web.office.seen import Seen
from thidua.web.office.timeline import timeline
from thidua.web.shell.badges import badge_of
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.rights import actor_of, may, needs

_MOST_CORRECTIONS = 50  # the newest


def visible_persons(request: HttpRequest) -> QuerySet[Person]:
    """Persons whose present post is in a unit on which the user may read them."""
    units = units_with(actor_of(request), "person.read")
    return people_of(units).defer("id_sealed").prefetch_related("posts__unit")


def _unit(person: Person) -> str:
    return next((p.unit.name for p in person.posts.all() if p.until_on is None), "")


def _unit_code(person: Person) -> str:
    return next((p.unit.code for p in person.posts.all() if p.until_on is None), "")


def _title(person: Person) -> str:
    return next((p.title for p in person.posts.all() if p.until_on is None), "")


_PEOPLE = ListSpec(
    title="Người",
    noun="người",
    columns=(
        Column(
            "ten",
            "Họ và tên",
            lambda one: one.full_name,
            "sort_key",
            url=lambda one: reverse("person", args=[one.code]),
            width=28,
        ),
        Column("ma", "Mã cán bộ", lambda one: one.code, "code", width=12),
        Column("sinh", "Ngày sinh", lambda one: one.born_on, "born_on", width=14),
        Column("chuc_vu", "Chức vụ", _title, width=28),
        Column("ma_don_vi", "Mã đơn vị", _unit_code, width=14, screen=False),
        Column("don_vi", "Đơn vị", _unit, "posts__unit__sort_key", width=38),
    ),
    order=("sort_key",),
    search=lambda rows, words: (
        people_matching(rows, words)
        | rows.filter(posts__unit__folded_name__contains=fold(words), posts__until_on__isnull=True)
    ),
    filters=(
        Filter(
            "nhom",
            "Nhóm đối tượng",
            (("chua", "Chưa rõ"), *Group.choices),
            lambda rows, v: rows.filter(group="" if v == "chua" else v),
        ),
    ),
    empty="Danh bạ chưa có người nào.",
    file="danh-ba",
)


@needs("person.read")
def people(request: HttpRequest) -> HttpResponse:
    context = {"may_add": may(request, "person.write", None)}
    return show_list(
        request, _PEOPLE, visible_persons(request), template="office/people.html", context=context
    )


@needs("person.read")
def person(request: HttpRequest, code: str) -> HttpResponse:
    """A person with all that is on record year by year; the code of a merged record leads on."""
    one = visible_persons(request).filter(code=code).first()
    if one is None:
        return _lead_on(request, code)
    seen = Seen.by(request, one)
    context = {
        "one": one,
        "acts": _acts(request, one),
        "unit": _unit(one),
        "title": _title(one),
        "since": next((p.from_on for p in one.posts.all() if p.until_on is None), None),
        "years": timeline(one, seen),
        "identified": seen.numbers,
        "numbers": one.numbers.order_by("id"),
        "merged": one.merged.order_by("id"),
        "corrections": seen.of_corrections(one.corrections.order_by("-id"))[:_MOST_CORRECTIONS],
        "open_transfer": one.transfers.filter(state=TransferState.PROPOSED).select_related("to_unit").first(),
        "nominations": _nominations(one),
    }
    return render(request, "office/person.html", context)


def _nominations(one: Person) -> list[tuple[Nomination, str, str]]:
    """What the person was proposed for, the latest season first: nomination, honour, badge."""
    rows = one.nominations.select_related("season", "submitting_unit").order_by("-season__review_year", "id")
    return [(n, law_book().label(n.honour) if n.honour else "chưa rõ danh hiệu", badge_of(n)) for n in rows]


def _lead_on(request: HttpRequest, code: str) -> HttpResponse:
    """To the record that a merged one leads to, where the reader may read that one."""
    merged = Person.objects.filter(code=code, merged_into__isnull=False).first()
    if merged is None:
        raise Http404
    survivor = visible_persons(request).filter(pk=living(merged).pk).first()
    if survivor is None:
        raise Http404
    messages.info(request, f"Hồ sơ {code} đã được gộp vào hồ sơ này.")
    return redirect("person", survivor.code)


# Label, address, capability on the unit of record.
_ACTS = (
    ("Sửa hồ sơ", "person_edit", "person.write"),
    ("Xếp loại", "person_ratings", "rating.write"),
    ("Kỷ luật", "person_disciplines", "discipline.write"),
    ("Chuyển công tác", "transfer_propose", "transfer.propose"),
    ("Tạm dừng xét", "hold_person", "hold.write"),
    ("Gộp hồ sơ", "person_merge", "person.merge"),
)


def _acts(request: HttpRequest, one: Person) -> list[tuple[str, str]]:
    unit = unit_of_record(one)
    return [
        (label, reverse(name, args=[one.code])) for label, name, right in _ACTS if may(request, right, unit)
    ]


def _awards_spec(years: list[int]) -> ListSpec:
    book = law_book()
    return ListSpec(
        title="Sổ khen thưởng",
        noun="dòng",
        columns=(
            Column("ten", "Cá nhân, tập thể", lambda one: one.name_written, "name_written", width=30),
            Column("don_vi", "Đơn vị", lambda one: one.unit_written, "unit_written", width=36),
            Column(
                "danh_hieu", "Danh hiệu, hình thức", lambda one: book.label(one.honour), "honour", width=28
            ),
            Column("nam", "Năm", lambda one: str(one.year), "year", numeric=True, width=8),
            Column(
                "so", "Quyết định", lambda one: one.decision_number, "decision_number", width=18, whole=True
            ),
            Column("ngay", "Ngày ký", lambda one: one.decided_on, "decided_on", width=12),
            Column("cap", "Cấp quyết định", lambda one: one.issued_by, "issued_by", width=34),
            # What tells a line of the workbook from others of the same name, when it is read in again.
            Column("ma", "Mã cán bộ", lambda one: one.person.code if one.person else "", screen=False),
            Column("ma_tt", "Mã tập thể", lambda one: one.unit.code if one.unit else "", screen=False),
            Column("loai", "Loại hình", lambda one: one.get_ground_display(), screen=False),
        ),
        order=("-year", "honour"),
        search=lambda rows, words: rows.filter(
            Q(person__folded_name__contains=fold(words))
            | Q(unit__folded_name__contains=fold(words))
            | Q(decision_number__icontains=words)
        ),
        filters=(
            Filter(
                "danh_hieu",
                "Danh hiệu",
                tuple((h.code, h.name) for h in book.honours()),
                lambda rows, v: rows.filter(honour=v),
            ),
            Filter(
                "nam", "Năm", tuple((str(y), str(y)) for y in years), lambda rows, v: rows.filter(year=int(v))
            ),
            Filter("nguon", "Nguồn", tuple(Source.choices), lambda rows, v: rows.filter(source=v)),
        ),
        empty="Sổ khen thưởng chưa có dòng nào.",
        file="so-khen-thuong",
    )


@needs("award.read")
def awards(request: HttpRequest) -> HttpResponse:
    """The ledger of the user's units."""
    units = units_with(actor_of(request), "award.read")
    here = Post.objects.filter(person_id=OuterRef("person_id"), unit_id__in=units, until_on=None)
    rows = Award.objects.filter(Q(unit_id__in=units) | Exists(here) | Q(person_id__in=merged_here(units)))
    years = sorted(set(Award.objects.values_list("year", flat=True).distinct()), reverse=True)
    rows = rows.select_related("person", "unit").defer("person__id_sealed")
    return show_list(request, _awards_spec(years), rows)
