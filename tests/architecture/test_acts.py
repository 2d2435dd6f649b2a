"""Every act has one shape: a transaction, `actor` first and by keyword, an audit row, a docstring."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import SRC, Function, modules, tree

# Public functions of actions that are no acts of a person: what they are instead.
PARTS = {
    "access.prove_code": "logs failures alone, each in its own words; `signed_in` logs the success",
    "access.prove_password": "logs failures alone, each in its own words; `signed_in` logs the success",
    "audit.record": "the audit row itself, written inside an act",
    "audit.seal": "a job: nobody acts, nothing of the business changes",
    "flow.move": "the engine; it asks for `actor` and runs inside the caller's act",
    "flow.guard": "makes guards of workflow tables",
    "honours.write_lines": "lines of the ledger inside a decision's act",
    "honours.put_on_roll": "words of the public roll inside a decision's act",
    "eligibility.freeze": "verdicts inside the appraisal's act",
    "publishing.admit_visitor": "counted inside the act of a visitor without an account, which has the audit row",
    "publishing.sweep_visits": "a job: nobody acts, nothing of the business changes",
}


@cache
def acts() -> dict[str, Function]:
    """Public functions of every room's actions, by `room.name`; of a package those it offers."""
    found: dict[str, Function] = {}
    for path in modules():
        parts = path.relative_to(SRC).with_suffix("").parts
        if len(parts) < 2 or parts[1] != "actions":
            continue
        offered = _offered(path.parent / "__init__.py") if len(parts) > 2 else None
        for node in tree(path).body:
            if not isinstance(node, Function) or node.name.startswith("_"):
                continue
            if offered is None or node.name in offered:
                found[f"{parts[0]}.{node.name}"] = node
    return found


def _offered(package: Path) -> set[str]:
    """Names in `__all__`."""
    lists = [n.value for n in tree(package).body if isinstance(n, ast.Assign)]
    return {c.value for one in lists for c in ast.walk(one) if isinstance(c, ast.Constant)}


def faults(function: Function) -> list[str]:
    """What an act lacks. One made of other acts has their audit rows."""
    arguments = function.args
    found = []
    if arguments.posonlyargs or arguments.args or arguments.vararg:
        found.append("takes arguments by position")
    if [a.arg for a in arguments.kwonlyargs][:1] != ["actor"]:
        found.append("actor is not first")
    if not any(ast.unparse(d).startswith("transaction.atomic") for d in function.decorator_list):
        found.append("no transaction")
    calls = [n for n in ast.walk(function) if isinstance(n, ast.Call)]
    others = {name.partition(".")[2] for name in set(acts()) - set(PARTS)}
    written = any(ast.unparse(n.func) in {"record", *others} and _passes_actor(n) for n in calls)
    if not written:
        found.append("no audit row")
    if not ast.get_docstring(function):
        found.append("no docstring")
    return found


def _passes_actor(call: ast.Call) -> bool:
    return any(k.arg == "actor" for k in call.keywords)


def test_what_an_act_lacks_is_named() -> None:
    bare = ast.parse("def give(season, *, actor): ...").body[0]
    whole = ast.parse(
        '@transaction.atomic\ndef give(*, actor, season):\n    """Give."""\n    record(actor=actor)\n'
    ).body[0]
    assert isinstance(bare, Function)
    assert isinstance(whole, Function)
    lacks = ["takes arguments by position", "no transaction", "no audit row", "no docstring"]
    assert faults(bare) == lacks
    assert faults(whole) == []


def test_the_parts_are_there() -> None:
    assert sorted(set(PARTS) - set(acts())) == []


@pytest.mark.parametrize("name", sorted(set(acts()) - set(PARTS)))
def test_an_act_has_its_shape(name: str) -> None:
    assert faults(acts()[name]) == []


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_part_has_its_docstring(name: str) -> None:
    assert ast.get_docstring(acts()[name])
