"""The law of the three titles told once more, one nominee at a time, without arrays and without law/.

Written from the texts, not from the engine: agreement of the two is what the tests hold.
Outcomes: "met", "not_met", "deferred", "to_attest".
"""

from __future__ import annotations

from datetime import date

from thidua.lawbook import SubjectFacts

GRADES = ["not_completed", "completed", "good", "excellent"]
OLD, NEW, CIRCULAR_15, AMENDED = date(2017, 10, 1), date(2024, 1, 1), date(2025, 8, 5), date(2026, 10, 1)


def worst(answers: list[str]) -> str:
    """All must hold."""
    return next((o for o in ("not_met", "deferred", "to_attest") if o in answers), "met")


def found(facts: SubjectFacts, criterion: str) -> str:
    return {None: "to_attest", True: "met", False: "not_met"}[facts.attested.get(criterion)]


def graded(facts: SubjectFacts, year: int, wanted: str) -> str:
    grade = (facts.ratings or {}).get(year)
    if grade is None:
        return "to_attest"
    return "met" if GRADES.index(grade) >= GRADES.index(wanted) else "not_met"


def record(facts: SubjectFacts, year: int, on: date) -> list[str]:
    """Discipline and open processes."""
    answers = ["deferred"] if facts.pending else []
    for measure in facts.disciplines:
        if measure.until < date(year, 1, 1) or measure.start > date(year, 12, 31):
            continue
        partly = on >= NEW and measure.until < date(year, 12, 31)
        answers.append("to_attest" if partly else "not_met")
    return answers


def leave(facts: SubjectFacts, *kinds: str) -> int:
    return sum(item.months for item in facts.leave if item.kind in kinds)


def work_2003(facts: SubjectFacts) -> list[str]:
    if facts.months_worked is None:
        return []
    return ["met" if facts.months_worked + leave(facts, "maternity") >= 10 else "not_met"]


def work_2022(facts: SubjectFacts, on: date) -> list[str]:
    answers = []
    recruit = bool(facts.recruit) and facts.months_worked is not None
    other_leave = leave(facts, "training", "injury") > 0
    if on >= CIRCULAR_15:
        answers += ["to_attest"] if recruit or other_leave else []
    else:
        total = (facts.months_worked or 0) + leave(facts, "maternity", "training", "injury")
        answers += ["not_met"] if recruit and total < 6 else []
        answers += [found(facts, "training_result")] if leave(facts, "training") >= 12 else []
    if (facts.old_unit_months or 0) >= 6:
        answers.append({True: "met", False: "deferred", None: "to_attest"}[facts.old_unit_comment])
    return answers


def ldtt_limbs(facts: SubjectFacts, year: int, on: date) -> list[str]:
    """The standard of LĐTT without the person's record."""
    if on < NEW:
        answers = [found(facts, "ldtt_2003"), *work_2003(facts)]
        answers += [graded(facts, year, "good")] if facts.ratings is not None else []
        return [*answers, "not_met"] if facts.registered is False else answers
    staff = worst([graded(facts, year, "good"), found(facts, "ldtt_spirit")])
    workers = worst([found(facts, "ldtt_production"), found(facts, "ldtt_exemplary")])
    if facts.group is None:
        either = "not_met" if staff == workers == "not_met" else "to_attest"
    elif facts.group == "worker_farmer":
        either = workers
    else:
        either = "not_met" if facts.group == "foreigner" else staff
    return [either, *work_2022(facts, on)]


def ldtt(facts: SubjectFacts, year: int, on: date) -> str:
    if on >= AMENDED:
        return "to_attest"
    return worst([*ldtt_limbs(facts, year, on), *record(facts, year, on)])


def initiative(facts: SubjectFacts, year: int) -> str:
    if facts.initiatives is None:
        return "to_attest"
    answers = [i.recognised for i in facts.initiatives if i.year == year]
    if True in answers:
        return "met"
    return "to_attest" if None in answers else "not_met"


def cstd_co_so(facts: SubjectFacts, year: int, on: date) -> str:
    if on >= AMENDED:
        return "to_attest"
    limbs = ldtt_limbs(facts, year, on)
    if on < NEW:
        given = [h for h in facts.honours or () if h.honour == "ldtt" and h.year == year and not h.revoked]
        return worst([*([] if given else limbs), initiative(facts, year), *record(facts, year, on)])
    merits = {graded(facts, year, "excellent"), initiative(facts, year)}
    merit = next(o for o in ("met", "to_attest", "not_met") if o in merits)
    return worst([*limbs, merit, *record(facts, year, on)])


def ttldtt(facts: SubjectFacts, year: int, on: date) -> str:
    if on >= AMENDED:
        return "to_attest"
    answers = [graded(facts, year, "good"), found(facts, "movement_active"), found(facts, "solidarity")]
    members = facts.members
    if members is None or not members.count or members.ldtt is None:
        answers.append("to_attest")
    else:
        enough = 2 * members.ldtt > members.count if on < NEW else 10 * members.ldtt >= 7 * members.count
        answers.append("met" if enough else "not_met")
    under = members.disciplined_warning_or_more if members else None
    answers.append("to_attest" if under is None else "not_met" if under else "met")
    if on >= CIRCULAR_15 and facts.dissolved_on and facts.dissolved_on <= on:
        answers.append("not_met")
    return worst(answers)
