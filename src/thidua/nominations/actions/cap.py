"""The cap on shares: of those who qualify, the unit's own order of priority decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.audit.bulk import store_fields
from thidua.eligibility.queries.law import law_book
from thidua.flow.actions import move
from thidua.movements.models import Season
from thidua.nominations.enums import Question, State
from thidua.nominations.models import Nomination
from thidua.nominations.queries.standing import Standing, standings
from thidua.nominations.workflow import NOMINATION

_NO_STANDING = Standing(frozenset(), 0)
_UNDECIDED = (State.LISTED, State.ASKED, State.RECEIVED, State.TO_ATTEST, State.DEFERRED)


@dataclass
class Cut:
    """What the cap does to one unit's nominations of one honour: the others are within it."""

    over: list[Nomination]
    asked: list[Nomination]


def cut(
    rows: Sequence[Nomination], taken: int, least: int, most: int, rivals: Sequence[int | None] = ()
) -> Cut:
    """Who is over the cap, and who cannot be told yet.

    `rows` qualify, `taken` places are given already; the cap lies between `least` and `most` (they differ
    while something of the unit's list is open). `rivals` are the priorities of rows that may yet qualify:
    they put nobody out, but keep their place free. Places go by priority, 1 first. Without an order, or with
    several of one rank across a line, the rows are asked: nobody loses a place to the order of a file.
    """
    free_least, free_most = max(0, least - taken), max(0, most - taken)
    ranks = [one.priority for one in rows]
    over, asked = [], []
    for one in rows:
        if _surely_before(one.priority, ranks) >= free_most:
            over.append(one)
        elif _maybe_before(one.priority, [*ranks, *rivals]) > free_least:
            asked.append(one)
    return Cut(over, asked)


def _surely_before(rank: int | None, others: Sequence[int | None]) -> int:
    return 0 if rank is None else sum(other is not None and other < rank for other in others)


def _maybe_before(rank: int | None, others: Sequence[int | None]) -> int:
    """How many may come before this rank, itself included; without a rank everybody may."""
    return sum(rank is None or other is None or other <= rank for other in others)


@transaction.atomic
def apply_caps(*, actor: User, season: Season) -> int:
    """Refuse what is over a cap and ask where no order of priority decides. Returns how many were refused.

    Decree 91/2017 article 9: grassroots fighters are at most 15 % of those who reach LĐTT in the unit; the
    base is the persons of the unit's own list who reach the standard. Who was asked for a rank is weighed
    again together with the others, and goes on once the rank and the base are known. Raises Refused when the
    actor may not.
    """
    groups = _groups(season)
    bases = standings(season) if groups else {}
    over: list[Nomination] = []
    asked: list[Nomination] = []
    within: list[Nomination] = []
    rivals = _rivals(season)
    for (honour, unit_id), candidates in groups.items():
        standing = bases.get(unit_id, _NO_STANDING)
        result = _cut_unit(season, candidates, standing, rivals.get((honour, unit_id), []))
        over += result.over
        asked += [one for one in result.asked if one.state != State.ASKED]
        settled = {one.id for one in (*result.over, *result.asked)}
        within += [one for one in candidates if one.state == State.ASKED and one.id not in settled]
    for one in within:
        one.question, one.sentences = "", []
    store_fields([*over, *asked, *within], ["reasons", "sentences", "cites", "question"])
    move(NOMINATION, over, "refuse", actor=actor, unit=season.authority)
    move(NOMINATION, asked, "ask", actor=actor, unit=season.authority)
    move(NOMINATION, within, "receive", actor=actor, unit=season.authority)
    move(NOMINATION, within, "find_eligible", actor=actor, unit=season.authority)
    if over or asked or within:
        record(
            actor=actor,
            verb="caps.applied",
            subject=f"movements.Season:{season.code}",
            refused=len(over),
            asked=len(asked),
            within=len(within),
        )
    return len(over)


def _groups(season: Season) -> dict[tuple[str, int], list[Nomination]]:
    """Who competes for the places of one unit and honour: those who qualify, and those asked for a rank.
    A number of places for a whole year is no cap of a unit."""
    book, on = law_book(), season.received_until
    capped = [
        h.code for h in book.honours() if (quota := book.quota(h.code, on)) and quota.of == "ldtt_count"
    ]
    rows = season.nominations.filter(honour__in=capped).filter(
        Q(state=State.ELIGIBLE) | Q(state=State.ASKED, question=Question.PRIORITY)
    )
    groups: dict[tuple[str, int], list[Nomination]] = defaultdict(list)
    for one in rows.select_related("submitting_unit", "verdict").order_by("id"):
        groups[(one.honour, one.submitting_unit_id)].append(one)
    return groups


def _rivals(season: Season) -> dict[tuple[str, int], list[int | None]]:
    """Priorities of the rows that may yet qualify, by honour and unit."""
    rows = season.nominations.filter(state__in=_UNDECIDED).exclude(question=Question.PRIORITY)
    found: dict[tuple[str, int], list[int | None]] = defaultdict(list)
    for honour, unit_id, priority in rows.values_list("honour", "submitting_unit_id", "priority"):
        found[(honour, unit_id)].append(priority)
    return found


def _cut_unit(
    season: Season, candidates: Sequence[Nomination], standing: Standing, rivals: Sequence[int | None]
) -> Cut:
    """The cut among candidates of one honour and one unit, with the reasons written on them."""
    honour, unit_id = candidates[0].honour, candidates[0].submitting_unit_id
    quota = law_book().quota(honour, season.received_until)
    assert quota is not None, "only capped honours are grouped"
    taken = Nomination.objects.filter(
        season=season,
        honour=honour,
        submitting_unit_id=unit_id,
        state__in=(State.APPROVED, State.AWARDED),
    ).count()
    result = cut(candidates, taken, quota.limit(standing.least), quota.limit(standing.most), rivals)
    limit = quota.limit(standing.most)
    label = law_book().label(honour)
    citation = quota.basis.citation
    article = citation.spoken(law_book().instruments[citation.instrument].name)
    for one in result.over:
        one.reasons, one.question = ["over_quota"], ""
        one.cites = [str(citation)]
        one.sentences = [
            f"Đơn vị có {standing.most} người đạt tiêu chuẩn Lao động tiên tiến, được đề nghị nhiều nhất "
            f"{limit} “{label}” ({quota.percent} %); thứ tự ưu tiên {one.priority or 'chưa ghi'} "
            f"nằm ngoài chỉ tiêu (căn cứ {article})."
        ]
    for one in result.asked:
        one.question = Question.PRIORITY
        one.sentences = [
            f"Đơn vị đề nghị quá chỉ tiêu {limit} “{label}” mà danh sách chưa có thứ tự ưu tiên rõ ràng, "
            "hoặc còn dòng chưa trả lời. Ghi thứ tự ưu tiên cho từng người."
        ]
    return result
