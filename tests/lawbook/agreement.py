"""Where the engine and the naive oracle differ on the nominees of a case."""

from __future__ import annotations

from pathlib import Path

import oracle
from histories import Case
from oracle.answers import Answer

from thidua.lawbook import Cohort, SubjectFacts, load

BOOK = load(Path(__file__).parents[2] / "law")


def in_force(case: Case) -> bool:
    return case.code in BOOK.catalogue and BOOK.in_force(case.code, case.kind, case.on) is not None


def differences(case: Case) -> list[str]:
    """One text per nominee on whom outcome or reasons differ; none when the honour is not in force."""
    if not in_force(case):
        return []
    judgement = BOOK.judge(case.code, Cohort.build(case.year, case.subjects), case.on)
    told = []
    for row, facts in enumerate(case.subjects):
        verdict = judgement.verdict(row)
        engine = Answer(verdict.outcome, frozenset(verdict.unmet))
        wanted = oracle.judge(case.code, facts, case.year, case.on)
        if case.code == "cstd_toan_quoc" and "chain" in engine.unmet & wanted.unmet:
            # Without two adjoining titles there are no counted years an initiative could lie in.
            engine, wanted = (Answer(one.outcome, one.unmet - {"initiative"}) for one in (engine, wanted))
        if engine != wanted:
            told.append(
                f"{case.code} {case.year} {case.on}\n{known(facts)}\noracle: {wanted}\nengine: {engine}"
            )
    return told


def known(facts: SubjectFacts) -> dict[str, object]:
    """What a history tells, without what it leaves unknown."""
    nothing = SubjectFacts()
    return {name: value for name, value in vars(facts).items() if value != getattr(nothing, name)}
