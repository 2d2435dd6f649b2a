"""Replay: a changed law names the nominations it would change, and writes nothing."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from builders import COLLECTIVE, SPIRIT, House, born, collective, house, people, row

from thidua.eligibility.models import Verdict
from thidua.eligibility.queries.law import law_book
from thidua.lawbook import LawBook
from thidua.lawbook.checks.person import RatedAtLeast
from thidua.lawbook.rules import AllOf, Criterion
from thidua.nominations.models import Nomination
from thidua.nominations.queries.replay import replay

pytestmark = pytest.mark.django_db


@pytest.fixture
def season() -> House:
    h = house()
    people(
        born("CB1", "Nguyễn Văn Một", "A", date(1980, 1, 2)),
        born("CB2", "Trần Thị Hai", "A", date(1981, 1, 2)),
        born("CB3", "Lê Văn Ba", "A", date(1982, 1, 2)),
    )
    h.rate("excellent", "CB1")
    h.rate("good", "CB2")
    h.rate("completed", "CB3")
    h.attest(SPIRIT)
    h.send(h.a, row("Nguyễn Văn Một"), row("Trần Thị Hai"), row("Lê Văn Ba"))
    h.judge()
    return h


def stricter() -> LawBook:
    """LĐTT asks for the highest grade."""
    book = law_book()
    ldtt = book.honour("ldtt")
    first = ldtt.versions[0]
    assert isinstance(first.requires, AllOf)
    parts = tuple(
        dataclasses.replace(part, check=RatedAtLeast("excellent"))
        if isinstance(part, Criterion) and part.id == "rating"
        else part
        for part in first.requires.parts
    )
    requires = dataclasses.replace(first.requires, parts=parts)
    versions = (dataclasses.replace(first, requires=requires), *ldtt.versions[1:])
    changed = dataclasses.replace(ldtt, versions=versions)
    return dataclasses.replace(book, digest="khac", catalogue={**book.catalogue, "ldtt": changed})


def test_the_same_law_changes_nothing(season: House) -> None:
    assert replay(law_book(), season.season) == []


def test_a_stricter_law_names_whom_it_would_change(season: House) -> None:
    kept = (Nomination.objects.count(), Verdict.objects.count(), season.states())
    changes = replay(stricter(), season.season)
    assert [(c.nomination.line.name, c.kept, c.now.outcome, c.now.unmet) for c in changes] == [
        ("Trần Thị Hai", "met", "not_met", ("rating",))
    ]
    assert (Nomination.objects.count(), Verdict.objects.count(), season.states()) == kept


def test_decided_nominations_are_left_alone(season: House) -> None:
    Nomination.objects.filter(line__name="Trần Thị Hai").update(state="awarded")
    assert replay(stricter(), season.season) == []


def test_a_law_without_the_honour_is_passed_over(season: House) -> None:
    book = law_book()
    without = {code: h for code, h in book.catalogue.items() if code != "ldtt"}
    assert replay(dataclasses.replace(book, catalogue=without), season.season) == []


def test_collectives_are_judged_by_the_base_of_the_other_law() -> None:
    h = house()
    people(*(born(f"CB{n}", f"Người {n}", "A", date(1980, 1, n)) for n in range(1, 4)))
    h.rate("excellent", "CB1")
    h.rate("good", "CB2", "CB3")
    h.rate_units("good", "A")
    h.attest(SPIRIT, *COLLECTIVE)
    h.send(h.a, *(row(f"Người {n}") for n in range(1, 4)), collective("UBND xã An"))
    h.judge()
    kept = h.at(h.sent[0], 11, "ttldtt")
    changes = {c.nomination.pk: c.now for c in replay(stricter(), h.season)}
    assert kept.verdict is not None
    assert (kept.verdict.outcome, changes[kept.pk].outcome, changes[kept.pk].unmet) == (
        "met",
        "not_met",
        ("share_ldtt",),
    )
