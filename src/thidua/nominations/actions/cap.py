"""The cap on shares: of those who qualify, the unit's own order of priority decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

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


@dataclass
class Cut:
    """What the cap does to one unit's nominations of one honour."""

    over: list[Nomination]
    asked: list[Nomination]


def cut(rows: Sequence[Nomination], taken: int, least: int, most: int) -> Cut:
    """Who is over the cap, and who cannot be told yet.

    `rows` qualify, `taken` places are given already; the cap lies between `least` and `most` (they differ
    while rows of the unit still ask for a person). Places go by priority, 1 first. Without an order, or with
    two of one rank across the line, the rows are asked: nobody loses a place to the order of a file.
    """
    free_least, free_most = max(0, least - taken), max(0, most - taken)
    if len(rows) <= free_least:
        return Cut([], [])
    if free_most == 0:
        return Cut(list(rows), [])
    ranks = [one.priority for one in rows]
    if any(rank is None for rank in ranks):
        return Cut([], list(rows))
    ordered = sorted(rows, key=lambda one: one.priority or 0)
    over, asked = ordered[free_most:], ordered[free_least:free_most]
    if over and over[0].priority == ordered[free_most - 1].priority:
        tied = [one for one in ordered if one.priority == over[0].priority]
        over = [one for one in over if one not in tied]
        asked = list(dict.fromkeys([*asked, *tied]))
    return Cut(over, asked)


@transaction.atomic
def apply_caps(*, actor: User, season: Season) -> int:
    """Refuse what is over a cap and ask where no order of priority decides. Returns how many were refused.

    Decree 91/2017 article 9: grassroots fighters are at most 15 % of those who reach LĐTT in the unit; the
    base is the persons of the unit's own list who reach the standard. Raises Refused when the actor may not.
    """
    on = season.received_until
    rows = Nomination.objects.filter(season=season, state=State.ELIGIBLE).order_by("id")
    groups: dict[tuple[str, int], list[Nomination]] = defaultdict(list)
    capped = {h.code for h in law_book().honours() if law_book().quota(h.code, on) is not None}
    for one in rows.filter(honour__in=capped).select_related("submitting_unit", "verdict"):
        groups[(one.honour, one.submitting_unit_id)].append(one)
    if not groups:
        return 0
    bases = standings(season)
    over: list[Nomination] = []
    asked: list[Nomination] = []
    for (honour, unit_id), candidates in groups.items():
        standing = bases.get(unit_id, _NO_STANDING)
        result = _cut_unit(season, honour, unit_id, candidates, standing)
        over += result.over
        asked += result.asked
    store_fields([*over, *asked], ["reasons", "sentences", "cites", "question"])
    move(NOMINATION, over, "refuse", actor=actor, unit=season.authority)
    move(NOMINATION, asked, "ask", actor=actor, unit=season.authority)
    if over or asked:
        record(
            actor=actor,
            verb="caps.applied",
            subject=f"movements.Season:{season.code}",
            refused=len(over),
            asked=len(asked),
        )
    return len(over)


def _cut_unit(
    season: Season, honour: str, unit_id: int, candidates: Sequence[Nomination], standing: Standing
) -> Cut:
    quota = law_book().quota(honour, season.received_until)
    assert quota is not None, "only capped honours are grouped"
    taken = Nomination.objects.filter(
        season=season,
        honour=honour,
        submitting_unit_id=unit_id,
        state__in=(State.APPROVED, State.AWARDED),
    ).count()
    result = cut(candidates, taken, quota.limit(standing.least), quota.limit(standing.most))
    limit = quota.limit(standing.most)
    label = law_book().label(honour)
    citation = quota.basis.citation
    article = citation.spoken(law_book().instruments[citation.instrument].name)
    for one in result.over:
        one.reasons = ["over_quota"]
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
