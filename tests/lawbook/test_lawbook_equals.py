"""Choosing between equals: women first, the rest for a person to decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from thidua.lawbook import load
from thidua.lawbook.equals import Choice, Equal, choose

BOOK = load(Path(__file__).parents[2] / "law")
ON = date(2025, 12, 18)
HOA, LAN = Equal("hoa", sex="female"), Equal("lan", sex="female")
NAM, SON = Equal("nam", sex="male"), Equal("son", sex="male")


@pytest.mark.parametrize(
    ("tied", "places", "choice"),
    [
        ([NAM, HOA], 1, Choice(("hoa",))),
        ([NAM, HOA], 2, Choice(("nam", "hoa"))),
        ([HOA, LAN], 1, Choice((), ("hoa", "lan"))),
        ([NAM, SON], 1, Choice((), ("nam", "son"))),
        ([NAM, HOA, SON], 2, Choice(("hoa",), ("nam", "son"))),
        ([HOA, NAM, LAN], 2, Choice(("hoa", "lan"))),
        ([HOA, NAM], 0, Choice(())),
        ([], 1, Choice(())),
    ],
)
def test_women_go_first_and_the_rest_is_not_guessed(tied: list[Equal], places: int, choice: Choice) -> None:
    assert BOOK.choose(tied, places, ON) == choice


@pytest.mark.parametrize(("women", "first"), [(69, False), (70, True), (71, True)])
def test_a_collective_counts_from_seventy_percent(women: int, first: bool) -> None:
    tied = [Equal("to_1", members=100, women=0), Equal("to_2", members=100, women=women)]
    assert BOOK.choose(tied, 1, ON) == (Choice(("to_2",)) if first else Choice((), ("to_1", "to_2")))


def test_a_share_is_not_rounded() -> None:
    """16 of 23 is 69,57 %."""
    tied = [Equal("to_1", members=10, women=1), Equal("to_2", members=23, women=16)]
    assert BOOK.choose(tied, 1, ON).chosen == ()


def test_without_a_rule_a_person_decides() -> None:
    assert choose([NAM, HOA], 1, None) == Choice((), ("nam", "hoa"))


def test_places_below_none_are_an_error() -> None:
    with pytest.raises(ValueError, match="places"):
        choose([HOA], -1, 70)
