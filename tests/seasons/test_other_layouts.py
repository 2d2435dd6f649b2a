"""The demo season with lists and registers in layouts of other offices comes to the same figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from other_layouts import Where, at, rewrite
from season_runs import DEMO, Outcome, Store, run_season

EXPECTED: dict[str, Any] = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, new_store: Callable[[], Store]
) -> tuple[Outcome, dict[Where, Where]]:
    base = tmp_path_factory.mktemp("elsewhere")
    moved = rewrite(DEMO, base / "season")
    return run_season(base / "season", base / "out", new_store(), papers=False), moved


def test_every_row_of_five_lists_was_moved(elsewhere: tuple[Outcome, dict[Where, Where]]) -> None:
    _, moved = elsewhere
    assert len(moved) == 21 + 1 + 23 + 1 + 20 + 1 + 20 + 4 + 17
    assert [old for old, new in moved.items() if old == new] == []
    told = [(row["file"], row["sheet"], row["row"]) for key in ("refused", "asked") for row in EXPECTED[key]]
    assert len([place for place in told if place in moved]) == 9


def test_the_figures_are_the_same(elsewhere: tuple[Outcome, dict[Where, Where]]) -> None:
    run, _ = elsewhere
    assert (run.code, run.faults) == (0, [])
    assert run.summary["awarded"] == EXPECTED["totals"]
    assert run.summary["recorded"] == EXPECTED["recorded"]
    assert run.summary["asked"] == []
    assert run.summary["quota"] == sorted(EXPECTED["quota"], key=lambda row: row["unit"])


def test_the_same_rows_are_sent_back(elsewhere: tuple[Outcome, dict[Where, Where]]) -> None:
    run, moved = elsewhere
    found = {(at(row, {}), row["honour"], row["reasons"][0]) for row in run.summary["refused"]}
    assert found == {(at(row, moved), row["honour"], row["reason"]) for row in EXPECTED["refused"]}
    assert len(run.summary["refused"]) == len(EXPECTED["refused"])
