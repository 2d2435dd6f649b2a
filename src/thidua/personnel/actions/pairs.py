"""Looking for two records of one person, and what people find of a pair."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.flow.enums import OPEN_JOBS
from thidua.flow.jobs import enqueue
from thidua.flow.models import Job
from thidua.kernel.issues import Issue, Refused
from thidua.personnel.enums import PairAnswer
from thidua.personnel.models import DuplicatePair
from thidua.personnel.queries.duplicates import looks_of
from thidua.personnel.queries.likeness import likeness
from thidua.registry.models import Person
from thidua.registry.queries.people import unit_of_record

KIND = "people.duplicates"
# Why a pair is asked about that no search found; it stays until it is answered.
NAMED = "do cán bộ chọn để so sánh"


@transaction.atomic
def look_for_duplicates(*, actor: User) -> Job:
    """Have the whole register looked through for two records of one person, as a job.

    Who has `person.merge` may. Raises Refused when the right is missing or the same is under way.
    """
    if not (answer := can(actor, "person.merge", unit=None)):
        raise Refused(Issue("pairs.right", answer.reason))
    if Job.objects.filter(kind=KIND, state__in=OPEN_JOBS).exists():
        raise Refused(Issue("pairs.open", "Đang rà soát trùng hồ sơ.", "Chờ lần này xong."))
    job = enqueue(actor=actor, kind=KIND, title="Rà soát trùng hồ sơ trong danh bạ")
    record(actor=actor, verb="pairs.looked_for", subject=f"flow.Job:{job.pk}")
    return job


@transaction.atomic
def pair_up(*, actor: User, one: Person, other: Person) -> DuplicatePair:
    """Put two records before a person that no search found alike; a pair on record is given as it is.

    Who has `person.merge` on both may. Raises Refused when the right is missing or it is one record.
    """
    for person in (one, other):
        if not (answer := can(actor, "person.merge", unit=unit_of_record(person))):
            raise Refused(Issue("pair.right", answer.reason))
    if one.pk == other.pk:
        raise Refused(Issue("merge.one", "Hai hồ sơ phải khác nhau.", "Chọn hồ sơ thứ hai."))
    first, second = sorted((one, other), key=lambda person: person.pk)
    found = DuplicatePair.objects.filter(one=first, other=second).first()
    if found is not None:
        return found
    looks = looks_of([first.pk, second.pk])
    score, reasons = likeness(looks[first.pk], looks[second.pk])
    made = DuplicatePair.objects.create(one=first, other=second, score=score, reasons=[*reasons, NAMED])
    record(actor=actor, verb="pair.named", subject=f"personnel.DuplicatePair:{made.pk}")
    return made


@transaction.atomic
def tell_apart(*, actor: User, pair: DuplicatePair, note: str) -> DuplicatePair:
    """Two persons, not one: the pair is not asked again until somebody opens it.

    Who has `person.merge` on both may. Raises Refused when the right is missing, nothing is said of how it was
    found, or the pair is answered already.
    """
    _may(actor, pair)
    if not note.strip():
        raise Refused(Issue("pair.note", "Chưa ghi căn cứ.", "Ghi giấy tờ hoặc người đã xác nhận."))
    answered = DuplicatePair.objects.filter(pk=pair.pk, answer="").update(
        answer=PairAnswer.DIFFERENT,
        answered_by=actor.username,
        answered_at=timezone.now(),
        note=note.strip(),
    )
    if not answered:
        raise Refused(Issue("pair.answered", "Cặp này đã có câu trả lời.", "Tải lại trang."))
    record(actor=actor, verb="pair.told_apart", subject=f"personnel.DuplicatePair:{pair.pk}")
    pair.refresh_from_db()
    return pair


@transaction.atomic
def ask_again(*, actor: User, pair: DuplicatePair) -> DuplicatePair:
    """Open a pair that was found to be two persons. Raises Refused when it was not, or the right is missing."""
    _may(actor, pair)
    opened = DuplicatePair.objects.filter(pk=pair.pk, answer=PairAnswer.DIFFERENT).update(
        answer="", answered_by="", answered_at=None
    )
    if not opened:
        raise Refused(
            Issue("pair.open", "Cặp này không ở tình trạng “không phải một người”.", "Tải lại trang.")
        )
    record(actor=actor, verb="pair.opened", subject=f"personnel.DuplicatePair:{pair.pk}")
    pair.refresh_from_db()
    return pair


def _may(actor: User, pair: DuplicatePair) -> None:
    for person in (pair.one, pair.other):
        if not (answer := can(actor, "person.merge", unit=unit_of_record(person))):
            raise Refused(Issue("pair.right", answer.reason))
