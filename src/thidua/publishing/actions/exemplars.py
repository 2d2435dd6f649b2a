"""An example: proposed, told, published, taken off, followed up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.documents.pictures import describe_picture, keep_picture
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.publishing.actions.letters import answer_letter, take_letter
from thidua.publishing.actions.rights import permit
from thidua.publishing.enums import ExemplarSource, ExemplarState, LetterKind, LetterState
from thidua.publishing.models import CitizenLetter, Exemplar, ExemplarNote
from thidua.publishing.workflow.exemplars import EXEMPLAR
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.people import unit_of_record

LONGEST_STORY = 8000
_OPEN = (ExemplarState.PROPOSED, ExemplarState.ACCEPTED, ExemplarState.PUBLISHED)


@dataclass(frozen=True)
class Proposal:
    """Who is named and why: a person or collective of the register, or a name and place as written."""

    reason: str
    source: ExemplarSource
    name: str = ""
    place: str = ""
    person: Person | None = None
    collective: OrgUnit | None = None


def about(exemplar: Exemplar) -> str:
    return f"publishing.Exemplar:{exemplar.pk}"


@transaction.atomic
def propose_exemplar(*, actor: User, unit: OrgUnit, proposal: Proposal) -> Exemplar:
    """Name somebody as an example. One of the register stands under the unit of record, whatever `unit` says.

    Raises Refused without `exemplar.write` on that unit, without a name, place or reason, and for one who is already
    proposed, chosen or published.
    """
    given = _named(proposal, unit)
    where = _unit_of(given, unit)
    permit(actor, "exemplar.write", where)
    if not given.name or not given.place or not given.reason:
        message = "Chưa ghi đủ tên, nơi công tác hoặc nơi ở, lý do đề xuất."
        raise Refused(Issue("exemplar.empty", message, "Ghi đủ rồi gửi lại."))
    _check_new(given)
    made = Exemplar.objects.create(
        unit=where,
        person=given.person,
        collective=given.collective,
        name=given.name,
        place=given.place,
        year=localdate().year,
        source=given.source,
        reason=given.reason,
        folded=fold(f"{given.name} {given.place}"),
        proposed_by=actor.username,
    )
    record(actor=actor, verb="exemplar.proposed", subject=about(made), source=given.source)
    return made


def _unit_of(given: Proposal, unit: OrgUnit) -> OrgUnit:
    if given.person is not None:
        return unit_of_record(given.person) or unit
    return given.collective or unit


def _named(given: Proposal, unit: OrgUnit) -> Proposal:
    """Name and place as the register has them, where it has the subject."""
    if given.person is not None:
        return replace(given, name=given.person.full_name, place=_unit_of(given, unit).name)
    if given.collective is not None:
        above = given.collective.parent
        return replace(
            given, name=given.collective.name, place=above.name if above else given.collective.name
        )
    return given


def _check_new(given: Proposal) -> None:
    rows = Exemplar.objects.filter(state__in=_OPEN)
    if given.person is not None:
        there = rows.filter(person=given.person).exists()
    elif given.collective is not None:
        there = rows.filter(collective=given.collective).exists()
    else:
        there = rows.filter(person=None, collective=None, name=given.name, place=given.place).exists()
    if there:
        message = f"“{given.name}” đã có trong danh sách gương điển hình."
        raise Refused(Issue("exemplar.twice", message, "Mở đề xuất đã có."))


@transaction.atomic
def take_over_letter(*, actor: User, letter: CitizenLetter, unit: OrgUnit, answer: str) -> Exemplar:
    """Make a proposal of a nomination by a citizen and answer the letter, both or none.

    Raises Refused without `exemplar.write` on the unit and `letter.answer` on the authority, for a letter that is no
    nomination or closed, and as `propose_exemplar` does.
    """
    if letter.kind != LetterKind.NOMINATION:
        message = "Thư này không phải thư đề cử."
        raise Refused(Issue("letter.kind", message, "Trả lời thư ở trang của thư."))
    place = letter.place or unit.name
    given = Proposal(letter.text, ExemplarSource.CITIZEN, name=letter.about, place=place)
    made = propose_exemplar(actor=actor, unit=unit, proposal=given)
    made.letter = letter
    made.save(update_fields=["letter"])
    if letter.state == LetterState.RECEIVED:
        take_letter(actor=actor, letter=letter)
    answer_letter(actor=actor, letter=letter, answer=answer)
    return made


@transaction.atomic
def write_story(*, actor: User, exemplar: Exemplar, title: str, story: str) -> None:
    """Write the story: plain paragraphs. Who may write of the unit does; what is public only who publishes changes.

    Raises Refused without the right, for a refused one, above 8.000 characters, and when a public story would be left
    without title or text.
    """
    one = Exemplar.objects.select_for_update().get(pk=exemplar.pk)
    is_public = one.state == ExemplarState.PUBLISHED
    permit(actor, "exemplar.publish" if is_public else "exemplar.write", exemplar.unit)
    if one.state == ExemplarState.REFUSED:
        message = "Đề xuất này không được chọn."
        raise Refused(Issue("exemplar.closed", message, "Bấm “Xem lại” trước khi viết."))
    if len(story) > LONGEST_STORY or len(title) > 300:
        raise Refused(
            Issue("exemplar.long", "Bài dài hơn 8.000 ký tự, hoặc tiêu đề hơn 300.", "Viết gọn lại.")
        )
    if is_public and not (title and story):
        message = "Bài đang công bố phải có tiêu đề và nội dung."
        raise Refused(Issue("exemplar.story", message, "Gỡ bài xuống trước khi bỏ nội dung."))
    exemplar.title, exemplar.story = title, story
    exemplar.folded = fold(f"{exemplar.name} {exemplar.place} {title} {story}")
    exemplar.save(update_fields=["title", "story", "folded"])
    record(actor=actor, verb="exemplar.story_written", subject=about(exemplar), characters=len(story))


@transaction.atomic
def move_exemplar(*, actor: User, exemplar: Exemplar, step: str, reason: str = "") -> None:
    """Take a step (accept, publish, refuse, withdraw, resume); a refusal and a taking-off say why.

    Raises Refused without the right, from another state, without story, consent or reason, and for somebody whose
    consideration is on hold.
    """
    if step in ("refuse", "withdraw"):
        exemplar.closed_reason = reason
    if step == "publish":
        exemplar.published_on = localdate()
    with transaction.atomic():
        exemplar.save(update_fields=["closed_reason", "published_on"])
        move(EXEMPLAR, [exemplar], step, actor=actor, unit=exemplar.unit)
    record(actor=actor, verb="exemplar.moved", subject=about(exemplar), step=step)


@transaction.atomic
def note_exemplar(*, actor: User, exemplar: Exemplar, on: date, text: str) -> ExemplarNote:
    """Note what became of the example. Raises Refused without the right, without words, and for a day to come."""
    permit(actor, "exemplar.write", exemplar.unit)
    if not text or len(text) > 1000:
        raise Refused(Issue("note.length", "Chưa ghi nội dung, hoặc dài hơn 1.000 ký tự.", "Ghi lại."))
    if on > localdate():
        raise Refused(Issue("note.ahead", "Ngày theo dõi chưa tới.", "Sửa lại ngày."))
    made = ExemplarNote.objects.create(exemplar=exemplar, on=on, text=text, by=actor.username)
    record(actor=actor, verb="exemplar.noted", subject=about(exemplar))
    return made


@transaction.atomic
def picture_exemplar(
    *, actor: User, exemplar: Exemplar, file: str, content: bytes, caption: str, alternative: str
) -> None:
    """Give the story its picture, made anew without what the camera wrote into it, in place of the one it had.

    Raises Refused as `write_story` does, without caption or alternative text, and for a file that is no picture.
    """
    is_public = Exemplar.objects.get(pk=exemplar.pk).state == ExemplarState.PUBLISHED
    permit(actor, "exemplar.publish" if is_public else "exemplar.write", exemplar.unit)
    describe_picture(caption, alternative)
    exemplar.image = keep_picture(actor=actor, file=file, content=content)
    exemplar.caption, exemplar.alternative = caption[:300], alternative[:300]
    exemplar.save(update_fields=["image", "caption", "alternative"])
    record(actor=actor, verb="exemplar.pictured", subject=about(exemplar))
