"""An application written, sent, returned, taken up, marked, and recognised or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.initiatives.enums import ApplicationState, Scope
from thidua.initiatives.likeness import shingles_of
from thidua.initiatives.models import (
    Application,
    ApplicationAuthor,
    Initiative,
    InitiativeAuthor,
    InitiativeCouncil,
    Mark,
    ScopeFinding,
)
from thidua.initiatives.queries.applications import seats_of, sum_of
from thidua.initiatives.workflow import APPLICATION
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.registry.models import OrgUnit, Person

MOST_LETTERS = 20_000
WIDTH_OF = {Scope.GRASSROOTS: 0, Scope.PROVINCIAL: 1, Scope.NATIONAL: 2}
_OPEN = (ApplicationState.DRAFT, ApplicationState.RETURNED)


@dataclass(frozen=True)
class ApplicationRecord:
    """What a form says of an application."""

    year: int
    title: str
    kind: str = "initiative"
    problem: str = ""
    solution: str = ""
    effect: str = ""


@dataclass(frozen=True)
class Recognition:
    """The decision of the competent body."""

    number: str
    decided_on: date
    body: str
    scope: str = Scope.GRASSROOTS


def permit(actor: User, capability: str, unit: OrgUnit) -> None:
    """Raises Refused when the actor has not the capability on the unit."""
    if not (answer := can(actor, capability, unit=unit)):
        raise Refused(Issue("initiative.right", answer.reason))


def about(one: Application) -> str:
    """How the log names an application."""
    return f"initiatives.Application:{one.pk}"


@transaction.atomic
def write_application(
    *,
    actor: User,
    unit: OrgUnit,
    given: ApplicationRecord,
    authors: Sequence[tuple[Person, int]],
    application: Application | None = None,
) -> Application:
    """Write a draft anew or change it (also one that was returned); its authors are these, with their shares.

    Raises Refused when the actor may not, once it is sent, without title, for texts above 20.000 letters, for an author
    named twice and for a share that is not from 1 to 100.
    """
    permit(actor, "initiative.apply", unit)
    one = application or Application(unit=unit)
    if application is not None:
        one = Application.objects.select_for_update().get(pk=application.pk)
        if one.state not in _OPEN:
            message = f"Hồ sơ ở bước “{one.get_state_display()}” nên không sửa được."
            raise Refused(Issue("application.fixed", message, "Đề nghị trả lại để sửa."))
    _check(given, authors)
    for name in ("year", "title", "kind", "problem", "solution", "effect"):
        setattr(one, name, getattr(given, name))
    one.folded_title = fold(given.title)
    one.shingles = sorted(shingles_of(" ".join((given.title, given.problem, given.solution, given.effect))))
    one.save()
    one.authors.all().delete()
    ApplicationAuthor.objects.bulk_create(
        ApplicationAuthor(application=one, person=person, share=share) for person, share in authors
    )
    record(actor=actor, verb="application.written", subject=about(one), authors=len(authors))
    return one


def _check(given: ApplicationRecord, authors: Sequence[tuple[Person, int]]) -> None:
    if not given.title or len(given.title) > 500:
        message = "Chưa ghi tên sáng kiến, hoặc tên dài hơn 500 chữ cái."
        raise Refused(Issue("application.title", message, "Sửa tên rồi lưu lại."))
    if len(given.problem) + len(given.solution) + len(given.effect) > MOST_LETTERS:
        message = "Nội dung dài hơn 20.000 chữ cái."
        raise Refused(Issue("application.long", message, "Rút gọn, phần chi tiết để trong tệp kèm theo."))
    people = [person.pk for person, _ in authors]
    if len(set(people)) != len(people) or any(not 1 <= share <= 100 for _, share in authors):
        message = "Có tác giả ghi hai lần, hoặc tỷ lệ không từ 1 đến 100."
        raise Refused(Issue("application.authors", message, "Sửa bảng tác giả rồi lưu lại."))


@transaction.atomic
def move_application(
    *,
    actor: User,
    application: Application,
    step: str,
    on: date | None = None,
    reason: str = "",
    council: InitiativeCouncil | None = None,
) -> None:
    """Send, return (with a reason), hand to a council (take_up), close the marking, or withdraw.

    Raises Refused when the actor may not, when the state does not allow it, for what is missing to be sent, for a
    return without a reason, without a council, and when too few members have marked (close).
    """
    if step == "return" and not reason:
        raise Refused(Issue("application.why", "Chưa ghi lý do.", "Ghi lý do rồi làm lại."))
    rows = Application.objects.filter(pk=application.pk)
    if step == "send":
        rows.update(sent_on=on, reason="")
    if step == "return":
        rows.update(reason=reason)
    if step == "take_up" and council is not None:
        rows.update(council=council)
    application.refresh_from_db()
    if step == "close":
        _demand_quorum(application)
    move(APPLICATION, [application], step, actor=actor, unit=application.unit)
    record(actor=actor, verb="application.moved", subject=about(application), step=step)


def _demand_quorum(one: Application) -> None:
    if one.council is None:
        return
    found = sum_of(one, one.council, list(seats_of(one)))
    if not found.has_quorum:
        message = (
            f"Mới có {found.marked} trên {found.members} ủy viên chấm đủ; quy chế yêu cầu "
            f"{one.council.quorum_percent} %."
        )
        raise Refused(Issue("application.quorum", message, "Chờ các ủy viên còn lại chấm."))


@transaction.atomic
def mark_application(*, actor: User, application: Application, points: Mapping[int, Decimal]) -> None:
    """Note one's own marks, by the ids of the criteria; until the marking is closed they may be changed.

    Raises Refused for who has no seat on the council or is an author, when it is not being marked, and for points below
    zero or above the most a criterion gives. The log says who marked, never how.
    """
    held = Application.objects.select_for_update().get(pk=application.pk)
    seat = seats_of(held).filter(user=actor).first()
    if seat is None or not can(actor, "initiative.mark", unit=None):
        message = "Chỉ ủy viên của hội đồng chấm, không phải tác giả, chấm hồ sơ này."
        raise Refused(Issue("mark.seat", message))
    if held.state != ApplicationState.MARKING:
        message = f"Hồ sơ ở bước “{held.get_state_display()}” nên không chấm được."
        raise Refused(Issue("mark.closed", message))
    criteria = {criterion.pk: criterion for criterion in seat.council.criteria.all()}
    for pk, value in points.items():
        if pk not in criteria or not 0 <= value <= criteria[pk].max_points:
            name = criteria[pk].name if pk in criteria else "tiêu chí lạ"
            message = f"“{name}”: điểm phải từ 0 đến {criteria[pk].max_points if pk in criteria else 0}."
            raise Refused(Issue("mark.points", message, "Sửa lại số điểm."))
    for pk, value in points.items():
        Mark.objects.update_or_create(
            application=held, seat=seat, criterion=criteria[pk], defaults={"points": value}
        )
    record(actor=actor, verb="application.marked", subject=about(held))


@transaction.atomic
def recognise(*, actor: User, application: Application, by: Recognition) -> Initiative:
    """Recognise what the council's marks passed; from now on it counts for its authors in its year.

    Raises Refused when the actor may not, before the marking is closed, when the marks do not pass, without number or
    body, and for a scope wider than the council may recognise, saying who recognises it.
    """
    held = Application.objects.select_for_update().get(pk=application.pk)
    permit(actor, "initiative.recognise", held.unit)
    if held.state != ApplicationState.MARKED or held.council is None:
        message = f"Hồ sơ ở bước “{held.get_state_display()}” nên chưa công nhận được."
        raise Refused(Issue("recognition.early", message, "Chốt điểm của hội đồng trước."))
    if not sum_of(held, held.council, list(seats_of(held))).passes:
        message = f"Điểm trung bình chưa đạt {held.council.pass_percent} % theo quy chế hội đồng."
        raise Refused(Issue("recognition.below", message, "Ghi không công nhận kèm lý do."))
    if not by.number or not by.body or len(by.number) > 60 or len(by.body) > 200:
        message = "Số quyết định (đến 60 chữ) hoặc cơ quan (đến 200 chữ) còn thiếu hay quá dài."
        raise Refused(Issue("recognition.paper", message, "Sửa rồi ghi lại."))
    if WIDTH_OF[Scope(by.scope)] > WIDTH_OF[Scope(held.council.scope)]:
        message = (
            f"{held.council.name} không công nhận phạm vi “{Scope(by.scope).label}”; người đứng đầu bộ, ngành, tỉnh "
            "công nhận phạm vi này."
        )
        raise Refused(
            Issue("recognition.scope", message, "Công nhận cấp cơ sở; ghi phạm vi rộng hơn khi có văn bản.")
        )
    made = _initiative(held, by)
    Application.objects.filter(pk=held.pk).update(initiative=made)
    move(APPLICATION, [held], "recognise", actor=actor, unit=held.unit)
    ScopeFinding.objects.create(
        initiative=made,
        scope=by.scope,
        body=by.body,
        paper=by.number,
        decided_on=by.decided_on,
        by=actor.username,
    )
    record(actor=actor, verb="application.recognised", subject=about(held), initiative=made.code)
    return made


def _initiative(one: Application, by: Recognition) -> Initiative:
    made = Initiative.objects.create(
        code=f"SK-{one.year}-{one.pk:05}",
        title=one.title,
        kind=one.kind,
        unit=one.unit,
        scope=by.scope,
        recognised=True,
        year=one.year,
        decision_number=by.number,
        decided_on=by.decided_on,
    )
    InitiativeAuthor.objects.bulk_create(
        InitiativeAuthor(initiative=made, person=author.person, share=author.share)
        for author in one.authors.select_related("person")
    )
    return made


@transaction.atomic
def refuse_application(*, actor: User, application: Application, reason: str) -> None:
    """State that it is not recognised, with the reason its authors read. Raises Refused when the actor may not, before
    the marking is closed, and without a reason."""
    if not reason:
        raise Refused(Issue("application.why", "Chưa ghi lý do.", "Ghi lý do rồi làm lại."))
    Application.objects.filter(pk=application.pk).update(reason=reason)
    move(APPLICATION, [application], "refuse", actor=actor, unit=application.unit)
    record(actor=actor, verb="application.refused", subject=about(application))
