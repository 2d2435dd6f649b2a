"""The naive oracle alone answers every case: it may be trusted to hold the engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import oracle
import pytest
import yaml

from thidua.lawbook.given import read_facts

FILES = sorted((Path(__file__).parents[2] / "law" / "cases").glob("*.yaml"))
CASES = [
    case
    for file in FILES
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]
    if case["kind"] == "eligibility" and not case.get("contested")
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    facts = read_facts(case["subject"], case["facts"])
    answer = oracle.judge(case["honour"], facts, case["year"], case["on"])
    assert answer.outcome == case["expect"]["outcome"]
    assert set(case["expect"].get("unmet", [])) <= answer.unmet
