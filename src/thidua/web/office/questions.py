"""What rows ask, and a place to answer."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.kernel.issues import Refused
from thidua.nominations.actions import AnswerRecord, settle
from thidua.nominations.enums import Question, State
from thidua.nominations.models import Nomination, SheetRow
from thidua.registry.models import Person
from thidua.registry.queries.matching import PersonIndex
from thidua.registry.queries.people import ids_by_code
from thidua.reports.season import OPEN
from thidua.web.office.nominations import file_name, nominee_name, search, visible
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import tell
from thidua.web.shell.rights import actor_of, may, needs

_SPEC = ListSpec(
    title="Cần trả lời",
    noun="hồ sơ",
    columns=(
        Column(
            "ten",
            "Cá nhân, tập thể",
            nominee_name,
            "line__folded_name",
            url=lambda one: reverse("question", args=[one.line_id]),
            width=30,
        ),
        Column(
            "don_vi",
            "Đơn vị gửi",
            lambda one: one.submitting_unit.name,
            "submitting_unit__sort_key",
            width=36,
        ),
        Column("cau_hoi", "Cần trả lời", lambda one: one.get_question_display(), "question", width=34),
        Column("tep", "Tệp", file_name, width=40),
        Column("dong", "Dòng", lambda one: one.line.row, "line__row", numeric=True, width=8),
    ),
    order=("submitting_unit__code", "line__row"),
    search=search,
    filters=(Filter("cau_hoi", "Câu hỏi", tuple(Question.choices), lambda rows, v: rows.filter(question=v)),),
    empty="Không còn dòng nào cần trả lời.",
    file="can-tra-loi",
)


@needs("nomination.read")
def questions(request: HttpRequest) -> HttpResponse:
    return show_list(request, _SPEC, visible(request).filter(state__in=OPEN))


def _asked(request: HttpRequest, line_id: int) -> QuerySet[Nomination]:
    return visible(request).filter(line_id=line_id)


@needs("nomination.read")
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, line_id: int) -> HttpResponse:
    """One row with its candidates side by side; the answer is a person, chosen by a person."""
    rows = list(_asked(request, line_id))
    if not rows:
        raise Http404
    one = next((row for row in rows if row.state == State.ASKED), rows[0])
    allowed = may(request, "nomination.answer", one.submitting_unit) and may(
        request, "nomination.appraise", one.season.authority
    )
    if request.method == "POST" and allowed:
        return _answer(request, one)
    context = {
        "one": one,
        "file": file_name(one),
        "candidates": _candidates(one),
        "allowed": allowed,
        "open": one.state == State.ASKED,
    }
    return render(request, "office/question.html", context, status=403 if request.method == "POST" else 200)


def _candidates(one: Nomination) -> list[Person]:
    """The persons meant, in the order of likelihood; one merged into another since is that one."""
    ids = ids_by_code()
    wanted = list(dict.fromkeys(ids[code] for code in one.candidates if code in ids))
    found = Person.objects.filter(id__in=wanted).prefetch_related("posts__unit", "awards")
    return sorted(found, key=lambda person: wanted.index(person.pk))


def _answer(request: HttpRequest, one: Nomination) -> HttpResponse:
    line: SheetRow = one.line
    code = request.POST.get("person", "")
    if code not in {person.code for person in _candidates(one)}:
        messages.error(request, "Chưa chọn người. Chọn một trong những người dưới đây.")
        return redirect("question", line.pk)
    given = AnswerRecord(line.nomination_sheet.file, line.sheet, line.row, person=code)
    try:
        settle(actor=actor_of(request), season=one.season, answers=[given], people=PersonIndex())
    except Refused as refused:
        tell(request, refused)
        return redirect("question", line.pk)
    messages.success(request, f"Đã ghi câu trả lời cho dòng {line.row}: {line.name}.")
    return redirect("questions")
