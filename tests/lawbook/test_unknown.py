"""Unknown is not no: a fact nobody entered never refuses what the fact itself would not have refused, and never
grants what it would not have granted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from asking import BOOK
from histories import Case, cases

from thidua.lawbook import Cohort, NotInForce, SubjectFacts

# Absent means unknown here; of the other facts absence means that there is no exception to record.
UNKNOWN = ("group", "sex", "ratings", "honours", "initiatives", "members", "cluster_rank")
NO, ASK, YES = 0, 1, 2


def judged(code: str, year: int, subjects: list[SubjectFacts], on: object) -> tuple[np.ndarray, np.ndarray]:
    judgement = BOOK.judge(code, Cohort.build(year, subjects), on)  # type: ignore[arg-type]
    return judgement.outcome, judgement.held


def without(subjects: list[SubjectFacts]) -> Iterator[tuple[str, list[SubjectFacts]]]:
    for name in UNKNOWN:
        yield name, [replace(one, **{name: None}) for one in subjects]
    for finding in sorted({name for one in subjects for name in one.attested}):
        yield (
            f"attested {finding}",
            [replace(s, attested={k: v for k, v in s.attested.items() if k != finding}) for s in subjects],
        )


def differences(case: Case) -> list[str]:
    outcome, held = judged(case.code, case.year, case.subjects, case.on)
    found = []
    for name, less in without(case.subjects):
        unknown, waits = judged(case.code, case.year, less, case.on)
        for row, (before, after) in enumerate(zip(outcome, unknown, strict=True)):
            refused = after == NO and before != NO
            granted = after == YES and before != YES and not waits[row] and not held[row]
            if refused or granted:
                verb = "refused" if refused else "granted"
                found.append(f"{case.code} {case.on} without {name}: {verb} {case.subjects[row]}")
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_unknown_neither_refuses_nor_grants(seed: int) -> None:
    found = []
    for place, case in enumerate(cases(seed, size=12)):
        if place % 3 != seed:
            continue
        try:
            found += differences(case)
        except NotInForce:
            continue
    assert found == []


def test_of_whom_nothing_is_known_nobody_is_refused() -> None:
    for honour in BOOK.honours():
        for kind in honour.subjects:
            for on in {version.start for version in honour.versions}:
                if BOOK.in_force(honour.code, kind, on):
                    outcome, held = judged(honour.code, on.year, [SubjectFacts(kind=kind)], on)
                    assert (honour.code, kind, on, outcome[0] != NO, held[0]) == (
                        honour.code,
                        kind,
                        on,
                        True,
                        False,
                    )
