"""Two records of one person: merged with everything on record, and two again exactly as they were."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from builders import SERIES, SPIRIT, House, System, row, user
from django.db import connection
from people_rows import award, merges, random_rows, tables, twins

from thidua.access.enums import Role
from thidua.audit.models import AuditEntry
from thidua.decisions.actions import issue
from thidua.eligibility.enums import HoldKind
from thidua.eligibility.queries.persons import facts_on_record
from thidua.honours.models import Award
from thidua.kernel.issues import Refused
from thidua.lawbook.facts import SubjectFacts
from thidua.nominations.actions import merge_records, put_on_hold, unmerge_records
from thidua.nominations.imports import DraftRow
from thidua.nominations.models import Nomination
from thidua.personnel.actions import merge_people, merging, unmerge_people
from thidua.personnel.models import DuplicatePair, MergedRow, PersonMerge
from thidua.personnel.queries.keys import clashes, person_keys
from thidua.registry.actions import enter_ratings
from thidua.registry.models import PerformanceRating, Person, Post
from thidua.registry.records import RatingRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> tuple[House, Person, Person]:
    return twins()


def pick(survivor: Person, merged: Person, side: str = "survivor") -> dict[str, str]:
    """The same side for every clash."""
    return {clash.name: side for clash in clashes(survivor, merged)}


def facts(person: Person) -> SubjectFacts:
    fresh = Person.objects.prefetch_related("posts").get(pk=person.pk)
    return facts_on_record(2023, [fresh])[0]


def years(person: Person) -> tuple[list[tuple[str, int]], dict[int, Any] | None]:
    """The chain of honours and the grades the law would judge on."""
    told = facts(person)
    return [(given.honour, given.year) for given in told.honours], dict(told.ratings or {})


def rate(person: Person, *given: tuple[int, str]) -> None:
    records = [RatingRecord(person.code, year, grade) for year, grade in given]
    enter_ratings(actor=System(), persons=records, units=[])


def test_a_chain_of_years_before_after_and_after_un_merging(town: tuple[House, Person, Person]) -> None:
    h, m, n = town
    award(m, "ldtt", 2021)
    award(m, "ldtt", 2023)
    award(n, "ldtt", 2022)
    award(n, "cstd_co_so", 2022)
    rate(m, (2021, "good"), (2023, "good"))
    rate(n, (2022, "excellent"), (2023, "excellent"))
    before = (years(m), years(n))
    assert before[0] == ([("ldtt", 2021), ("ldtt", 2023)], {2021: "good", 2023: "good"})
    choices = pick(m, n) | {
        c.name: "merged" for c in clashes(m, n) if isinstance(c.theirs, PerformanceRating)
    }
    made = merge_people(actor=h.office, survivor=m, merged=n, choices=choices)
    chain = [("ldtt", 2021), ("ldtt", 2022), ("cstd_co_so", 2022), ("ldtt", 2023)]
    assert years(m) == (chain, {2021: "good", 2022: "excellent", 2023: "excellent"})
    assert years(n) == ([], {})
    assert not Post.objects.filter(person=n).exists()
    unmerge_people(actor=h.office, merge=made, reason="Nhầm hai chị em")
    assert (years(m), years(n)) == before


def test_what_came_after_the_merge_stays_with_the_survivor(town: tuple[House, Person, Person]) -> None:
    h, m, n = town
    rate(m, (2023, "good"))
    rate(n, (2020, "good"))
    made = merge_people(actor=h.office, survivor=m, merged=n, choices=pick(m, n))
    rate(n, (2021, "completed"))  # the code of the merged record, written in a later list, leads on
    PerformanceRating.objects.filter(person=m, year=2020).update(grade="excellent")
    assert unmerge_people(actor=h.office, merge=made, reason="Nhầm") == []
    assert (years(m)[1], years(n)[1]) == ({2021: "completed", 2023: "good"}, {2020: "excellent"})


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(n, marks=pytest.mark.soak) for n in range(6, 150))]
)
def test_un_merging_undoes_merging_in_every_table(town: tuple[House, Person, Person], seed: int) -> None:
    h, m, n = town
    rng = random.Random(seed)
    random_rows(h, (m, n), rng)
    before = tables()
    side = {}
    for clash in clashes(m, n):
        table = clash.key.model.__name__
        side[clash.name] = side.setdefault(table, rng.choice(("survivor", "merged")))
    made = merge_people(
        actor=h.office, survivor=m, merged=n, choices=side, fields=["full_name", "started_on"], reason="x"
    )
    assert tables() != before
    # Nothing points at the merged record but lines of the ledger that were given twice.
    left = {k.model.__name__ for k in person_keys() if k.model._base_manager.filter(**{k.name: n}).exists()}
    assert left <= {"Award"}
    unmerge_people(actor=h.office, merge=made, reason="x")
    assert tables() == before


def test_every_table_that_points_at_a_person_is_walked() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text || '.' || a.attname FROM pg_constraint c JOIN pg_attribute a"
            " ON a.attrelid = conrelid AND a.attnum = c.conkey[1]"
            " WHERE contype = 'f' AND confrelid = 'registry_person'::regclass"
        )
        held = {name for (name,) in cursor.fetchall()}
    walked = {f"{key.model._meta.db_table}.{key.column}" for key in person_keys()}
    stays = {
        "registry_person.merged_into_id", "personnel_personmerge.survivor_id", "personnel_personmerge.merged_id",
        "personnel_duplicatepair.one_id", "personnel_duplicatepair.other_id", "eligibility_verdict.person_id",
        "personnel_recordclaim.person_id",
    }  # fmt: skip
    assert held - walked == stays
    assert walked <= held


def codes(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.code for issue in fault.value.issues]


def test_a_clash_is_chosen_never_dropped(town: tuple[House, Person, Person]) -> None:
    h, m, n = town
    rate(m, (2023, "good"))
    rate(n, (2023, "completed"))
    assert [str(c.theirs) for c in clashes(m, n)] == [
        "Nguyễn Thị Hoà – UBND xã Bình", "Nguyễn Thị Hoà 2023: Hoàn thành nhiệm vụ",
    ]  # fmt: skip
    before = tables()
    post = next(c for c in clashes(m, n) if isinstance(c.theirs, Post))
    with pytest.raises(Refused) as fault:
        merge_people(actor=h.office, survivor=m, merged=n, choices={post.name: "survivor"})
    assert (codes(fault), tables(), merges()) == (["merge.choose"], before, 0)


def test_days_that_contradict_want_a_reason(town: tuple[House, Person, Person]) -> None:
    h, m, n = town
    Person.objects.filter(pk=n.pk).update(born_on=date(1980, 5, 4))
    n.refresh_from_db()
    with pytest.raises(Refused) as fault:
        merge_people(actor=h.office, survivor=m, merged=n, choices=pick(m, n))
    told = "Hai hồ sơ mâu thuẫn: ngày sinh khác nhau: 03/05/1980 và 04/05/1980."
    assert fault.value.issues[0].message == told
    choices, why = pick(m, n), "Giấy khai sinh 12/1980"
    made = merge_people(actor=h.office, survivor=m, merged=n, choices=choices, fields=["born_on"], reason=why)
    m.refresh_from_db()
    assert (made.reason, m.born_on) == ("Giấy khai sinh 12/1980", date(1980, 5, 4))


def test_no_right_on_one_of_both_no_merge(town: tuple[House, Person, Person]) -> None:
    h, m, n = town
    of_a = user("van-phong-a", Role.OFFICE, h.a)
    for actor, survivor, merged in ((of_a, m, n), (of_a, n, m), (h.secretary, m, n)):
        with pytest.raises(Refused) as fault:
            merge_people(actor=actor, survivor=survivor, merged=merged, choices=pick(survivor, merged))
        assert (codes(fault), merges()) == (["merge.right"], 0)


def test_killed_in_the_middle_leaves_nothing_half(
    town: tuple[House, Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    h, m, n = town
    rate(n, (2020, "good"))
    before, acts = tables(), AuditEntry.objects.count()

    def die(*given: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(merging, "_answer", die)
    with pytest.raises(KeyboardInterrupt):
        merge_people(actor=h.office, survivor=m, merged=n, choices=pick(m, n))
    assert (tables(), AuditEntry.objects.count(), MergedRow.objects.count()) == (before, acts, 0)
    monkeypatch.undo()
    merge_people(actor=h.office, survivor=m, merged=n, choices=pick(m, n))
    entry = AuditEntry.objects.last()
    assert entry is not None
    assert (AuditEntry.objects.count(), entry.verb, entry.subject) == (
        acts + 1, "person.merged", "registry.Person:N",
    )  # fmt: skip
    assert DuplicatePair.objects.values_list("answer", flat=True).get() == "same"


def test_merges_are_undone_from_the_last(town: tuple[House, Person, Person]) -> None:
    h, m, n = town
    third = Person.objects.create(code="O", full_name="Nguyễn Hoa", folded_name="nguyen hoa", sort_key="x")
    Post.objects.create(person=third, unit=h.b, until_on=date(2000, 1, 1), from_on=date(1999, 1, 1))
    before = tables()
    # While a record stands in another one, it cannot be merged again, neither way.
    first = merge_people(actor=h.office, survivor=m, merged=n, choices=pick(m, n))
    with pytest.raises(Refused) as fault:
        merge_people(actor=h.office, survivor=third, merged=n)
    assert codes(fault) == ["merge.gone"]
    second = merge_people(actor=h.office, survivor=third, merged=m, choices=pick(third, m, "merged"))
    with pytest.raises(Refused) as fault:
        unmerge_people(actor=h.office, merge=first, reason="Nhầm")
    assert codes(fault) == ["unmerge.later"]
    unmerge_people(actor=h.office, merge=second, reason="Nhầm")
    unmerge_people(actor=h.office, merge=first, reason="Nhầm")
    assert tables() == before
    with pytest.raises(Refused) as fault:
        unmerge_people(actor=h.office, merge=first, reason="Nhầm")
    assert codes(fault) == ["unmerge.done"]


def test_what_came_later_in_the_place_of_a_row_is_asked(town: tuple[House, Person, Person]) -> None:
    h, m, n = town
    rate(m, (2023, "good"))
    rate(n, (2023, "completed"))
    made = merge_people(actor=h.office, survivor=m, merged=n, choices=pick(m, n, "merged"))
    PerformanceRating.objects.filter(person=m, year=2023).delete()
    rate(m, (2023, "excellent"))
    before = tables()
    with pytest.raises(Refused) as fault:
        unmerge_people(actor=h.office, merge=made, reason="Nhầm")
    assert (codes(fault), tables()) == (["merge.constraint"], before)


def states(rows: list[Nomination]) -> list[str]:
    return [str(Nomination.objects.get(pk=one.pk).state) for one in rows]


def test_of_two_live_nominations_one_goes_on_judged_on_the_whole_record(
    town: tuple[House, Person, Person],
) -> None:
    h, m, n = town
    rate(m, (2023, "good"))
    rate(n, (2023, "not_completed"))
    h.attest(SPIRIT)
    h.send(h.a, _row_of_m())
    h.judge()
    rows = list(h.season.nominations.all())
    twin = rows[0]
    assert states(rows) == ["eligible"]
    frozen = list(twin.season.verdicts.values("person_id", "findings", "outcome"))
    h.send(h.b, _row_of_n())
    h.judge()
    rows = list(h.season.nominations.order_by("id"))
    assert [(one.person.code if one.person else "", str(one.state)) for one in rows] == [
        ("M", "eligible"), ("N", "refused"),
    ]  # fmt: skip
    choices = pick(m, n) | {
        c.name: "merged" for c in clashes(m, n) if isinstance(c.theirs, PerformanceRating)
    }
    made = merge_records(actor=h.office, survivor=m, merged=n, choices=choices)
    assert states(rows) == ["refused", "refused"]  # the grade that stands is the worse one
    kept = list(twin.season.verdicts.order_by("id").values("person_id", "findings", "outcome"))
    assert kept[: len(frozen)] == frozen
    assert {one["person_id"] for one in kept if one["outcome"] == "met"} == {m.pk}
    unmerge_records(actor=h.office, merge=made, reason="Nhầm")
    assert states(rows) == ["eligible", "refused"]
    assert PersonMerge.objects.get().undone_reason == "Nhầm"


def _row_of_n() -> DraftRow:
    return row("Nguyễn Thị Hoà", birth=date(1980, 5, 3), id_number="012345678")


def test_two_live_nominations_of_one_honour_are_chosen_between(town: tuple[House, Person, Person]) -> None:
    h, m, n = town
    h.rate("good")
    h.attest(SPIRIT)
    h.send(h.a, _row_of_m())
    h.send(h.b, _row_of_n())
    h.judge()
    rows = list(h.season.nominations.order_by("id"))
    assert states(rows) == ["eligible", "eligible"]
    with pytest.raises(Refused) as fault:
        merge_people(actor=h.office, survivor=m, merged=n, choices=pick(m, n))
    assert codes(fault) == ["merge.settle"]
    with pytest.raises(Refused) as fault:
        merge_records(actor=h.office, survivor=m, merged=n, choices={})
    assert (codes(fault), states(rows)) == (["merge.choose"], ["eligible", "eligible"])
    made = merge_records(actor=h.office, survivor=m, merged=n, choices=pick(m, n, "merged"))
    assert states(rows) == ["withdrawn", "eligible"]
    assert {one.person_id for one in h.season.nominations.all()} == {m.pk}
    assert unmerge_records(actor=h.office, merge=made, reason="Nhầm") == []
    assert states(rows) == ["eligible", "eligible"]
    assert [one.person_id for one in h.season.nominations.order_by("id")] == [m.pk, n.pk]


def test_an_open_process_of_the_merged_record_stops_the_survivor(town: tuple[House, Person, Person]) -> None:
    h, m, n = town
    h.rate("good")
    h.attest(SPIRIT)
    h.send(h.a, _row_of_m())
    h.judge()
    rows = list(h.season.nominations.all())
    put_on_hold(actor=h.office, nominee=n, kind=HoldKind.DENUNCIATION, from_on=date(2024, 1, 5), paper="TB 1")
    made = merge_records(actor=h.office, survivor=m, merged=n, choices=pick(m, n))
    assert states(rows) == ["deferred"]
    unmerge_records(actor=h.office, merge=made, reason="Nhầm")
    assert states(rows) == ["eligible"]


def test_what_the_season_decided_stays_decided(town: tuple[House, Person, Person]) -> None:
    h, m, n = town
    rate(m, (2023, "good"))
    h.attest(SPIRIT)
    h.send(h.a, _row_of_m())
    h.send(h.b, _row_of_n())
    h.judge()
    h.vote()
    assert issue(actor=h.records, season=h.season, honour="ldtt", series=SERIES) is not None
    rows = list(h.season.nominations.order_by("id"))
    before = (states(rows), list(Award.objects.values_list("name_written", "decision_number")))
    assert before == (["awarded", "to_attest"], [("Nguyễn Thị Hoa", "7001/QĐ-UBND")])
    merge_records(actor=h.office, survivor=n, merged=m, choices=pick(n, m))
    assert (states(rows), list(Award.objects.values_list("name_written", "decision_number"))) == (
        ["awarded", "withdrawn"], before[1],
    )  # fmt: skip
    assert Award.objects.get().person_id == n.pk


def _row_of_m() -> DraftRow:
    return row("Nguyễn Thị Hoa", birth=date(1980, 5, 3), id_number="001180900001")
