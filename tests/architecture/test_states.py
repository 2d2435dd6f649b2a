"""Only `flow` writes a state: elsewhere nobody assigns, updates, creates or bulk-writes one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import modules, room_of, shown, tree
from thidua.nominations.workflow import NOMINATION

STATES = {NOMINATION.field}
# Calls whose keywords are written to a row; `filter(state=…)` only reads.
WRITERS = {"update", "create", "get_or_create", "update_or_create", "aupdate", "acreate"}


def writes(module: ast.Module) -> list[int]:
    """Lines that write a field named in STATES."""
    return sorted({line for node in ast.walk(module) for line in _written(node)})


def _written(node: ast.AST) -> Iterator[int]:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            attributes = [n for n in ast.walk(target) if isinstance(n, ast.Attribute)]
            if any(a.attr in STATES and isinstance(a.ctx, ast.Store) for a in attributes):
                yield node.lineno
    elif isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        keywords = {k.arg for k in node.keywords}
        makes_a_row = name in WRITERS or name[:1].isupper()
        if makes_a_row and keywords & STATES and name != "Q":
            yield node.lineno
        if name in ("bulk_update", "store_fields", "setattr", *WRITERS) and _names_a_state(node):
            yield node.lineno


def _names_a_state(call: ast.Call) -> bool:
    """A state's name as a text: in fields of bulk_update, in setattr, in `defaults`."""
    texts = [n for a in [*call.args, *(k.value for k in call.keywords)] for n in ast.walk(a)]
    return any(isinstance(n, ast.Constant) and n.value in STATES for n in texts)


@pytest.mark.parametrize(
    "line",
    [
        "one.state = 'awarded'",
        "a, one.state = 1, 2",
        "rows.update(state='awarded')",
        "rows.update(**{'state': 'awarded'})",
        "Nomination(line=line, state='awarded')",
        "Nomination.objects.create(state='awarded')",
        "rows.get_or_create(line=1, defaults={'state': 'awarded'})",
        "rows.bulk_update(found, ['priority', 'state'])",
        "store_fields(found, ['state'])",
        "setattr(one, 'state', 'awarded')",
    ],
)
def test_a_written_state_is_seen(line: str) -> None:
    assert writes(ast.parse(f"x = 1\n{line}\n")) == [2]


@pytest.mark.parametrize(
    "line",
    ["rows.filter(state='awarded')", "Q(state='awarded')", "state = one.state", "rows.update(priority=1)"],
)
def test_reading_a_state_is_no_writing(line: str) -> None:
    assert writes(ast.parse(line)) == []


def test_only_flow_writes_states() -> None:
    elsewhere = {shown(p): writes(tree(p)) for p in modules() if room_of(p) != "flow"}
    assert {file: lines for file, lines in elsewhere.items() if lines} == {}
