"""Files, functions and views stay small enough to read at a glance."""

from __future__ import annotations

import ast

from tests.architecture.sources import SRC, Function, functions, modules, shown, tree

FILE_LINES, FUNCTION_LINES, VIEW_LINES = 400, 50, 25


def length(function: Function) -> int:
    """Lines from `def` to the last, docstring and decorators apart."""
    body = function.body
    documented = ast.get_docstring(function, clean=False) is not None
    docstring = body[0].end_lineno - body[0].lineno + 1 if documented and body[0].end_lineno else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def test_length_counts_a_function_without_its_docstring() -> None:
    (one,) = functions(ast.parse('@wrap\ndef f(\n    a,\n):\n    """Two\n    lines."""\n    return a\n'))
    assert length(one) == 4


def test_no_file_has_400_lines() -> None:
    """Tables of words count as much as code."""
    sizes = {shown(p): p.read_text(encoding="utf-8").count("\n") for p in modules()}
    assert len(sizes) > 150
    assert {file: n for file, n in sizes.items() if n >= FILE_LINES} == {}


def test_no_function_has_50_lines() -> None:
    sizes = {f"{shown(p)}:{f.lineno} {f.name}": length(f) for p in modules() for f in functions(tree(p))}
    assert len(sizes) > 500
    assert {name: n for name, n in sizes.items() if n >= FUNCTION_LINES} == {}


def test_no_view_has_25_lines() -> None:
    """A view parses, asks `can`, calls one action or query, answers: whatever takes a request is one."""
    views = {
        f"{shown(p)}:{f.lineno} {f.name}": length(f)
        for p in sorted((SRC / "web").rglob("*.py"))
        for f in functions(tree(p))
        if f.args.args and f.args.args[0].arg == "request"
    }
    assert "season_figures" in " ".join(views)
    assert {name: n for name, n in views.items() if n >= VIEW_LINES} == {}
