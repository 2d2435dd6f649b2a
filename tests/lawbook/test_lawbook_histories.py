"""The engine against the oracle on generated histories: outcomes and every reason named."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import histories
import oracle
import pytest
from agreement import differences, in_force
from histories import Case

OUTCOMES = {"met", "not_met", "deferred", "to_attest"}
# What collectives must reach for these forms was not read: nothing is ever met.
UNREAD = {(form, "collective") for form in ("bk_ttg", "hcld_3", "hcld_2", "hcld_1")}
# First days of laws, decrees, circulars and rules of the city.
FIRST_DAYS = [
    *(date(2024, 1, 1), date(2024, 1, 30), date(2025, 7, 1), date(2025, 8, 5)),
    *(date(2025, 12, 6), date(2025, 12, 10), date(2025, 12, 18), date(2026, 10, 1)),
]
TURNS = [day + timedelta(step) for day in FIRST_DAYS for step in (-1, 0, 1)]


def test_histories_lie_near_the_thresholds() -> None:
    """Each honour's histories bring about every outcome often, or agreement on them would prove little."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for case in histories.cases(seed=4, size=40):
        answers = [oracle.judge(case.code, facts, case.year, case.on).outcome for facts in case.subjects]
        seen[case.code, case.kind].update(answers)
    for honour, counts in seen.items():
        often = {outcome for outcome, count in counts.items() if count * 60 >= counts.total()}
        assert often == OUTCOMES - ({"met"} if honour in UNREAD else set()), honour


def test_engine_and_oracle_agree() -> None:
    cases = list(histories.cases(seed=1, size=6))
    assert [told for case in cases for told in differences(case)] == []
    assert {case.code for case in cases if in_force(case)} == set(oracle.STANDARDS)


def test_engine_and_oracle_agree_around_the_first_days_of_the_law() -> None:
    """The same histories received the day before, on and after each first day."""
    for case in histories.cases(seed=2, size=4, days=[date(2024, 12, 31), date(2026, 1, 1)]):
        turns = [Case(case.code, case.year, on, case.subjects) for on in TURNS]
        assert [told for turn in turns for told in differences(turn)] == []


@pytest.mark.soak
def test_engine_and_oracle_agree_on_100_000_histories() -> None:
    judged = 0
    for case in histories.cases(seed=3, size=250):
        if in_force(case):
            assert differences(case) == []
            judged += len(case.subjects)
    assert judged >= 100_000
