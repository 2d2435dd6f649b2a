"""One example: its story, consent, picture, what became of it, the steps."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from thidua.flow.workflow import Transition
from thidua.publishing.actions import (
    ConsentRecord,
    move_exemplar,
    note_exemplar,
    picture_exemplar,
    record_consent,
    withdraw_consent,
    write_story,
)
from thidua.publishing.enums import ExemplarState
from thidua.publishing.models import Exemplar
from thidua.publishing.queries.exemplars import exemplars_of, honours_held
from thidua.publishing.workflow import EXEMPLAR
from thidua.web.office.exemplars import EXEMPLAR_BADGE
from thidua.web.shell.fields import lines_of, text_of, wanted_day
from thidua.web.shell.files import as_picture, sent_picture
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_WITH_REASON = ("refuse", "withdraw")
_BY_ITSELF = "retract"  # follows a withdrawn consent


def _readable(request: HttpRequest, pk: int) -> Exemplar:
    return get_object_or_404(exemplars_of(actor_of(request)), pk=pk)


@needs("exemplar.read")
@require_http_methods(["GET", "POST"])
def exemplar(request: HttpRequest, pk: int) -> HttpResponse:
    """One example and what may be done now."""
    one = _readable(request, pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, one)):
            messages.success(request, said)
        return redirect("exemplar", pk)
    rights = (may(request, "exemplar.write", one.unit), may(request, "exemplar.publish", one.unit))
    return render(request, "office/exemplar.html", _shown(one, *rights))


def _shown(one: Exemplar, may_write: bool, may_publish: bool) -> dict[str, object]:
    """What the page says, with the steps that may be taken or say why not."""
    steps = [
        step
        for step in EXEMPLAR.transitions
        if may_publish and one.state in step.sources and step.name != _BY_ITSELF
    ]
    may_edit = may_publish if one.state == ExemplarState.PUBLISHED else may_write
    return {
        "one": one,
        "badge": EXEMPLAR_BADGE[one.state],
        "honours": honours_held(one),
        "consent": one.consents.filter(withdrawn_on=None).first(),
        "withdrawn": one.consents.exclude(withdrawn_on=None),
        "may_write": may_write,
        "may_edit": may_edit and one.state != ExemplarState.REFUSED,
        "plain": [(step, _stopped(step, one)) for step in steps if step.name not in _WITH_REASON],
        "reasoned": [step for step in steps if step.name in _WITH_REASON],
        "today": localdate(),
    }


def _stopped(step: Transition, one: Exemplar) -> str:
    """Why a step cannot be taken yet."""
    return " ".join(str(issue) for guard in step.guards for issue in guard(one))


def _act(request: HttpRequest, one: Exemplar) -> str:
    acts: dict[str, Callable[[HttpRequest, Exemplar], str]] = {
        "bai": _story,
        "dong-y": _consent,
        "rut": _withdraw,
        "anh": _picture,
        "theo-doi": _note,
        "buoc": _step,
    }
    wanted = text_of(request, "viec")
    if wanted not in acts:
        raise Http404
    return acts[wanted](request, one)


def _story(request: HttpRequest, one: Exemplar) -> str:
    title, story = text_of(request, "title"), lines_of(request, "story")
    write_story(actor=actor_of(request), exemplar=one, title=title, story=story)
    return "Đã lưu bài viết."


def _consent(request: HttpRequest, one: Exemplar) -> str:
    given = ConsentRecord(
        text_of(request, "taken_by")[:200],
        wanted_day(request, "taken_on", "Ngày đồng ý"),
        text_of(request, "paper")[:300],
    )
    record_consent(actor=actor_of(request), exemplar=one, consent=given)
    return "Đã ghi sự đồng ý."


def _withdraw(request: HttpRequest, one: Exemplar) -> str:
    on, paper = wanted_day(request, "on", "Ngày rút"), text_of(request, "paper")[:300]
    withdraw_consent(actor=actor_of(request), exemplar=one, on=on, paper=paper)
    return "Đã ghi việc rút đồng ý; bài không còn trên trang công khai."


def _picture(request: HttpRequest, one: Exemplar) -> str:
    file, content = sent_picture(request, "file")
    picture_exemplar(
        actor=actor_of(request),
        exemplar=one,
        file=file,
        content=content,
        caption=text_of(request, "caption"),
        alternative=text_of(request, "alternative"),
    )
    return "Đã lưu ảnh; thông tin máy ảnh ghi trong tệp đã được bỏ."


def _note(request: HttpRequest, one: Exemplar) -> str:
    on = wanted_day(request, "on", "Ngày")
    note_exemplar(actor=actor_of(request), exemplar=one, on=on, text=text_of(request, "text"))
    return "Đã ghi theo dõi."


def _step(request: HttpRequest, one: Exemplar) -> str:
    step = text_of(request, "step")
    if step not in {row.name for row in EXEMPLAR.transitions} - {_BY_ITSELF}:
        raise Http404
    move_exemplar(actor=actor_of(request), exemplar=one, step=step, reason=text_of(request, "reason")[:500])
    return f"{one.name}: {one.get_state_display().lower()}."


@needs("exemplar.read")
@require_safe
def exemplar_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture, for those who may read the example, published or not."""
    image = _readable(request, pk).image
    if image is None:
        raise Http404
    return as_picture(image)
