"""A conference planned, filled, held, and its awards handed over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import IntegrityError, transaction
from django.db.models import Max

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.conferences.enums import ConferenceState, HandoverState
from thidua.conferences.models import (
    Conference,
    GuestGroup,
    Picture,
    PresentedAward,
    ProgrammeItem,
)
from thidua.conferences.queries import to_present
from thidua.conferences.workflow import CONFERENCE, HANDOVER
from thidua.documents.pictures import describe_picture, keep_picture
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.movements.models import EmulationMovement, Season
from thidua.registry.models import OrgUnit

MOST_MINUTES = 600
_OVER = (ConferenceState.CLOSED, ConferenceState.DROPPED)


@dataclass(frozen=True)
class ConferenceRecord:
    """What a form says of a conference."""

    title: str
    held_on: date
    begins_at: time
    place: str


def _permit(actor: User, unit: OrgUnit) -> None:
    if not (answer := can(actor, "conference.write", unit=unit)):
        raise Refused(Issue("conference.right", answer.reason))


def _permit_open(actor: User, conference: Conference) -> None:
    """Locks the conference. Raises Refused without the right, and once it is over."""
    _permit(actor, conference.authority)
    held = Conference.objects.select_for_update().get(pk=conference.pk)
    if held.state in _OVER:
        message = f"Hội nghị ở bước “{held.get_state_display()}” nên không sửa được."
        raise Refused(Issue("conference.over", message))


def _about(conference: Conference) -> str:
    return f"conferences.Conference:{conference.pk}"


@transaction.atomic
def plan_conference(
    *,
    actor: User,
    authority: OrgUnit,
    plan: ConferenceRecord,
    season: Season | None = None,
    movement: EmulationMovement | None = None,
) -> Conference:
    """Plan a conference. Raises Refused when the actor may not, without title or place, and for a second of one title
    on a day."""
    _permit(actor, authority)
    if not plan.title or not plan.place:
        message = "Chưa ghi tên hoặc địa điểm hội nghị."
        raise Refused(Issue("conference.empty", message, "Ghi cả hai rồi lưu lại."))
    try:
        with transaction.atomic():
            made = Conference.objects.create(
                authority=authority,
                title=plan.title,
                held_on=plan.held_on,
                begins_at=plan.begins_at,
                place=plan.place,
                season=season,
                movement=movement,
            )
    except IntegrityError as fault:
        message = f"Ngày {plan.held_on:%d/%m/%Y} đã có hội nghị tên này."
        raise Refused(Issue("conference.twice", message, "Mở hội nghị đã có.")) from fault
    record(actor=actor, verb="conference.planned", subject=_about(made))
    return made


@transaction.atomic
def set_programme(*, actor: User, conference: Conference, items: Sequence[tuple[int, str, str]]) -> int:
    """The programme is this, in this order: minutes, content, post of who leads. Returns how many parts.

    Raises Refused when the actor may not, once the conference is over, for a part without content, and for one that
    takes less than a minute or more than 600.
    """
    _permit_open(actor, conference)
    for number, (minutes, content, _) in enumerate(items, 1):
        if not content or not 1 <= minutes <= MOST_MINUTES:
            message = f"Dòng {number}: thiếu nội dung, hoặc số phút không từ 1 đến {MOST_MINUTES}."
            raise Refused(Issue("conference.item", message, "Sửa dòng đó rồi lưu lại."))
    conference.programme.all().delete()
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(conference=conference, position=at, minutes=minutes, content=content, leader=leader)
        for at, (minutes, content, leader) in enumerate(items, 1)
    )
    record(actor=actor, verb="conference.programme_set", subject=_about(conference), items=len(items))
    return len(items)


@transaction.atomic
def set_guests(*, actor: User, conference: Conference, guests: Sequence[tuple[str, int, int | None]]) -> int:
    """The guests are these, by post: seats, and how many came (none: not counted). Returns how many groups.

    Raises Refused when the actor may not, once the conference is over, and for a group without post or seats.
    """
    _permit_open(actor, conference)
    for number, (post, seats, _) in enumerate(guests, 1):
        if not post or seats < 1:
            message = f"Dòng {number}: thiếu chức vụ hoặc số ghế."
            raise Refused(Issue("conference.guest", message, "Sửa dòng đó rồi lưu lại."))
    conference.guests.all().delete()
    GuestGroup.objects.bulk_create(
        GuestGroup(conference=conference, position=at, post=post, seats=seats, came=came)
        for at, (post, seats, came) in enumerate(guests, 1)
    )
    record(actor=actor, verb="conference.guests_set", subject=_about(conference), groups=len(guests))
    return len(guests)


@transaction.atomic
def choose_awards(*, actor: User, conference: Conference, honours: Collection[str]) -> int:
    """Put every standing award of these honours of the reviewed season on the list to present. Returns how many.

    An award is handed over once: one on another conference's list is left there. Raises Refused when the actor may not
    and once the conference is over.
    """
    _permit_open(actor, conference)
    new = list(to_present(conference).filter(honour__in=honours))
    PresentedAward.objects.bulk_create(PresentedAward(conference=conference, award=one) for one in new)
    record(
        actor=actor,
        verb="conference.awards_chosen",
        subject=_about(conference),
        honours=sorted(honours),
        new=len(new),
    )
    return len(new)


@transaction.atomic
def move_conference(*, actor: User, conference: Conference, step: str) -> None:
    """Take a step of the conference (begin, end, close, drop). Raises Refused when the actor may not, when the state
    does not allow it, without a programme, and while somebody has not received (close)."""
    move(CONFERENCE, [conference], step, actor=actor, unit=conference.authority)
    if step == "drop":  # another conference may hand them over
        conference.presented.all().delete()
    record(actor=actor, verb="conference.moved", subject=_about(conference), step=step)


@transaction.atomic
def hand_over(
    *,
    actor: User,
    conference: Conference,
    rows: Sequence[PresentedAward],
    step: str,
    on: date | None = None,
    received_by: str = "",
) -> int:
    """Tick recipients: received on stage (`present`), absent (`miss`), received later (`hand`, with day and who took
    it), or ticked by mistake (`undo`). Returns how many.

    Raises Refused when the actor may not, once the conference is over, for a day before the conference, and for a later
    receipt without day or name.
    """
    _permit_open(actor, conference)
    handed_on = conference.held_on if step == "present" else on if step == "hand" else None
    if step == "hand" and (handed_on is None or not received_by):
        message = "Chưa ghi ngày nhận hoặc người nhận."
        raise Refused(Issue("handover.empty", message, "Ghi cả hai rồi lưu lại."))
    if handed_on is not None and handed_on < conference.held_on:
        message = f"Ngày nhận trước ngày hội nghị {conference.held_on:%d/%m/%Y}."
        raise Refused(Issue("handover.early", message, "Sửa lại ngày."))
    ids = [row.pk for row in rows]
    own = conference.presented.filter(pk__in=ids)
    if step != "undo":
        own.update(handed_on=handed_on, received_by=received_by if step == "hand" else "")
    moved = move(HANDOVER, list(own), step, actor=actor, unit=conference.authority)
    if step == "undo":
        own.filter(state=HandoverState.WAITING).update(handed_on=None, received_by="")
    record(actor=actor, verb="award.handed_over", subject=_about(conference), step=step, rows=moved)
    return moved


@transaction.atomic
def add_picture(
    *, actor: User, conference: Conference, file: str, content: bytes, caption: str, alternative: str
) -> Picture:
    """Add a picture, made anew without what the camera wrote into it.

    Raises Refused when the actor may not, once the conference is over, without caption or alternative text, and for a
    file that is no picture.
    """
    _permit_open(actor, conference)
    describe_picture(caption, alternative)
    last = conference.pictures.aggregate(last=Max("position"))["last"] or 0
    image = keep_picture(actor=actor, file=file, content=content)
    made = Picture.objects.create(
        conference=conference, position=last + 1, caption=caption, alternative=alternative, image=image
    )
    record(actor=actor, verb="conference.picture_added", subject=_about(conference), picture=made.pk)
    return made
