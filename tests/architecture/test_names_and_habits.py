"""Names that say nothing, logic in `save()` and signals, HTTP below the web: none of them."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.sources import functions, modules, room_of, shown, tree

FORBIDDEN = {"common", "utils", "helpers", "core", "misc", "manager", "base"}
OVERRIDES = {"save", "delete", "full_clean"}
SIGNALS = {"django.db.models.signals", "django.dispatch", "django.core.signals"}
WEB_ONLY = ("django.http", "django.shortcuts", "django.urls", "django.views", "django.template")


def imported(module: ast.Module) -> set[str]:
    """Full names a module imports, in functions too: `a.b` and `a.b.c` for `from a.b import c`."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def overrides(module: ast.Module) -> list[str]:
    """Methods by which a model would hide logic in being stored or removed."""
    classes = [node for node in ast.walk(module) if isinstance(node, ast.ClassDef)]
    return [
        f"{c.name}.{m.name}"
        for c in classes
        for m in c.body
        if isinstance(m, ast.FunctionDef) and m.name in OVERRIDES
    ]


def open_work(text: str) -> list[str]:
    """Lines left for later."""
    marks = ("TO" + "DO", "FIX" + "ME", "X" + "XX", "raise NotImplementedError(")
    return [line.strip() for line in text.splitlines() if any(mark in line for mark in marks)]


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {shown(p): p.parent.name if p.stem == "__init__" else p.stem for p in modules(migrations=True)}
    assert {file: name for file, name in names.items() if name in FORBIDDEN} == {}


def test_no_model_overrides_how_it_is_stored() -> None:
    planted = ast.parse("class A:\n    def save(self): ...\n    def name(self): ...\n")
    assert overrides(planted) == ["A.save"]
    assert {shown(p): found for p in modules() if (found := overrides(tree(p)))} == {}


def test_nothing_listens_to_signals() -> None:
    planted = ast.parse("def f():\n    from django.db.models import signals\n")
    assert imported(planted) & SIGNALS == {"django.db.models.signals"}
    assert {shown(p): found for p in modules() if (found := imported(tree(p)) & SIGNALS)} == {}


def test_rooms_below_the_web_know_no_http() -> None:
    below = [p for p in modules() if room_of(p) not in ("web", "ops", "settings")]
    assert len(below) > 100
    found = {shown(p): [n for n in sorted(imported(tree(p))) if n.startswith(WEB_ONLY)] for p in below}
    assert {file: names for file, names in found.items() if names} == {}


@pytest.mark.parametrize("line", ["# TO" + "DO: later", "x = 1  # FIX" + "ME"])
def test_open_work_is_seen(line: str) -> None:
    assert open_work(f"a = 1\n{line}\n") == [line]


def test_nothing_is_left_for_later() -> None:
    texts = {shown(p): open_work(p.read_text(encoding="utf-8")) for p in modules()}
    assert {file: lines for file, lines in texts.items() if lines} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        shown(p)
        for p in modules()
        if p.name != "apps.py" and p.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(p))
    ]
    assert silent == []


def test_functions_take_no_shared_defaults() -> None:
    """A list or dict as a default is one object for every call."""
    shared = [
        f"{shown(p)}:{f.lineno}"
        for p in modules()
        for f in functions(tree(p))
        for default in [*f.args.defaults, *f.args.kw_defaults]
        if isinstance(default, ast.List | ast.Dict | ast.Set)
    ]
    assert shared == []
