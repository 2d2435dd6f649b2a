"""Number, list and ledger change together: no gap, no double, no line without its decision."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from builders import SERIES, SPIRIT, YEAR, House, System, born, house, people, row
from django.db import IntegrityError, connection, transaction

from thidua.audit.models import AuditEntry
from thidua.decisions import actions
from thidua.decisions.actions import HigherDecision, Series, issue, record_higher
from thidua.decisions.enums import Origin
from thidua.decisions.imports import gather, read_higher
from thidua.decisions.models import Decision, DecisionLine, NumberSeries
from thidua.eligibility.queries.law import law_book
from thidua.honours.actions import enter_past_awards, write_lines
from thidua.honours.enums import Source
from thidua.honours.models import Award
from thidua.honours.records import AwardRecord
from thidua.kernel.issues import Refused
from thidua.nominations.actions import AnswerRecord
from thidua.registry.models import Person
from thidua.registry.queries.matching import PersonIndex
from thidua.reports.queries import figures

NAMES = ["Trần Ân", "Nguyễn Văn An", "Lê Bình", "Đỗ Chi", "Hà Dung", "Vũ Em", "Mai Gấm", "Tạ Hà"]
DEMO = Path(__file__).resolve().parents[2] / "demo" / "thach-that-2023"


def set_up(*asked: str) -> House:
    made = house()
    people(*[born(f"C{i}", name, "A") for i, name in enumerate(NAMES)])
    made.rate("good")
    made.invent("C0")
    made.attest(SPIRIT)
    made.send(
        made.a,
        row(NAMES[0], *(asked or ("ldtt", "cstd_co_so")), priority=1),
        *[row(name) for name in NAMES[1:]],
    )
    made.judge()
    made.vote()
    return made


@pytest.fixture
def town(db: None) -> House:
    return set_up()


def decide(town: House, honour: str = "ldtt", series: Series = SERIES) -> Decision | None:
    return issue(actor=town.records, season=town.season, honour=honour, series=series)


def numbers() -> list[str]:
    return list(Decision.objects.order_by("serial").values_list("number", flat=True))


@pytest.mark.django_db
def test_the_list_stands_in_vietnamese_order_and_every_line_is_in_the_ledger() -> None:
    town = set_up("ldtt")
    decision = decide(town)
    assert decision is not None
    assert (decision.number, decision.serial, decision.signed_on) == (
        "7001/QĐ-UBND",
        7001,
        date(2023, 12, 22),
    )
    lines = decision.lines.select_related("award", "nomination")
    assert [line.award.name_written for line in lines] == [
        "Nguyễn Văn An", "Trần Ân", "Lê Bình", "Đỗ Chi", "Hà Dung", "Vũ Em", "Mai Gấm", "Tạ Hà",
    ]  # fmt: skip
    assert [line.position for line in lines] == list(range(1, 9))
    assert {(n.award.honour, n.award.year, n.award.decision_number, n.award.source) for n in lines} == {
        ("ldtt", YEAR, "7001/QĐ-UBND", "decided")
    }
    assert {str(line.nomination.state) for line in lines if line.nomination} == {"awarded"}
    assert len({line.code for line in lines}) == 8


def test_issuing_again_issues_nothing(town: House) -> None:
    decide(town)
    acts = AuditEntry.objects.count()
    assert decide(town) is None
    assert (numbers(), Award.objects.count(), AuditEntry.objects.count()) == (["7001/QĐ-UBND"], 7, acts)
    assert NumberSeries.objects.get().next == 7002


def test_a_fighter_gives_up_the_lower_title_asked_for_beside_it(town: House) -> None:
    decide(town, "cstd_co_so")
    decide(town)
    assert {n.honour: str(n.state) for n in town.season.nominations.filter(line__name=NAMES[0])} == {
        "ldtt": "absorbed",
        "cstd_co_so": "awarded",
    }
    assert figures(town.season, Origin.ISSUED) == {"cstd_co_so": {"person": 1}, "ldtt": {"person": 7}}
    assert numbers() == ["7001/QĐ-UBND", "7002/QĐ-UBND"]


@pytest.mark.django_db
def test_a_fighter_listed_later_for_the_lower_title_is_not_counted_twice() -> None:
    town = set_up("cstd_co_so")
    decide(town, "cstd_co_so")
    town.send(town.a, row(NAMES[0], "ldtt"))
    town.judge()
    town.vote()
    decide(town)
    assert figures(town.season, Origin.ISSUED) == {"cstd_co_so": {"person": 1}, "ldtt": {"person": 7}}
    assert town.states()[-1] == (NAMES[0], "ldtt", "absorbed")


def test_the_lower_title_waits_for_the_higher_one_that_is_approved(town: House) -> None:
    decide(town)
    decide(town, "cstd_co_so")
    assert decide(town) is None
    assert figures(town.season, Origin.ISSUED) == {"cstd_co_so": {"person": 1}, "ldtt": {"person": 7}}
    assert numbers() == ["7001/QĐ-UBND", "7002/QĐ-UBND"]


def test_when_all_approved_are_absorbed_no_number_is_used(town: House) -> None:
    decide(town, "cstd_co_so")
    decide(town)
    town.season.nominations.filter(line__name=NAMES[0], honour="ldtt").update(state="approved")
    assert decide(town) is None
    assert NumberSeries.objects.get().next == 7003
    assert town.season.nominations.get(line__name=NAMES[0], honour="ldtt").state == "absorbed"


def test_who_was_asked_comes_into_a_decision_of_its_own(town: House) -> None:
    people(*[born(f"H{n}", "Trần Thị Hoa", "A", birth_year=1979) for n in (1, 2)])
    town.rate("good", "H1")
    file = town.send(town.a, row("Trần Thị Hoa", birth_year=1979))
    town.judge()
    decide(town)
    town.answer(AnswerRecord(file, "DS", 8, person="H1"))
    town.judge()
    town.vote()
    later = decide(town)
    assert later is not None
    assert (later.number, later.lines.count()) == ("7002/QĐ-UBND", 1)


def test_a_series_goes_on_where_it_stopped_and_each_year_has_its_own(town: House) -> None:
    decide(town, "cstd_co_so", Series("QĐ-UBND", 2023, 41))
    decide(town, "ldtt", Series("QĐ-UBND", 2023, 7001))
    assert numbers() == ["41/QĐ-UBND", "42/QĐ-UBND"]
    town.send(town.a, row("Trần Ân", "giay_khen"))
    assert actions._draw(town.authority, Series("QĐ-UBND", 2024, 1)) == 1
    assert actions._draw(town.authority, Series("QĐ-CT", 2023, 5)) == 5
    assert actions._draw(town.authority, Series("QĐ-UBND", 2023, 1)) == 43


@pytest.mark.parametrize("broken", ["write_lines", "move", "record"])
def test_an_act_that_breaks_leaves_no_number_and_no_line(
    town: House, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise OSError("disk full")

    before, acts = town.states(), AuditEntry.objects.count()
    monkeypatch.setattr(actions, broken, fail)
    with pytest.raises(OSError, match="disk full"):
        decide(town)
    assert (numbers(), Award.objects.count(), DecisionLine.objects.count()) == ([], 0, 0)
    assert (NumberSeries.objects.count(), AuditEntry.objects.count(), town.states()) == (0, acts, before)
    monkeypatch.undo()
    assert decide(town) is not None
    assert numbers() == ["7001/QĐ-UBND"]


def test_only_records_office_and_signer_issue(town: House) -> None:
    for actor in (town.office, town.secretary):
        with pytest.raises(Refused):
            issue(actor=actor, season=town.season, honour="ldtt", series=SERIES)
    assert numbers() == []


def in_threads(*acts: object) -> list[object]:
    """Run acts at once, each on a connection of its own. Returns results or errors in their order."""
    gate = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            gate.wait(10)
            results[place] = acts[place]()  # type: ignore[operator]
        except Exception as fault:
            results[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_issue_at_once_make_one_decision() -> None:
    town = set_up()
    results = in_threads(*[lambda: decide(town)] * 3)
    assert [str(r) for r in results if r is not None] == ["7001/QĐ-UBND"]
    assert (numbers(), Award.objects.count(), NumberSeries.objects.get().next) == (["7001/QĐ-UBND"], 7, 7002)


@pytest.mark.django_db(transaction=True)
def test_numbers_drawn_at_once_are_without_gap_or_double() -> None:
    town = house()

    def draw(fails: bool) -> int:
        with transaction.atomic():
            serial = actions._draw(town.authority, SERIES)
            if fails:
                raise OSError("killed")
            return serial

    results = in_threads(*[lambda fails=n % 3 == 0: draw(fails) for n in range(9)])
    drawn = [r for r in results if isinstance(r, int)]
    assert sorted(drawn) == list(range(7001, 7007))
    assert {type(r) for r in results} == {int, OSError}
    assert NumberSeries.objects.get().next == 7007


@pytest.mark.django_db(transaction=True)
def test_the_two_titles_issued_at_once_never_give_both_to_one_person() -> None:
    town = set_up()
    results = in_threads(lambda: decide(town, "cstd_co_so"), lambda: decide(town))
    assert sorted(map(str, results)) == ["7001/QĐ-UBND", "7002/QĐ-UBND"]
    assert [a.honour for a in Person.objects.get(code="C0").awards.all()] == ["cstd_co_so"]
    assert figures(town.season, Origin.ISSUED) == {"cstd_co_so": {"person": 1}, "ldtt": {"person": 7}}


def line(
    person: Person, honour: str = "ldtt", year: int = YEAR, number: str = "1/QĐ", **more: object
) -> AwardRecord:
    made = AwardRecord(honour, year, number, date(year, 12, 1), "UBND tỉnh", person.full_name, person.id)
    return AwardRecord(**{**vars(made), **more})


def test_the_ledger_itself_refuses_doubles(town: House) -> None:
    person = Person.objects.get(code="C1")
    decided = [line(person, number=n, source=Source.DECIDED) for n in ("1/QĐ", "2/QĐ")]
    for twice in (
        decided,
        [line(person)] * 2,
        [line(person, unit_id=town.a.id)],
        [line(person, person_id=None)],
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write_lines(twice)
    assert Award.objects.count() == 0
    write_lines([line(person, number=n) for n in ("1/QĐ", "2/QĐ")])  # two papers of an old register
    assert Award.objects.count() == 2


HIGHER = HigherDecision("99/QĐ-CTN", date(2023, 11, 1), "Chủ tịch nước", ())


def higher(*lines: AwardRecord, body: str = "UBND tỉnh", number: str = "99/QĐ") -> HigherDecision:
    return HigherDecision(number, date(YEAR, 12, 1), body, tuple(lines))


def test_a_higher_decision_recorded_twice_adds_nothing_and_later_lines_are_added(town: House) -> None:
    an, binh = Person.objects.get(code="C1"), Person.objects.get(code="C2")
    first = higher(line(an, "bk_bo_tinh", number="99/QĐ"))

    def note(one: HigherDecision) -> Decision:
        return record_higher(actor=town.records, season=town.season, higher=one)

    one = note(first)
    acts = AuditEntry.objects.count()
    assert note(first) == one
    assert (Award.objects.count(), AuditEntry.objects.count()) == (1, acts)
    note(higher(*first.lines, line(binh, "bk_bo_tinh", number="99/QĐ")))
    assert list(one.lines.values_list("position", "award__name_written")) == [
        (1, an.full_name),
        (2, binh.full_name),
    ]
    assert figures(town.season, Origin.RECORDED) == {"bk_bo_tinh": {"person": 2}}
    assert numbers() == ["99/QĐ"]
    assert NumberSeries.objects.count() == 0


def test_one_number_of_two_bodies_is_two_decisions(town: House) -> None:
    an, binh = Person.objects.get(code="C1"), Person.objects.get(code="C2")
    for body, who in (("UBND tỉnh", an), ("Bộ Giáo dục và Đào tạo", binh)):
        record_higher(
            actor=town.records,
            season=town.season,
            higher=higher(line(who, "bk_bo_tinh", number="99/QĐ", issued_by=body), body=body),
        )
    assert list(Decision.objects.order_by("id").values_list("body", "number")) == [
        ("UBND tỉnh", "99/QĐ"),
        ("Bộ Giáo dục và Đào tạo", "99/QĐ"),
    ]
    assert Award.objects.count() == 2


def test_a_line_an_old_register_brought_before_becomes_the_decision_s(town: House) -> None:
    an = Person.objects.get(code="C1")
    known = line(an, "bk_bo_tinh", number="99/QĐ")
    enter_past_awards(actor=System(), records=[known, line(an, "bk_bo_tinh", year=2020, number="99/QĐ")])
    record_higher(actor=town.records, season=town.season, higher=higher(known))
    assert Award.objects.count() == 2
    assert figures(town.season, Origin.RECORDED) == {"bk_bo_tinh": {"person": 1}}


def test_recording_takes_a_right(town: House) -> None:
    with pytest.raises(Refused):
        record_higher(actor=town.secretary, season=town.season, higher=HIGHER)
    assert Decision.objects.count() == 0


def test_lists_of_higher_levels_name_number_day_and_body(town: House) -> None:
    lines = [
        one
        for path in sorted((DEMO / "higher").glob("*.xlsx"))
        for one in read_higher(path, law_book().honour_reader())
    ]
    assert len(lines) == 78
    assert {bool(one.number and one.body and one.decided_on) for one in lines} == {True}
    assert sum(one.is_person for one in lines) == 35
    decisions, untied = gather(lines, PersonIndex(), town.index(), year=YEAR)
    assert (decisions, len(untied)) == ([], 78)  # nobody of them is in this register: none is guessed
    assert {issue.code for issue in untied} == {"higher.nobody"}
