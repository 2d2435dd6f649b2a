"""Every word and number of the law's lists: which forms close years, which groups are meant, which titles are old."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from asking import BOOK, TODAY, law_table
from complete import (
    CERTIFICATE_BY_GRADES,
    CERTIFICATE_BY_TITLES,
    CERTIFICATE_OF_COLLECTIVE,
    NO_OTHER_GROUND,
    OLD_DAY,
    OLD_PRIME_MINISTER,
    PRIME_MINISTER,
    PROVINCIAL_FIGHTER,
    SECOND_CLASS,
    THIRD_CLASS,
    given,
    grades,
    work,
)

from thidua.lawbook import Cohort, InitiativeFact, SubjectFacts
from thidua.lawbook.facts import GROUPS

LINE = ("bk_bo_tinh", "bk_ttg", "hcld_3", "hcld_2", "hcld_1")


@pytest.mark.parametrize(
    ("code", "base", "year", "on", "closing"),
    [
        ("bk_bo_tinh", CERTIFICATE_BY_TITLES, 2025, TODAY, LINE),
        ("bk_bo_tinh", CERTIFICATE_BY_GRADES, 2025, TODAY, LINE),
        ("bk_bo_tinh", CERTIFICATE_OF_COLLECTIVE, 2025, TODAY, LINE),
        ("bk_ttg", PRIME_MINISTER, 2025, TODAY, LINE[1:]),
        ("bk_ttg", OLD_PRIME_MINISTER, 2019, OLD_DAY, LINE[1:]),
        ("hcld_3", THIRD_CLASS, 2025, TODAY, LINE[1:]),
        ("hcld_2", SECOND_CLASS, 2025, TODAY, LINE[2:]),
    ],
)
def test_the_same_form_and_higher_ones_use_up_years(
    code: str, base: SubjectFacts, year: int, on: date, closing: tuple[str, ...]
) -> None:
    """The form that comes before uses up years of the next one only where it stands in the same line."""

    def used(form: str) -> SubjectFacts:
        award = given(form, year, counted_years=(year,))
        return replace(base, honours=(*(base.honours or ()), *award))

    rows = [(used(form), "not_met counted_years" if form in closing else "met") for form in LINE]
    others = ("giay_khen", "cstd_toan_quoc", "ttldtt", "co_bo_tinh")
    law_table(code, year, [*rows, *((used(other), "met") for other in others)], on)


def speaking(code: str, part: str, year: int, rows: list[SubjectFacts]) -> list[bool]:
    """Of whom a criterion has something to say."""
    judgement = BOOK.judge(code, Cohort.build(year, rows), date(year + 1, 1, 15))
    return [bool(one) for one in judgement.part(part).relevant]


@pytest.mark.parametrize(
    ("code", "base", "years"),
    [("bk_bo_tinh", CERTIFICATE_BY_TITLES, 2), ("cstd_bo_tinh", PROVINCIAL_FIGHTER, 3)],
)
def test_the_chain_that_is_looked_at_for_revoked_and_old_titles(
    code: str, base: SubjectFacts, years: int
) -> None:
    def fighter(*of: int, revoked: bool = False) -> SubjectFacts:
        return replace(base, honours=given("cstd_co_so", *of, revoked=revoked))

    first = 2025 - years + 1
    rows = [fighter(first - 1, revoked=True), fighter(first, revoked=True), fighter(2025, revoked=True)]
    assert speaking(code, "revoked", 2025, rows) == [False, True, True]
    # Titles of before 2024 inside the chain: judged for 2023 all are, for 2024 those of 2023 and before.
    inside = [fighter(2023 - years + 1), fighter(2023)]
    assert speaking(code, "old_titles", 2024, [*inside, fighter(2024)]) == [False, True, False]
    assert speaking(code, "old_titles", 2024, [fighter(2024 - years), fighter(2025 - years)]) == [False, True]


def test_initiatives_of_the_old_law_need_not_be_applied() -> None:
    waiting = work(*range(2015, 2020), applied=False, replicable=False)
    rows = [(replace(OLD_PRIME_MINISTER, initiatives=waiting), "met")]
    law_table("bk_ttg", 2019, rows, OLD_DAY)


STAFF = ("official", "employee", "leader", "armed_forces")


@pytest.mark.parametrize("group", GROUPS)
def test_the_groups_of_the_advanced_worker(group: str) -> None:
    production = {"ldtt_production": True, "ldtt_exemplary": True}
    staff = SubjectFacts(group=group, ratings={2025: "good"}, attested={"ldtt_spirit": True})
    worker = SubjectFacts(group=group, attested=production)
    law_table(
        "ldtt",
        2025,
        [
            (staff, "met" if group in STAFF else "to_attest" if group == "worker_farmer" else "not_met"),
            (worker, "met" if group == "worker_farmer" else "to_attest" if group in STAFF else "not_met"),
        ],
    )


@pytest.mark.parametrize(
    ("code", "finding"),
    [("bk_bo_tinh", "local_influence"), ("bk_ttg", "local_influence"), ("hcld_3", "movement_result")],
)
def test_the_ground_of_workers_and_farmers(code: str, finding: str) -> None:
    def of(group: str) -> SubjectFacts:
        found = {"exemplary": True, **NO_OTHER_GROUND, finding: True}
        good = grades(range(2021, 2026))
        return SubjectFacts(group=group, ratings=good, honours=(), initiatives=(), attested=found)

    movement = finding == "movement_result" and code != "hcld_3"
    rows = [(of(group), "met" if movement or group == "worker_farmer" else "not_met") for group in GROUPS]
    law_table(code, 2025, rows)


def test_years_of_an_earlier_provincial_title_are_for_a_person_to_weigh() -> None:
    def counted(last: int) -> SubjectFacts:
        award = given("cstd_bo_tinh", 2022, counted_years=(last,))
        return replace(PROVINCIAL_FIGHTER, honours=(*(PROVINCIAL_FIGHTER.honours or ()), *award))

    law_table(
        "cstd_bo_tinh", 2025, [(counted(2021), "met"), (counted(2022), "met"), (counted(2023), "to_attest")]
    )


def test_the_grassroots_fighter_needs_an_initiative_of_the_year_or_excellence() -> None:
    def of(grade: str | None, *works: InitiativeFact) -> SubjectFacts:
        ratings = {2025: grade} if grade else None
        found = {"ldtt_spirit": True}
        return SubjectFacts(group="official", ratings=ratings, initiatives=works, attested=found)  # type: ignore[arg-type]

    law_table(
        "cstd_co_so",
        2025,
        [
            (of("excellent"), "met"),
            (of("good"), "not_met rating"),
            (of("good", *work(2025, applied=False, replicable=False)), "met"),
            (of("good", *work(2025, recognised=False)), "not_met initiative"),
            (of("good", *work(2024)), "not_met initiative"),
            (of("completed", *work(2025)), "not_met rating"),
            (of(None), "to_attest"),
        ],
    )


@pytest.mark.parametrize(("year", "on"), [(2023, date(2023, 6, 15)), (2025, date(2025, 6, 15))])
def test_two_provincial_titles_of_three_years_each(year: int, on: date) -> None:
    """Titles whose decisions name no years count three each; the initiative lies inside the six."""

    def of(gap: int, age: int, **flags: bool | None) -> SubjectFacts:
        honours = given("cstd_bo_tinh", year - 1 - gap, year - 1)
        works = work(year - 1 - age, scope="national", **flags)
        return replace(PROVINCIAL_FIGHTER, honours=honours, initiatives=works)

    old = year < 2024
    law_table(
        "cstd_toan_quoc",
        year,
        [
            (of(2, 0), "not_met chain"),
            (of(3, 0), "met"),
            (of(4, 0), "not_met chain"),
            (of(3, 5), "met"),
            (of(3, 6), "not_met initiative"),
            (of(3, -1), "not_met initiative"),
            (of(3, 0, applied=False), "met" if old else "not_met initiative"),
            (of(3, 0, replicable=False), "met" if old else "not_met initiative"),
        ],
        on,
    )


@pytest.mark.parametrize("code", ["hcld_1", "hcld_3"])
def test_the_reduction_of_women_is_of_the_same_bands(code: str) -> None:
    judgement = BOOK.judge(code, Cohort.build(2025, [SubjectFacts()]), TODAY)
    held, reduced = (judgement.part(name).node for name in ("held_posts", "women_reduction"))
    assert held.check.bands == reduced.check.bands  # type: ignore[union-attr]


YEARLY = ("ldtt", "cstt", "cstd_co_so", "cstd_bo_tinh", "cstd_toan_quoc", "ttldtt", "dvtt", "ttldxs", "dvqt")


@pytest.mark.parametrize(
    ("code", "base", "year", "on"),
    [("bk_bo_tinh", CERTIFICATE_BY_GRADES, 2025, TODAY), ("bk_ttg", OLD_PRIME_MINISTER, 2019, OLD_DAY)],
)
def test_a_deed_rewarded_by_a_unit_is_for_a_person_to_weigh(
    code: str, base: SubjectFacts, year: int, on: date
) -> None:
    """Whatever titles of the whole year stand beside the certificate; another form beside it refuses."""

    def beside(*codes: str) -> SubjectFacts:
        awards = [award for one in codes for award in given(one, year, ground="unexpected")]
        honours = (*(base.honours or ()), *awards)
        return replace(base, honours=honours, achievement_id="X", rewarded_for=("X",))

    rows = [(beside("giay_khen", title), "to_attest") for title in YEARLY]
    refused = "not_met same_achievement"
    rows += [(beside("giay_khen"), "to_attest"), (beside("giay_khen", "knc_bo_tinh"), refused)]
    law_table(code, year, [*rows, (beside("knc_bo_tinh"), refused), (beside("ldtt"), refused)], on)
