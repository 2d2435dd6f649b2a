"""Setting up a council and recording what it voted."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.councils.enums import VotingMethod
from thidua.councils.models import Council, Meeting, Tally
from thidua.councils.records import CouncilRecord, Votes
from thidua.eligibility.queries.law import law_book
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.movements.models import Season
from thidua.nominations.enums import State
from thidua.nominations.models import Nomination
from thidua.nominations.workflow import NOMINATION
from thidua.registry.models import OrgUnit


@transaction.atomic
def set_up(*, actor: User, authority: OrgUnit, council: CouncilRecord) -> Council:
    """The authority's council of this name; set up when it is new. Raises Refused when the actor may not."""
    if not (answer := can(actor, "season.open", unit=authority)):
        raise Refused(Issue("council.right", answer.reason))
    made, created = Council.objects.get_or_create(
        authority=authority,
        name=council.name,
        defaults={"chair_post": council.chair_post, "members": council.members},
    )
    if created:
        record(
            actor=actor, verb="council.set_up", subject=f"councils.Council:{made.id}", members=made.members
        )
    return made


@transaction.atomic
def record_tally(
    *,
    actor: User,
    council: Council,
    season: Season,
    votes: Mapping[Nomination, Votes],
    source: str,
) -> Meeting | None:
    """Record the tally of a sitting and approve or reject each nomination by it.

    The share is of all members, absent ones' written opinions included (decree 98/2023 article 30.7 and the
    council's rules before it). Returns the meeting, none when there was nothing to vote on. Raises Refused
    when the actor may not, when votes outnumber the members, or a nomination is not before this council:
    of another season or authority, or no longer eligible.
    """
    if not votes:
        return None
    if not (answer := can(actor, "tally.record", unit=council.authority)):
        raise Refused(Issue("tally.right", answer.reason))
    _check(council, season, votes)
    last = Meeting.objects.filter(council=council, season=season).aggregate(last=Max("number"))["last"]
    meeting = Meeting.objects.create(
        council=council,
        season=season,
        held_on=season.decided_on,
        number=(last or 0) + 1,
        method=VotingMethod.PAPER_TALLY,
        source=source,
    )
    needed = _keep(meeting, votes)
    approved = [one for one, given in votes.items() if given.yes >= needed[one.honour]]
    rejected = [one for one, given in votes.items() if given.yes < needed[one.honour]]
    for one in rejected:
        votes_for = f"{votes[one].yes}/{council.members} phiếu đồng ý, cần ít nhất {needed[one.honour]}"
        one.sentences = [f"Hội đồng không thông qua: {votes_for}."]
    Nomination.objects.bulk_update(rejected, ["sentences"], batch_size=500)
    move(NOMINATION, approved, "approve", actor=actor, unit=season.authority)
    move(NOMINATION, rejected, "reject", actor=actor, unit=season.authority)
    record(
        actor=actor,
        verb="tally.recorded",
        subject=f"councils.Meeting:{meeting.id}",
        approved=len(approved),
        rejected=len(rejected),
        source=source,
    )
    return meeting


def _keep(meeting: Meeting, votes: Mapping[Nomination, Votes]) -> dict[str, int]:
    """Keep one tally a nomination. Returns the votes each honour needs by the law of the pivot day."""
    season, members = meeting.season, meeting.council.members
    needed = {
        code: law_book().vote(code, season.received_until, members) for code in {one.honour for one in votes}
    }
    tallies = [
        Tally(
            meeting=meeting,
            nomination=one,
            members=members,
            yes=given.yes,
            no=given.no,
            needed=needed[one.honour],
        )
        for one, given in votes.items()
    ]
    Tally.objects.bulk_create(tallies, batch_size=1000)
    return needed


def _check(council: Council, season: Season, votes: Mapping[Nomination, Votes]) -> None:
    strange = sum(one.season_id != season.id for one in votes)
    if strange or council.authority_id != season.authority_id:
        message = f"{strange or len(votes)} hồ sơ không thuộc đợt xét của hội đồng này."
        raise Refused(Issue("tally.season", message, "Chọn đúng hội đồng và đợt xét."))
    ids = [one.id for one in votes]
    open_ = season.nominations.filter(id__in=ids, state=State.ELIGIBLE).select_for_update()
    if past := len(ids) - len(open_):
        message = f"{past} hồ sơ không còn chờ hội đồng biểu quyết."
        raise Refused(Issue("tally.state", message, "Tải lại danh sách rồi làm lại."))
    for one, given in votes.items():
        if given.yes < 0 or given.no < 0 or given.yes + given.no > council.members:
            message = (
                f"{one.line.name}: {given.yes} phiếu đồng ý và {given.no} phiếu không đồng ý, "
                f"hội đồng có {council.members} thành viên."
            )
            raise Refused(Issue("tally.votes", message, "Kiểm tra lại biên bản kiểm phiếu.", given.place))
