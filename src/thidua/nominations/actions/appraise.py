"""The office's appraisal: every received nomination gets its verdict from the law of the pivot day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from django.db import transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.audit.bulk import store_fields
from thidua.eligibility.actions import freeze
from thidua.eligibility.queries.law import law_book
from thidua.flow.actions import move
from thidua.lawbook import Verdict
from thidua.movements.models import Season
from thidua.nominations.enums import NomineeKind, Question, State
from thidua.nominations.models import Nomination
from thidua.nominations.queries.judging import judge, nominee, subject
from thidua.nominations.workflow import NOMINATION

_STEP = {"met": "find_eligible", "not_met": "refuse", "to_attest": "need_finding", "deferred": "defer"}
_KEPT = ["verdict", "reasons", "sentences", "cites", "question"]
_TRIED = (State.RECEIVED, State.TO_ATTEST, State.DEFERRED)


@transaction.atomic
def appraise(
    *,
    actor: User,
    season: Season,
    kind: NomineeKind,
    progress: Callable[[int], None] = lambda done: None,
) -> Counter[str]:
    """Judge the received nominations of persons or of collectives, freeze the verdicts, move each on.

    What waits for a finding or a release is judged again: where something is new, a new verdict is kept
    beside the old one, and it moves when the outcome changed. Collectives
    come after persons and caps: their shares count persons. Returns how many came to each outcome.
    Raises Refused when the actor may not.
    """
    waiting = Nomination.objects.filter(season=season, kind=kind, state__in=_TRIED).order_by("id")
    groups: dict[tuple[str, str], list[Nomination]] = defaultdict(list)
    for one in waiting.select_related("person", "collective", "verdict").prefetch_related("person__posts"):
        groups[one.honour, subject(one)].append(one)
    total: Counter[str] = Counter()
    done = 0
    for (honour, _), rows in sorted(groups.items()):
        total += _appraise_honour(actor, season, honour, rows)
        done += len(rows)
        progress(done)
    if total:
        record(
            actor=actor,
            verb="nominations.appraised",
            subject=f"movements.Season:{season.code}",
            kind=kind,
            law=law_book().digest,
            **total,
        )
    return total


@transaction.atomic
def appraise_again(*, actor: User, nominations: Sequence[Nomination]) -> Counter[str]:
    """Judge these nominations anew after a fact changed (a hold, its release); keep a verdict where it is new.

    Raises Refused when the actor may not.
    """
    total: Counter[str] = Counter()
    groups: dict[tuple[int, str, str], list[Nomination]] = defaultdict(list)
    for one in nominations:
        groups[one.season_id, one.honour, subject(one)].append(one)
    for (_, honour, _), rows in sorted(groups.items()):
        total += _appraise_honour(actor, rows[0].season, honour, rows)
    if total:
        record(actor=actor, verb="nominations.appraised_again", subject="nominations.Nomination", **total)
    return total


def _appraise_honour(actor: User, season: Season, honour: str, rows: Sequence[Nomination]) -> Counter[str]:
    if law_book().in_force(honour, subject(rows[0]), season.received_until) is None:
        return _no_criteria(actor, season, rows)
    judged = judge(law_book(), season, honour, rows)
    rows = [one for one in rows if _is_news(one, judged[nominee(one)])]
    kept = freeze(
        season,
        honour,
        {nominee(one): judged[nominee(one)] for one in rows},
        law_digest=law_book().digest,
    )
    steps: dict[str, list[Nomination]] = defaultdict(list)
    for one in rows:
        verdict = judged[nominee(one)]
        one.verdict = kept[nominee(one)]
        _explain(one, verdict)
        steps[verdict.outcome].append(one)
    # The reasons come first: a guard asks for them.
    store_fields(rows, _KEPT)
    for outcome, moved in steps.items():
        target = NOMINATION.transition(_STEP[outcome]).target
        moving = [one for one in moved if one.state != target]
        move(NOMINATION, moving, _STEP[outcome], actor=actor, unit=season.authority)
    return Counter({outcome: len(moved) for outcome, moved in steps.items()})


def _is_news(one: Nomination, verdict: Verdict) -> bool:
    """Whether the law says something it did not say before: another outcome, or other points left open."""
    if one.state == State.RECEIVED or one.verdict is None:
        return True
    return bool(one.verdict.findings != verdict.as_json())


def _explain(one: Nomination, verdict: Verdict) -> None:
    """Reasons for a refusal, questions for what is open; nothing of either for what is met."""
    one.cites = list(verdict.cites)
    one.sentences = verdict.reason_sentences()
    one.reasons = list(verdict.unmet) if verdict.outcome == "not_met" else []
    questions = {"to_attest": Question.TO_ATTEST, "deferred": Question.DEFERRED}
    one.question = questions.get(verdict.outcome, "")


def _no_criteria(actor: User, season: Season, rows: Sequence[Nomination]) -> Counter[str]:
    """The law book holds no criteria for this honour on that day: people must say, the program cannot."""
    rows = [one for one in rows if one.state == State.RECEIVED]
    for one in rows:
        one.question = Question.TO_ATTEST
        one.sentences = [
            f"Chưa có tiêu chuẩn “{law_book().label(one.honour)}” trong bộ luật của hệ thống; "
            "cần người có thẩm quyền xem xét."
        ]
    store_fields(rows, ["question", "sentences"])
    move(NOMINATION, rows, "need_finding", actor=actor, unit=season.authority)
    return Counter({"to_attest": len(rows)}) if rows else Counter()
