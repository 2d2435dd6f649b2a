"""Merging two records of one person, with what it does to nominations under way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from django.db import transaction

from thidua.access.models import User
from thidua.eligibility.queries.law import law_book
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.nominations.actions.appraise import appraise_again
from thidua.nominations.actions.uploads import intake
from thidua.nominations.enums import LIVE_STATES, State
from thidua.nominations.models import Nomination
from thidua.nominations.workflow import NOMINATION
from thidua.personnel.actions import merge_people, unmerge_people
from thidua.personnel.models import PersonMerge
from thidua.personnel.queries.keys import Clash, clashes
from thidua.registry.models import Person

# Under which word a merge keeps the nominations it withdrew.
_ASIDE = "nominations"
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
    aside = [
        one.pk
        for clash in clashes(survivor, merged)
        if isinstance(clash.theirs, Nomination)
        for one in _set_aside(actor, clash, choices.get(clash.name, ""))
    ]
    made = merge_people(
        actor=actor, survivor=survivor, merged=merged, choices=choices, fields=fields, reason=reason
    )
    if aside:
        made.aside = {_ASIDE: aside}
        made.save(update_fields=["aside"])
    _judge_again([survivor])
    return made


@transaction.atomic
def unmerge_records(*, actor: User, merge: PersonMerge, reason: str) -> list[str]:
    """Undo as `unmerge_people`, bring back the nominations that the merge withdrew, and judge again what is not
    decided of either person. Returns what could not be given back. Raises Refused as `unmerge_people`."""
    left = unmerge_people(actor=actor, merge=merge, reason=reason)
    back = Nomination.objects.filter(pk__in=merge.aside.get(_ASIDE, ()), state=State.WITHDRAWN)
    for one in back.select_related("submitting_unit", "person"):
        live = Nomination.objects.filter(season=one.season_id, person=one.person_id, honour=one.honour)
        if live.filter(state__in=LIVE_STATES).exists():
            left.append(f"một đề nghị của {one.person} đã được gửi lại nên không trở lại")
        else:
            move(NOMINATION, [one], "bring_back", actor=actor, unit=one.submitting_unit)
    _judge_again([merge.survivor, merge.merged])
    return left


def _set_aside(actor: User, clash: Clash, choice: str) -> list[Nomination]:
    ours: list[Nomination] = list(clash.ours)
    theirs: Nomination = clash.theirs
    awarded = [one for one in (*ours, theirs) if one.state == State.AWARDED]
    if awarded:
        # What is decided stands; of two decided lines both stay as they are.
        losing = [one for one in (*ours, theirs) if one.state != State.AWARDED]
    elif choice in ("survivor", "merged"):
        losing = [theirs] if choice == "survivor" else ours
    else:
        message = (
            f"Cả hai hồ sơ đều đang được đề nghị “{law_book().label(theirs.honour)}” trong cùng đợt xét."
        )
        raise Refused(Issue("merge.choose", message, "Chọn đề nghị được giữ."))
    for one in losing:
        move(NOMINATION, [one], "set_aside", actor=actor, unit=one.submitting_unit)
    return losing


def _judge_again(people: Sequence[Person]) -> None:
    """Judge what is not decided on the facts as they are now; what the law refused is judged anew as well, unless
    the honour was decided on in that season."""
    rows = Nomination.objects.filter(person__in=people, state__in=(*_JUDGED, State.REFUSED)).select_related(
        "season__authority", "person", "collective", "verdict"
    )
    waiting = rows.prefetch_related("person__posts").order_by("season_id", "id")
    for season, several in groupby(waiting, key=lambda one: one.season):
        desk = intake(season)
        open_ = _open(list(several))
        refused = [one for one in open_ if one.state == State.REFUSED]
        move(NOMINATION, refused, "judge_anew", actor=desk, unit=season.authority)
        appraise_again(actor=desk, nominations=open_)


def _open(rows: Sequence[Nomination]) -> list[Nomination]:
    """Those to be judged again: the live ones; of what the law refused the first for an honour without a live one."""
    found = {(one.person_id, one.honour): one for one in rows if one.state != State.REFUSED}
    for one in rows:
        if (one.person_id, one.honour) not in found and _is_refused_by_law(one):
            found[one.person_id, one.honour] = one
    return sorted(found.values(), key=lambda one: one.pk)


def _is_refused_by_law(one: Nomination) -> bool:
    if one.verdict is None or one.verdict.outcome != "not_met" or one.reasons != one.verdict.unmet:
        return False
    same = Nomination.objects.filter(season=one.season_id, honour=one.honour)
    live = same.filter(person=one.person_id, state__in=LIVE_STATES)
    return not (same.filter(state=State.AWARDED).exists() or live.exists())
