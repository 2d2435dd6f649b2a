"""A citizen's letter: sent, taken in hand, answered or refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.documents.codes import new_code
from thidua.flow.actions import move
from thidua.kernel.days import after_working_days
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.publishing.actions.rights import permit
from thidua.publishing.actions.visits import admit_visitor
from thidua.publishing.enums import LetterKind, VisitKind
from thidua.publishing.models import CitizenLetter
from thidua.publishing.queries.letters import code_hash
from thidua.publishing.workflow.letters import ANSWER_WORKING_DAYS, LETTER
from thidua.registry.identity import seal
from thidua.registry.models import OrgUnit

SHORTEST, LONGEST, LONGEST_LINE = 10, 4000, 300


@dataclass(frozen=True)
class LetterRecord:
    """What the form of a letter says; who writes and how to reach them may stay empty."""

    kind: LetterKind
    text: str
    about: str = ""
    place: str = ""
    sender: str = ""
    contact: str = ""


@transaction.atomic
def send_letter(
    *, actor: Actor, authority: OrgUnit, letter: LetterRecord, address: str
) -> tuple[CitizenLetter, str]:
    """Take a letter in. Anybody may. Returns it with its code, which is kept nowhere and told once.

    Raises Refused for a text shorter than 10 or longer than 4.000 characters, a line longer than 300, a nomination
    without a name, and as `admit_visitor` does.
    """
    _check(letter)
    admit_visitor(kind=VisitKind.LETTER, address=address, text=f"{letter.about}\n{letter.text}")
    code = new_code()
    made = CitizenLetter.objects.create(
        authority=authority,
        kind=letter.kind,
        code_hash=code_hash(code),
        about=letter.about,
        place=letter.place,
        text=letter.text,
        folded=fold(f"{letter.about} {letter.place} {letter.text}"),
        sender_sealed=seal(letter.sender) if letter.sender else None,
        contact_sealed=seal(letter.contact) if letter.contact else None,
        answer_until=after_working_days(localdate(), ANSWER_WORKING_DAYS[letter.kind]),
    )
    record(actor=actor, verb="letter.received", subject=_about(made), kind=letter.kind)
    return made, code


def _check(letter: LetterRecord) -> None:
    if not SHORTEST <= len(letter.text) <= LONGEST:
        message = f"Nội dung thư dài {len(letter.text)} ký tự; cần từ {SHORTEST} đến 4.000."
        raise Refused(Issue("letter.length", message, "Viết thêm hoặc viết gọn lại rồi gửi."))
    if max(map(len, (letter.about, letter.place, letter.sender, letter.contact))) > LONGEST_LINE:
        message = f"Có ô dài hơn {LONGEST_LINE} ký tự."
        raise Refused(Issue("letter.line", message, "Viết phần dài vào ô nội dung."))
    if letter.kind == LetterKind.NOMINATION and not letter.about:
        message = "Chưa ghi đề cử ai."
        raise Refused(Issue("letter.nobody", message, "Ghi họ tên hoặc tên tập thể rồi gửi lại."))


def _about(letter: CitizenLetter) -> str:
    return f"publishing.CitizenLetter:{letter.pk}"


@transaction.atomic
def take_letter(*, actor: User, letter: CitizenLetter) -> None:
    """Take a letter in hand. Raises Refused without the right and for a letter somebody took before."""
    move(LETTER, [letter], "take", actor=actor, unit=letter.authority)
    letter.taken_by = actor.username
    letter.save(update_fields=["taken_by"])
    record(actor=actor, verb="letter.taken", subject=_about(letter))


@transaction.atomic
def answer_letter(*, actor: User, letter: CitizenLetter, answer: str) -> None:
    """Answer a letter; its sender reads the answer by the code. Raises Refused without the right or an answer, and for
    a letter that is not in hand."""
    _close(actor, letter, "answer", answer)
    record(actor=actor, verb="letter.answered", subject=_about(letter))


@transaction.atomic
def refuse_letter(*, actor: User, letter: CitizenLetter, reason: str) -> None:
    """Close a letter without dealing with it; its sender reads the reason. Raises Refused without the right or a
    reason, and for a letter that is closed."""
    _close(actor, letter, "refuse", reason)
    record(actor=actor, verb="letter.refused", subject=_about(letter))


def _close(actor: User, letter: CitizenLetter, step: str, said: str) -> None:
    """The words are written first: a closed letter has them."""
    if len(said) > LONGEST:
        raise Refused(Issue("letter.long", "Câu trả lời dài hơn 4.000 ký tự.", "Viết gọn lại rồi gửi."))
    if not (answer := can(actor, "letter.answer", unit=letter.authority)):
        raise Refused(Issue("flow.right", answer.reason))
    with transaction.atomic():
        letter.answer, letter.answered_by, letter.answered_at = said, actor.username, timezone.now()
        letter.save(update_fields=["answer", "answered_by", "answered_at"])
        move(LETTER, [letter], step, actor=actor, unit=letter.authority)


@transaction.atomic
def reopen_letter(*, actor: User, letter: CitizenLetter) -> None:
    """Deal with a closed letter again; its sender no longer reads the answer. Raises Refused without the right and for
    an open letter."""
    move(LETTER, [letter], "reopen", actor=actor, unit=letter.authority)
    record(actor=actor, verb="letter.reopened", subject=_about(letter))


@transaction.atomic
def erase_sender(*, actor: User, letter: CitizenLetter) -> None:
    """Erase who wrote and how to reach them, for good; the letter and its answer stay. Raises Refused without the
    right."""
    permit(actor, "letter.answer", letter.authority)
    letter.sender_sealed = letter.contact_sealed = None
    letter.save(update_fields=["sender_sealed", "contact_sealed"])
    record(actor=actor, verb="letter.sender_erased", subject=_about(letter))
