"""Merging two records of one person, with what it does to nominations under way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from django.db import transaction

from thidua.access.models import User
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.nominations.actions.appraise import appraise_again
from thidua.nominations.actions.uploads import intake
from thidua.nominations.enums import State
from thidua.nominations.models import Nomination
from thidua.nominations.workflow import NOMINATION
from thidua.personnel.actions import merge_people, unmerge_people
from thidua.personnel.models import PersonMerge
from thidua.personnel.queries.keys import Clash, clashes
from thidua.registry.models import Person

_JUDGED = (State.RECEIVED, State.TO_ATTEST, State.ELIGIBLE, State.DEFERRED)


@transaction.atomic
def merge_records(
    *,
    actor: User,
    survivor: Person,
    merged: Person,
    choices: Mapping[str, str],
    fields: Collection[str] = (),
    reason: str = "",
) -> PersonMerge:
    """Merge as `merge_people`; of two live nominations for one honour the one not chosen is withdrawn first, and
    what is not decided yet is judged again on the whole record.

    What is decided stays decided: an awarded nomination always stands. Raises Refused as `merge_people`.
    """
    for clash in clashes(survivor, merged):
        if isinstance(clash.theirs, Nomination) and clash.way == "settled":
            _set_aside(actor, clash, choices.get(clash.name, ""))
    made = merge_people(
        actor=actor, survivor=survivor, merged=merged, choices=choices, fields=fields, reason=reason
    )
    _judge_again([survivor])
    return made


@transaction.atomic
def unmerge_records(*, actor: User, merge: PersonMerge, reason: str) -> list[str]:
    """Undo as `unmerge_people`, and judge again what is not decided of either person. A nomination withdrawn by
    the merge stays withdrawn: its unit sends it again. Raises Refused as `unmerge_people`."""
    left = unmerge_people(actor=actor, merge=merge, reason=reason)
    _judge_again([merge.survivor, merge.merged])
    return left


def _set_aside(actor: User, clash: Clash, choice: str) -> None:
    ours: list[Nomination] = list(clash.ours)
    theirs: Nomination = clash.theirs
    if any(one.state == State.AWARDED for one in ours):
        choice = "survivor"
    elif theirs.state == State.AWARDED:
        choice = "merged"
    if choice not in ("survivor", "merged"):
        message = f"Cả hai hồ sơ đều đang được đề nghị “{theirs.honour}” trong cùng đợt xét."
        raise Refused(Issue("merge.choose", message, "Chọn đề nghị được giữ."))
    losing = [theirs] if choice == "survivor" else ours
    for one in losing:
        move(NOMINATION, [one], "set_aside", actor=actor, unit=one.submitting_unit)


def _judge_again(people: Sequence[Person]) -> None:
    rows = Nomination.objects.filter(person__in=people, state__in=_JUDGED).select_related(
        "season__authority", "person", "collective", "verdict"
    )
    waiting = rows.prefetch_related("person__posts").order_by("season_id", "id")
    for season, several in groupby(waiting, key=lambda one: one.season):
        appraise_again(actor=intake(season), nominations=list(several))
