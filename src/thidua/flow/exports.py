"""A workflow table as a page people read: a diagram and a list of its steps."""

from __future__ import annotations

from collections.abc import Callable

from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.flow.workflow import Transition, Workflow


def page(workflow: Workflow, label: Callable[[str], str]) -> str:
    """Markdown with a Mermaid diagram and one table row a transition. `label` names a state in Vietnamese."""
    lines = [
        f"# Workflow `{workflow.name}`",
        "",
        "Drawn from the workflow table by `docs/states/draw.py`; change the table, never this page.",
        "",
        "```mermaid",
        *_diagram(workflow, label),
        "```",
        "",
        "| step | from | to | who | notice | basis |",
        "|---|---|---|---|---|---|",
        *(_row(step, label) for step in workflow.transitions),
    ]
    return "\n".join(lines) + "\n"


def _diagram(workflow: Workflow, label: Callable[[str], str]) -> list[str]:
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{label(state)}" as {state}' for state in workflow.states()]
    lines.append(f"    [*] --> {workflow.initial}")
    lines += [
        f"    {source} --> {step.target}: {step.label}"
        for step in workflow.transitions
        for source in step.sources
    ]
    left = {source for step in workflow.transitions for source in step.sources}
    return lines + [f"    {state} --> [*]" for state in workflow.states() if state not in left]


def _row(step: Transition, label: Callable[[str], str]) -> str:
    sources = ", ".join(label(source) for source in step.sources)
    roles = ", ".join(sorted(Role(role).label for role in CAPABILITIES[step.capability]))
    who = f"{roles} (`{step.capability}`)"
    cells = (f"{step.label} (`{step.name}`)", sources, label(step.target), who, step.notice, step.basis)
    return "| " + " | ".join(cell or "–" for cell in cells) + " |"
