"""Asks a check, or the law, about the rows of a table: all at once, and each alone. Both must say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from thidua.lawbook import Cohort, SubjectFacts, load
from thidua.lawbook.checks import Check

BOOK = load(Path(__file__).parents[2] / "law")
WORDS = ("not_met", "to_attest", "met")
TODAY = date(2026, 1, 15)

# Facts and what must be answered; "silent" is a check that has nothing to say about the nominee.
Row = tuple[SubjectFacts, str]


def check_table(check: Check, year: int, rows: Sequence[Row], on: date = TODAY) -> None:
    """The check answers every row of the table as it says, in one cohort and alone."""
    facts = [one for one, _ in rows]
    wanted = [word for _, word in rows]
    assert _answers(check, Cohort.build(year, facts), on) == wanted
    assert [_answers(check, Cohort.build(year, [one]), on)[0] for one in facts] == wanted


def _answers(check: Check, cohort: Cohort, on: date) -> list[str]:
    outcome = check.outcome(cohort, on)
    assert outcome.dtype == np.int8
    return [
        WORDS[value] if speaks else "silent"
        for value, speaks in zip(outcome, check.relevant(cohort, on), strict=True)
    ]


def law_table(code: str, year: int, rows: Sequence[Row], on: date = TODAY) -> None:
    """The law of the day judges every row as the table says, in one cohort and alone; a refusal or a hold is
    written with its key: "not_met chain"."""
    facts = [one for one, _ in rows]
    wanted = [word for _, word in rows]
    assert _verdicts(code, Cohort.build(year, facts), on, wanted) == wanted
    alone = [_verdicts(code, Cohort.build(year, [one]), on, [word])[0] for one, word in rows]
    assert alone == wanted


def _verdicts(code: str, cohort: Cohort, on: date, wanted: Sequence[str]) -> list[str]:
    judgement = BOOK.judge(code, cohort, on)
    told = []
    for row, word in enumerate(wanted):
        verdict = judgement.verdict(row)
        key = word.partition(" ")[2]
        told.append(f"{verdict.outcome} {key}" if key and key in verdict.unmet else verdict.outcome)
    return told
