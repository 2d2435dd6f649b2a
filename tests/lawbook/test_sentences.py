"""What officials read: one sentence a check and outcome, word for word, with its papers and what is wanting."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from asking import BOOK, WORDS

from thidua.lawbook import Cohort
from thidua.lawbook.checks import CHECKS, Check, Seen
from thidua.lawbook.checks.devotion import Band
from thidua.lawbook.given import read_facts

FILES = sorted((Path(__file__).parent / "sentences").glob("*.yaml"))
TABLE = [entry for file in FILES for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]
ROWS = [(entry, row) for entry in TABLE for row in entry["says"]]


def made(entry: dict[str, Any]) -> Check:
    given = {
        key: tuple(Band(**one) if isinstance(one, dict) else one for one in value)
        if isinstance(value, list)
        else value
        for key, value in entry.get("with", {}).items()
    }
    return CHECKS[entry["check"]](**given)


def said(entry: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """The row as it comes out: outcome with what is wanting, sentence, cure, papers."""
    check, on = made(entry), row.get("on", date(2026, 1, 15))
    kind = "collective" if "members" in row["facts"] or "cluster_rank" in row["facts"] else "person"
    cohort = Cohort.build(row.get("year", 2025), [read_facts(kind, row["facts"])])
    outcome = int(check.outcome(cohort, on)[0])
    told = check.say(Seen(cohort, 0, outcome, BOOK.label))
    word = WORDS[outcome]
    answer = f"{word} {told.lack or check.lack}" if word == "to_attest" else word
    extra = {"cure": told.cure, "evidence": list(told.evidence)}
    return {"outcome": answer, "sentence": told.sentence} | {
        key: value for key, value in extra.items() if value
    }


@pytest.mark.parametrize(("entry", "row"), ROWS, ids=lambda one: one.get("check", one.get("outcome", "")))
def test_a_sentence(entry: dict[str, Any], row: dict[str, Any]) -> None:
    expected = {key: row[key] for key in ("outcome", "sentence", "cure", "evidence") if key in row}
    assert said(entry, row) == expected


def test_every_check_is_in_the_table() -> None:
    assert {entry["check"] for entry in TABLE} == set(CHECKS)


# Checks that never fail anybody, or that speak only where something stands against the nominee.
ONE_SIDED = {"leave_counts", "old_titles_stand", "no_revoked_title", "not_dissolved"}


def test_every_check_is_heard_for_and_against() -> None:
    heard: dict[str, set[str]] = {}
    for entry, row in ROWS:
        heard.setdefault(entry["check"], set()).add(row["outcome"].split(" ")[0])
    lacking = {check for check, words in heard.items() if not {"met", "not_met"} <= words}
    assert lacking == {*ONE_SIDED, "unused_years", "clear_of_discipline", "not_rewarded_before"}


def test_sentences_are_whole_and_name_no_code() -> None:
    for _, row in ROWS:
        sentence = row["sentence"]
        assert (sentence[:1].isupper(), sentence[-1:], ".." in sentence, "  " in sentence) == (
            True,
            ".",
            False,
            False,
        )
        assert [code for code in BOOK.catalogue if code in sentence] == []


def test_a_missing_fact_and_a_missing_finding_read_apart() -> None:
    """A fact: somebody must enter it. A finding: a competent person must say."""
    for _, row in ROWS:
        wanting, cure = row["outcome"].partition(" ")[2], row.get("cure", "")
        enter, find = "ổ sung" in cure, cure.startswith("Đề nghị người có thẩm quyền")
        assert (enter, find) == {"": (enter, False), "fact": (True, False), "finding": (False, True)}[wanting]
