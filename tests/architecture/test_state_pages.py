"""The pages in docs/states are those the workflow tables give today."""

from __future__ import annotations

import pytest
from django.db.models import Choices

from tests.architecture.sources import ROOT
from thidua.flow.exports import page
from thidua.flow.workflow import Transition, Workflow
from thidua.nominations.enums import State
from thidua.nominations.workflow import NOMINATION
from thidua.ops.workflows import WORKFLOWS

CURE = "run .venv/bin/python docs/states/draw.py"


@pytest.mark.parametrize(("workflow", "states"), WORKFLOWS, ids=lambda one: getattr(one, "name", ""))
def test_the_page_of_a_workflow_is_current(workflow: Workflow, states: type[Choices]) -> None:
    held = (ROOT / "docs" / "states" / f"{workflow.name}.md").read_text(encoding="utf-8")
    assert held == page(workflow, lambda state: str(states(state).label)), CURE


def test_a_page_shows_every_step_and_where_it_ends() -> None:
    step = Transition("send", ("open", "asked"), "sent", "audit.read", "Gửi", notice="unit")
    lines = page(Workflow("letter", "open", (step,)), str.upper).splitlines()
    assert lines[4:] == [
        "```mermaid",
        "stateDiagram-v2",
        '    state "OPEN" as open',
        '    state "ASKED" as asked',
        '    state "SENT" as sent',
        "    [*] --> open",
        "    open --> sent: Gửi",
        "    asked --> sent: Gửi",
        "    sent --> [*]",
        "```",
        "",
        "| step | from | to | who | notice | basis |",
        "|---|---|---|---|---|---|",
        "| Gửi (`send`) | OPEN, ASKED | SENT | Kiểm tra, giám sát (`audit.read`) | unit | – |",
    ]


def test_a_changed_table_makes_another_page() -> None:
    def label(state: str) -> str:
        return str(State(state).label)

    shorter = Workflow(NOMINATION.name, NOMINATION.initial, NOMINATION.transitions[:-1])
    assert page(shorter, label) != page(NOMINATION, label)
