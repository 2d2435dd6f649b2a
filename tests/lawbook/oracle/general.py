"""General rules, and the years a person may still count."""

from __future__ import annotations

from datetime import date

from oracle.answers import GRADES, MET, OPEN, Answer, every, fails, holds, waits
from thidua.lawbook import SubjectFacts

LAW_2022 = date(2024, 1, 1)
DECREE_152 = date(2025, 7, 1)
CIRCULAR_15 = date(2025, 8, 5)
AMENDMENT = date(2026, 10, 1)
# The line of forms given on merit, the lowest first.
TITLES = ["ldtt", "cstt", "cstd_co_so", "cstd_bo_tinh", "cstd_toan_quoc", "ttldtt", "dvtt", "ttldxs", "dvqt"]
LINE = ["bk_bo_tinh", "bk_ttg", "hcld_3", "hcld_2", "hcld_1"]


def window(year: int, length: int) -> list[int]:
    return [year - back for back in range(length)]


def general_rules(code: str, facts: SubjectFacts, year: int, on: date) -> Answer:
    """What bars or holds any honour."""
    answers = [waits("pending")] if facts.pending else []
    if facts.achievement_id is not None and facts.achievement_id in facts.rewarded_for:
        of_year = [h.honour for h in facts.honours or () if h.year == year and not h.revoked]
        of_year = [honour for honour in of_year if honour not in TITLES]  # they reward no single achievement
        only_giay_khen = bool(of_year) and all(honour == "giay_khen" for honour in of_year)
        may_be_lower = only_giay_khen or facts.honours is None
        alone = code in ("giay_khen", "hn_nguoi_tot_viec_tot")
        answers.append(OPEN if may_be_lower and not alone else fails("same_achievement"))
    ended = facts.kind == "collective" and facts.dissolved_on is not None and facts.dissolved_on <= on
    if ended and on >= CIRCULAR_15:
        answers.append(fails("dissolved"))
    return every(*answers)


def years_with(facts: SubjectFacts, honour: str) -> set[int] | None:
    """Achievement years of an honour in force; None when the honours are not known."""
    if facts.honours is None:
        return None
    return {h.year for h in facts.honours if h.honour == honour and not h.revoked}


def consecutive_titles(facts: SubjectFacts, honour: str, years: list[int]) -> Answer:
    given = years_with(facts, honour)
    return holds(None if given is None else all(year in given for year in years), "chain")


def title_count(facts: SubjectFacts, honour: str, wanted: int, years: list[int]) -> Answer:
    given = years_with(facts, honour)
    return holds(None if given is None else len(given & set(years)) >= wanted, "title_count")


def consecutive_grades(facts: SubjectFacts, wanted: str, years: list[int]) -> Answer:
    grades = [(facts.ratings or {}).get(year) for year in years]
    if any(grade is not None and GRADES.index(grade) < GRADES.index(wanted) for grade in grades):
        return fails("rating_chain")
    return OPEN if None in grades else MET


def excellent_years(facts: SubjectFacts, wanted: int, years: list[int]) -> Answer:
    grades = [(facts.ratings or {}).get(year) for year in years]
    if grades.count("excellent") >= wanted:
        return MET
    return OPEN if grades.count("excellent") + grades.count(None) >= wanted else fails("excellent_years")


def prior_form(facts: SubjectFacts, form: str) -> Answer:
    """Given before, and on merit: a movement or an unexpected deed is no basis for a higher form."""
    if facts.honours is None:
        return OPEN
    grounds = [h.ground for h in facts.honours if h.honour == form and not h.revoked]
    return holds("merit" in grounds, "prior_form")


def used_years(facts: SubjectFacts, closing: list[str], years: list[int]) -> Answer:
    """Years counted for an earlier award do not count again (Decree 98/2023 art 30.9)."""
    if facts.honours is None:
        return OPEN
    answers = []
    for award in facts.honours:
        if award.honour not in closing or award.revoked or award.ground != "merit":
            continue
        if award.year > max(years):
            continue  # not an earlier award
        if award.counted_years:
            answers.append(_closed(max(award.counted_years), None, years, "counted_years"))
        elif award.decided_on:
            answers.append(_closed_on(award.decided_on, years, "counted_years"))
        else:
            answers.append(_closed(award.year, None, years, "counted_years"))
    return every(*answers)


def after_discipline(facts: SubjectFacts, year: int, years: list[int]) -> Answer:
    """Achievement counts from the end of a discipline."""
    measures = [m for m in facts.disciplines if m.start <= date(year, 12, 31)]
    return every(*(_closed_on(m.until, years, "discipline") for m in measures))


def _closed_on(day: date, years: list[int], key: str) -> Answer:
    if (day.month, day.day) == (12, 31):
        return _closed(day.year, None, years, key)
    return _closed(day.year - 1, day.year, years, key)


def _closed(through: int, partly: int | None, years: list[int], key: str) -> Answer:
    if any(year <= through for year in years):
        return fails(key)
    return OPEN if partly in years else MET
