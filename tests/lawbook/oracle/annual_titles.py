"""LĐTT, CSTT and CSTĐ cơ sở: the titles of one year."""

from __future__ import annotations

from datetime import date

from oracle.answers import GRADES, MET, OPEN, Answer, any_of, every, fails, found, holds, waits
from oracle.general import CIRCULAR_15, LAW_2022
from thidua.lawbook import SubjectFacts


def graded(facts: SubjectFacts, year: int, wanted: str) -> Answer:
    grade = (facts.ratings or {}).get(year)
    return holds(None if grade is None else GRADES.index(grade) >= GRADES.index(wanted), "rating")


def disciplined(facts: SubjectFacts, year: int, on: date) -> Answer:
    """A measure in force in the year bars its titles; the 2022 law leaves a part of the year open."""
    answers = []
    for measure in facts.disciplines:
        if measure.until < date(year, 1, 1) or measure.start > date(year, 12, 31):
            continue
        partly = on >= LAW_2022 and measure.until < date(year, 12, 31)
        answers.append(OPEN if partly else fails("discipline"))
    return every(*answers)


def leave(facts: SubjectFacts, *kinds: str) -> int:
    return sum(item.months for item in facts.leave if item.kind in kinds)


def work_2003(facts: SubjectFacts) -> Answer:
    if facts.months_worked is None:
        return MET
    return holds(facts.months_worked + leave(facts, "maternity") >= 10, "months")


def work_2022(facts: SubjectFacts, on: date) -> Answer:
    answers = []
    recruit = bool(facts.recruit) and facts.months_worked is not None
    if on >= CIRCULAR_15:  # its text was not read
        answers += [OPEN] if recruit or leave(facts, "training", "injury") else []
    else:
        total = (facts.months_worked or 0) + leave(facts, "maternity", "training", "injury")
        answers += [fails("months")] if recruit and total < 6 else []
        answers += [found(facts.attested, "training_result")] if leave(facts, "training") >= 12 else []
    if (facts.old_unit_months or 0) >= 6:
        comment = {None: OPEN, True: MET, False: waits("old_unit_comment")}
        answers.append(comment[facts.old_unit_comment])
    return every(*answers)


def standard(facts: SubjectFacts, year: int, on: date) -> Answer:
    """The standard of LĐTT without the person's record."""
    if on < LAW_2022:
        answers = [found(facts.attested, "ldtt_2003"), work_2003(facts)]
        answers += [graded(facts, year, "good")] if facts.ratings is not None else []
        return every(*answers, *([fails("registration")] if facts.registered is False else []))
    staff = every(graded(facts, year, "good"), found(facts.attested, "ldtt_spirit"))
    workers = every(found(facts.attested, "ldtt_production"), found(facts.attested, "ldtt_exemplary"))
    if facts.group is None:
        either = any_of(every(staff, OPEN), every(workers, OPEN))
    elif facts.group == "foreigner":
        either = every(fails("group"), staff, workers)
    else:
        either = workers if facts.group == "worker_farmer" else staff
    return every(either, work_2022(facts, on))


def initiative_of_year(facts: SubjectFacts, year: int) -> Answer:
    if facts.initiatives is None:
        return OPEN
    mine = [holds(item.recognised, "initiative") for item in facts.initiatives if item.year == year]
    return any_of(fails("initiative"), *mine)


def ldtt(facts: SubjectFacts, year: int, on: date) -> Answer:
    return every(standard(facts, year, on), disciplined(facts, year, on))


def cstt(facts: SubjectFacts, year: int, on: date) -> Answer:
    """The twin of the armed forces; what the 2003 law asked was not read."""
    return OPEN if on < LAW_2022 else ldtt(facts, year, on)


def cstd_co_so(facts: SubjectFacts, year: int, on: date) -> Answer:
    record = disciplined(facts, year, on)
    if on < LAW_2022:
        given = [h for h in facts.honours or () if h.honour == "ldtt" and h.year == year and not h.revoked]
        first = MET if given else standard(facts, year, on)
        if facts.honours is None and first.outcome == "not_met":
            first = OPEN  # the title may be on record
        return every(first, initiative_of_year(facts, year), record)
    merit = any_of(graded(facts, year, "excellent"), initiative_of_year(facts, year))
    return every(standard(facts, year, on), merit, record)
