"""What the register, the ledger and the initiatives say of a person for a year, at every edge of the year."""

from __future__ import annotations

from datetime import date

import pytest
from builders import COLLECTIVE, SPIRIT, YEAR, House, System, born, house, people, row

from thidua.eligibility.actions import AttestationRecord
from thidua.eligibility.models import Attestation, Verdict
from thidua.eligibility.queries.collectives import collective_facts, members_by_unit
from thidua.eligibility.queries.persons import findings, months_worked, person_facts
from thidua.honours.actions import enter_past_awards
from thidua.honours.models import Award
from thidua.honours.records import AwardRecord
from thidua.initiatives.actions import enter_initiatives
from thidua.initiatives.records import InitiativeRecord
from thidua.kernel.issues import Refused
from thidua.lawbook.facts import SubjectFacts
from thidua.nominations.enums import NomineeKind
from thidua.registry.actions import enter_disciplines
from thidua.registry.models import Person, Post
from thidua.registry.records import DisciplineRecord


@pytest.mark.parametrize(
    ("started", "months"),
    [
        (None, None),
        (date(2022, 12, 31), 12),
        (date(2023, 1, 1), 12),
        (date(2023, 1, 2), 11),
        (date(2023, 2, 28), 10),
        (date(2023, 3, 1), 10),
        (date(2023, 3, 2), 9),
        (date(2023, 12, 1), 1),
        (date(2023, 12, 2), 0),
        (date(2024, 1, 1), 0),
    ],
)
def test_whole_months_at_work(started: date | None, months: int | None) -> None:
    assert months_worked(started, 2023) == months


def test_a_leap_day_is_not_the_first_of_a_month() -> None:
    assert (months_worked(date(2024, 2, 29), 2024), months_worked(date(2024, 3, 1), 2024)) == (10, 10)


@pytest.fixture
def town(db: None) -> House:
    made = house()
    people(born("C1", "Nguyễn Văn An", "A"), born("C2", "Lê Bình", "A"), born("C3", "Trần Chi", "B"))
    return made


def facts(town: House, code: str = "C1", *, nominated: bool = True) -> SubjectFacts:
    person = Person.objects.get(code=code)
    (found,) = person_facts(
        town.season, [person], honour="ldtt", nominated={person.id} if nominated else set()
    )
    return found


def outcome(town: House, *honours: str) -> dict[str, tuple[str, list[str]]]:
    """State and reasons of C1's nominations after the office judged them."""
    town.send(town.a, row("Nguyễn Văn An", *honours))
    town.identify()
    town.appraise()
    return {n.honour: (str(n.state), n.reasons) for n in town.season.nominations.all()}


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [
        (date(2022, 12, 31), date(2022, 12, 31), "eligible"),
        (date(2022, 6, 1), date(2023, 1, 1), "refused"),
        (date(2023, 12, 31), date(2024, 12, 31), "refused"),
        (date(2024, 1, 1), date(2024, 6, 1), "eligible"),
        (date(2018, 1, 1), None, "refused"),
    ],
)
def test_a_measure_counts_when_it_was_in_force_on_any_day_of_the_year(
    town: House, start: date, end: date | None, state: str
) -> None:
    town.attest(SPIRIT)
    town.rate("good")
    enter_disciplines(actor=System(), records=[DisciplineRecord("C1", "reprimand", start, end, "9/QĐ")])
    reasons = ["discipline"] if state == "refused" else []
    assert outcome(town) == {"ldtt": (state, reasons)}


@pytest.mark.parametrize(
    ("started", "state", "reasons"),
    [
        (date(2023, 3, 1), "eligible", []),
        (date(2023, 3, 2), "refused", ["months"]),
    ],
)
def test_ten_whole_months_are_enough(town: House, started: date, state: str, reasons: list[str]) -> None:
    people(born("C1", "Nguyễn Văn An", "A", started=started))
    town.attest(SPIRIT)
    town.rate("good")
    assert outcome(town) == {"ldtt": (state, reasons)}


@pytest.mark.parametrize(
    ("grade", "state"),
    [("not_completed", "refused"), ("completed", "refused"), ("good", "eligible"), ("excellent", "eligible")],
)
def test_the_grade_of_the_year_decides(town: House, grade: str, state: str) -> None:
    town.attest(SPIRIT)
    town.rate(grade)
    assert outcome(town)["ldtt"][0] == state


def test_a_grade_missing_among_grades_that_are_kept_is_asked(town: House) -> None:
    town.attest(SPIRIT)
    town.rate("good", "C2")
    assert facts(town).ratings == {}
    assert outcome(town) == {"ldtt": ("to_attest", [])}


def test_where_no_grades_are_kept_the_unit_s_finding_stands_alone(town: House) -> None:
    town.attest(SPIRIT)
    town.rate("completed", "C1", year=YEAR - 1)
    assert facts(town).ratings is None
    assert outcome(town) == {"ldtt": ("eligible", [])}


def test_without_the_finding_nobody_passes_and_nobody_is_refused(town: House) -> None:
    town.rate("good")
    assert outcome(town) == {"ldtt": ("to_attest", [])}


def test_a_finding_against_refuses(town: House) -> None:
    town.rate("good")
    town.attest(AttestationRecord("ldtt_2003", ("ldtt",), "hội đồng", "biên bản", found=False))
    assert outcome(town) == {"ldtt": ("refused", ["ldtt_2003"])}


def initiative(town: House, *authors: str, year: int = YEAR, recognised: bool | None = True) -> None:
    records = [
        InitiativeRecord("SK1", "Sáng kiến", "grassroots", recognised, year, code, 100 // len(authors))
        for code in authors
    ]
    enter_initiatives(actor=System(), records=records, units=town.index())


@pytest.mark.parametrize(
    ("authors", "year", "recognised", "state"),
    [
        (["C1"], YEAR, True, "eligible"),
        (["C2", "C1"], YEAR, True, "eligible"),  # a co-author
        (["C2"], YEAR, True, "refused"),
        (["C1"], YEAR - 1, True, "refused"),
        (["C1"], YEAR + 1, True, "refused"),
        (["C1"], YEAR, False, "refused"),
        (["C1"], YEAR, None, "to_attest"),  # its council has not answered yet
    ],
)
def test_an_initiative_of_the_year_recognised_makes_a_fighter(
    town: House, authors: list[str], year: int, recognised: bool | None, state: str
) -> None:
    town.attest(SPIRIT)
    town.rate("good")
    initiative(town, *authors, year=year, recognised=recognised)
    found = outcome(town, "ldtt", "cstd_co_so")
    assert found["ldtt"] == ("eligible", [])
    assert found["cstd_co_so"] == (state, ["initiative"] if state == "refused" else [])


def test_the_council_s_later_answer_counts(town: House) -> None:
    town.attest(SPIRIT)
    town.rate("good")
    initiative(town, "C1", recognised=None)
    assert outcome(town, "cstd_co_so") == {"cstd_co_so": ("to_attest", [])}
    initiative(town, "C1", recognised=True)
    town.appraise()
    assert [n.state for n in town.season.nominations.all()] == ["eligible"]


def test_findings_hold_for_the_nominated_and_for_the_honours_named(town: House) -> None:
    town.attest(SPIRIT)
    assert facts(town).attested == {"ldtt_2003": True}
    assert facts(town, nominated=False).attested == {}
    assert findings(town.season, "ttldtt") == ({}, {})
    assert findings(town.season, "cstd_co_so") == (
        {"ldtt_2003": True}, {"ldtt_2003": "thủ trưởng đơn vị; danh sách đã ký"},
    )  # fmt: skip


def test_attesting_again_is_none_and_takes_a_right(town: House) -> None:
    assert (town.attest(SPIRIT), town.attest(SPIRIT), Attestation.objects.count()) == (1, 0, 1)
    town.office = town.secretary
    with pytest.raises(Refused):
        town.attest(*COLLECTIVE)
    assert Attestation.objects.count() == 1


def test_a_revoked_honour_is_told_as_revoked_and_later_ones_not_at_all(town: House) -> None:
    person = Person.objects.get(code="C1")
    lines = [
        AwardRecord("ldtt", year, f"{year}/QĐ", date(year, 12, 1), "UBND", "An", person.id)
        for year in (YEAR - 1, YEAR + 1)
    ]
    enter_past_awards(actor=System(), records=lines)
    Award.objects.filter(year=YEAR - 1).update(revoked_on=date(2023, 5, 1), revoked_by="1/QĐ")
    assert [(h.year, h.revoked) for h in facts(town).honours or ()] == [(YEAR - 1, True)]


def test_members_are_those_of_the_last_day_of_the_year(town: House) -> None:
    posts = {p.person.code: p for p in Post.objects.select_related("person")}
    ends = {"C1": date(YEAR, 12, 31), "C2": date(YEAR, 12, 30)}
    for code, end in ends.items():
        Post.objects.filter(pk=posts[code].pk).update(until_on=end)
    Post.objects.filter(pk=posts["C3"].pk).update(from_on=date(YEAR + 1, 1, 1))
    found = members_by_unit([town.a, town.b], YEAR)
    ids = {p.code: p.id for p in Person.objects.all()}
    assert found == {town.a.id: {ids["C1"]}, town.b.id: set()}


def test_counts_of_a_collective_are_unknown_where_something_is_missing(town: House) -> None:
    def members(reached: dict[int, int]) -> list[tuple[int | None, ...]]:
        told = collective_facts(
            town.season, [town.a, town.b], honour="ttldtt", reached_ldtt=reached, fighters={}
        )
        return [
            (m.count, m.completed, m.ldtt, m.cstd_co_so, m.disciplined_warning_or_more)
            for m in (one.members for one in told)
            if m
        ]

    town.rate("good", "C1", "C3")
    measures = [
        DisciplineRecord("C1", "warning", date(2022, 1, 1), date(2023, 1, 1)),
        DisciplineRecord("C2", "reprimand", date(2023, 1, 1), None),
    ]
    enter_disciplines(actor=System(), records=measures)
    assert members({town.a.id: 1}) == [(2, None, 1, 0, 1), (1, 1, None, None, 0)]


SHARE = [f"Người {letter}" for letter in "ABCDEFGH"]


@pytest.mark.parametrize(("reaching", "state"), [(4, "refused"), (5, "eligible")])
def test_more_than_half_of_the_members_must_reach_the_standard(
    town: House, reaching: int, state: str
) -> None:
    people(*[born(f"N{i}", name, "A") for i, name in enumerate(SHARE[:6])])  # eight members with C1 and C2
    town.rate("completed")
    town.rate("good", *[f"N{i}" for i in range(reaching)])
    town.rate_units("good", "A")
    town.attest(SPIRIT, *COLLECTIVE)
    town.send(town.a, *[row(name) for name in SHARE[:6]], row("UBND xã An", "ttldtt", kind="collective"))
    town.judge()
    one = town.season.nominations.get(honour="ttldtt")
    assert (one.state, one.reasons) == (state, ["share_ldtt"] if state == "refused" else [])


def test_a_share_that_an_open_row_may_turn_waits_for_its_answer(town: House) -> None:
    people(*[born(f"N{i}", "Người Trùng Tên", "A", birth_year=1980) for i in range(2)])  # four members
    town.rate("good")
    town.rate_units("good", "A")
    town.attest(SPIRIT, *COLLECTIVE)
    town.send(
        town.a,
        row("Nguyễn Văn An"),
        row("Lê Bình"),
        row("Người Trùng Tên"),
        row("UBND xã An", "ttldtt", kind="collective"),
    )
    town.judge()
    assert [state for *_, state in town.states()] == ["eligible", "eligible", "asked", "to_attest"]


def test_verdicts_stay_as_they_were_when_the_office_judges_again(town: House) -> None:
    town.rate("good")
    assert outcome(town) == {"ldtt": ("to_attest", [])}
    first = list(Verdict.objects.values())
    town.appraise()
    assert list(Verdict.objects.values()) == first  # nothing new, nothing kept twice
    town.attest(SPIRIT)
    town.appraise()
    kept = list(Verdict.objects.order_by("id").values())
    assert kept[:1] == first
    assert [(v["outcome"], v["unmet"]) for v in kept] == [("to_attest", []), ("met", [])]
    one = town.season.nominations.get()
    assert (one.state, one.verdict_id, one.question, one.sentences) == ("eligible", kept[1]["id"], "", [])


def test_what_is_still_open_is_told_anew_when_something_of_it_was_found(town: House) -> None:
    town.rate("good", "C2")
    outcome(town)
    before = town.season.nominations.get().sentences
    town.attest(SPIRIT)
    assert town.appraise() == {"to_attest": 1}
    after = town.season.nominations.get()
    assert (after.state, len(before), len(after.sentences)) == ("to_attest", 2, 1)
    assert after.sentences[0] in before
    assert town.appraise() == {}


def test_an_honour_the_law_book_has_no_criteria_for_is_left_to_people(town: House) -> None:
    town.send(town.a, row("Nguyễn Văn An", "hn_nguoi_tot_viec_tot"))
    town.identify()
    assert (town.appraise(), town.appraise()) == ({"to_attest": 1}, {})
    one = town.season.nominations.get()
    assert (one.state, one.verdict, one.sentences[0].split("“")[0]) == (
        "to_attest",
        None,
        "Chưa có tiêu chuẩn ",
    )


def test_appraising_takes_the_office_s_right(town: House) -> None:
    town.send(town.a, row("Nguyễn Văn An"))
    town.identify()
    town.office = town.records
    with pytest.raises(Refused):
        town.appraise(NomineeKind.PERSON)
    assert [n.state for n in town.season.nominations.all()] == ["received"]


@pytest.mark.parametrize(
    ("group", "since", "told"),
    [
        ("", None, None),
        ("worker_farmer", None, "worker_farmer"),
        ("worker_farmer", date(2023, 12, 31), "worker_farmer"),
        ("worker_farmer", date(2024, 1, 1), None),
    ],
)
def test_the_group_is_that_on_record_at_the_end_of_the_year(
    town: House, group: str, since: date | None, told: str | None
) -> None:
    Person.objects.filter(code="C1").update(group=group, group_from=since)
    assert (facts(town).group, facts(town, "C2").group) == (told, "official")
