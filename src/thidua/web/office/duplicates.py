"""The queue of records that may be one person, the two side by side, and merges with their undoing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

import thidua.personnel.jobs  # noqa: F401 – makes the work known that is asked for here
from thidua.access.queries import units_with
from thidua.flow.enums import OPEN_JOBS
from thidua.flow.models import Job
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.nominations.actions import merge_records, unmerge_records
from thidua.personnel.actions import ask_again, look_for_duplicates, pair_up, tell_apart
from thidua.personnel.actions.pairs import KIND
from thidua.personnel.enums import PairAnswer
from thidua.personnel.models import DuplicatePair, PersonMerge
from thidua.personnel.queries.differences import contradictions, differences, told
from thidua.personnel.queries.keys import Clash, clashes
from thidua.registry.models import Person, Post
from thidua.web.office.clashes import table_words, words_of
from thidua.web.office.person_edit import writable
from thidua.web.office.seen import Seen
from thidua.web.office.timeline import timeline
from thidua.web.shell.fields import text_of
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_FACTS = (
    ("born_on", "Ngày sinh"),
    ("sex", "Giới tính"),
    ("started_on", "Bắt đầu công tác"),
    ("group", "Nhóm đối tượng"),
    ("nationality", "Quốc tịch"),
)


def _unit(person: Person) -> str:
    return next((p.unit.name for p in person.posts.all() if p.until_on is None), "")


_SPEC = ListSpec(
    title="Trùng hồ sơ",
    noun="cặp",
    columns=(
        Column(
            "ten",
            "Hồ sơ thứ nhất",
            lambda one: f"{one.one.full_name} ({one.one.code})",
            "one__sort_key",
            url=lambda one: reverse("duplicate", args=[one.pk]),
            width=30,
        ),
        Column(
            "ten2",
            "Hồ sơ thứ hai",
            lambda one: f"{one.other.full_name} ({one.other.code})",
            "other__sort_key",
            width=30,
        ),
        Column("diem", "Điểm", lambda one: one.score, "score", numeric=True, width=8),
        Column("vi", "Vì", lambda one: "; ".join(one.reasons), width=50),
        Column(
            "don_vi",
            "Đơn vị",
            lambda one: " / ".join(filter(None, (_unit(one.one), _unit(one.other)))),
            width=36,
        ),
        Column(
            "tra_loi",
            "Trả lời",
            lambda one: one.get_answer_display() or "Chưa trả lời",
            "answer",
            badge=lambda one: {"same": "met", "different": "none"}.get(one.answer, "asked"),
        ),
    ),
    order=("answer", "-score"),
    search=lambda rows, words: rows.filter(
        Q(one__folded_name__contains=fold(words))
        | Q(other__folded_name__contains=fold(words))
        | Q(one__code__iexact=words)
        | Q(other__code__iexact=words)
    ),
    filters=(
        Filter(
            "tra_loi",
            "Trả lời",
            (("chua", "Chưa trả lời"), *PairAnswer.choices),
            lambda rows, v: rows.filter(answer="" if v == "chua" else v),
        ),
        Filter(
            "diem",
            "Điểm",
            (("90", "Từ 90"), ("75", "Từ 75"), ("60", "Từ 60")),
            lambda rows, v: rows.filter(score__gte=int(v)),
        ),
    ),
    empty="Chưa có cặp nào. Bấm “Rà soát” để tìm các hồ sơ có thể là một người.",
    file="trung-ho-so",
)


def _pairs(request: HttpRequest) -> QuerySet[DuplicatePair]:
    """Pairs of which the user may merge both, or the one that is left of a merge."""
    units = units_with(actor_of(request), "person.merge")

    def here(side: str) -> Q:
        return Q(Exists(Post.objects.filter(person_id=OuterRef(side), unit_id__in=units, until_on=None)))

    mine = here("one_id") & here("other_id") | Q(answer=PairAnswer.SAME) & (here("one_id") | here("other_id"))
    rows = DuplicatePair.objects.filter(mine).select_related("one", "other")
    return rows.prefetch_related("one__posts__unit", "other__posts__unit")


@needs("person.merge")
@require_http_methods(["GET", "POST"])
def duplicates(request: HttpRequest) -> HttpResponse:
    """The queue, and asking for the register to be looked through."""
    if request.method == "POST":
        if attempt(request, lambda: look_for_duplicates(actor=actor_of(request))):
            messages.success(request, "Đang rà soát trong nền; danh sách được cập nhật khi xong.")
        return redirect("duplicates")
    context = {"busy": Job.objects.filter(kind=KIND, state__in=OPEN_JOBS).exists()}
    return show_list(request, _SPEC, _pairs(request), template="office/duplicates.html", context=context)


@needs("person.merge")
@require_http_methods(["GET", "POST"])
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Two records side by side; the answer is a person's."""
    pair = _pairs(request).filter(pk=pk).first()
    if pair is None:
        raise Http404
    survivor, merged = (pair.other, pair.one) if _kept(request) == pair.other.code else (pair.one, pair.other)
    if request.method == "POST" and (
        led := attempt(request, lambda: _decide(request, pair, survivor, merged))
    ):
        return redirect(*led)
    context = _context(request, pair, survivor, merged)
    return render(request, "office/duplicate.html", context)


def _context(request: HttpRequest, pair: DuplicatePair, survivor: Person, merged: Person) -> dict[str, Any]:
    """Both records with their lives, where they differ and what must be chosen."""
    found = clashes(survivor, merged) if pair.answer != PairAnswer.SAME else []
    both = Q(survivor=survivor, merged=merged) | Q(survivor=merged, merged=survivor)
    return {
        "pair": pair,
        "sides": [_side(request, survivor, "giữ lại"), _side(request, merged, "gộp vào")],
        "survivor": survivor,
        "merged": merged,
        "facts": [(label, told(survivor, name), told(merged, name)) for name, label in _FACTS],
        "differences": [d for d in differences(survivor, merged) if d.ours],
        "contradictions": contradictions(survivor, merged),
        "clashes": [_shown(clash) for clash in found if not clash.alike and clash.way != "kept"],
        "given": request.POST,
        "merge": PersonMerge.objects.filter(both).order_by("-id").first(),
    }


def _kept(request: HttpRequest) -> str:
    return request.POST.get("giu") or request.GET.get("giu", "")


def _side(request: HttpRequest, person: Person, role: str) -> dict[str, Any]:
    return {
        "person": person,
        "role": role,
        "unit": _unit(person),
        "years": timeline(person, Seen.by(request, person)),
    }


def _shown(clash: Clash) -> dict[str, Any]:
    table, theirs = words_of(clash.theirs)
    return {
        "name": clash.name,
        "table": table,
        "theirs": theirs,
        "ours": [words_of(one)[1] for one in clash.ours],
    }


def _decide(request: HttpRequest, pair: DuplicatePair, survivor: Person, merged: Person) -> tuple[Any, ...]:
    """Take the answer; where to go after it."""
    act, actor = text_of(request, "viec"), actor_of(request)
    if act == "khac":
        tell_apart(actor=actor, pair=pair, note=text_of(request, "note"))
        messages.success(request, "Đã ghi: không phải một người. Cặp này không được hỏi lại.")
        return ("duplicates",)
    if act == "hoi-lai":
        ask_again(actor=actor, pair=pair)
        messages.success(request, "Đã mở lại cặp này để xem xét.")
        return ("duplicate", pair.pk)
    made = merge_records(
        actor=actor,
        survivor=survivor,
        merged=merged,
        choices={k.removeprefix("c:"): str(v) for k, v in request.POST.items() if k.startswith("c:")},
        fields=[
            str(k).removeprefix("f:") for k, v in request.POST.items() if k.startswith("f:") and v == "merged"
        ],
        reason=text_of(request, "reason"),
    )
    messages.success(
        request, f"Đã gộp hồ sơ {merged.code} vào {survivor.code}. Có thể tách lại ở trang của lần gộp."
    )
    return ("merge", made.pk)


@needs("person.merge")
@require_http_methods(["GET", "POST"])
def person_merge(request: HttpRequest, code: str) -> HttpResponse:
    """Name a second record by its code, to look at both side by side."""
    one = writable(request, code, "person.merge")
    if request.method == "POST" and (pair := attempt(request, lambda: _pair(request, one))):
        return redirect("duplicate", pair.pk)
    rows = _pairs(request).filter(Q(one=one) | Q(other=one)).order_by("-score")
    return render(request, "office/person_merge.html", {"one": one, "pairs": rows, "given": request.POST})


def _pair(request: HttpRequest, one: Person) -> DuplicatePair:
    typed = text_of(request, "code")
    units = units_with(actor_of(request), "person.merge")
    mine = Person.objects.filter(posts__unit_id__in=units, posts__until_on=None, merged_into=None)
    other = mine.filter(code__iexact=typed).exclude(pk=one.pk).first()
    if other is None:
        raise Refused(
            Issue(
                "pair.code",
                f"Không có hồ sơ khác mang mã “{typed}” trong các đơn vị của bạn.",
                "Ghi đúng mã.",
            )
        )
    first, second = sorted((one, other), key=lambda person: person.pk)
    return pair_up(actor=actor_of(request), one=first, other=second)


@needs("person.merge")
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """One merge: what it moved, what it took out, and undoing it."""
    units = units_with(actor_of(request), "person.merge")
    mine = PersonMerge.objects.filter(survivor__posts__unit_id__in=units, survivor__posts__until_on=None)
    one = mine.filter(pk=pk).select_related("survivor", "merged").first()
    if one is None:
        raise Http404
    if request.method == "POST":
        reason = text_of(request, "reason")
        left = attempt(request, lambda: (unmerge_records(actor=actor_of(request), merge=one, reason=reason),))
        if left is not None:
            said = "".join(f" Lưu ý: {line}." for line in left[0])
            messages.success(request, f"Đã tách hồ sơ {one.merged.code} khỏi {one.survivor.code}.{said}")
        return redirect("merge", pk)
    rows = list(one.rows.all())
    context = {
        "one": one,
        "at": localtime(one.at),
        "moved": _counted([row.table for row in rows if row.was is None]),
        "taken": _counted([row.table for row in rows if row.was is not None]),
        "allowed": may(request, "person.merge", None) and one.undone_at is None,
    }
    return render(request, "office/merge.html", context)


def _counted(tables: list[str]) -> list[tuple[str, int]]:
    return sorted((table_words(table), tables.count(table)) for table in set(tables))
