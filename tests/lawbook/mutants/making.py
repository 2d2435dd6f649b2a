"""One change at a time to the functions of a module: comparisons, ±1, and/or, min/max, constants, negations."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "src"
MODULES = (
    *(
        f"thidua.lawbook.checks.{family}"
        for family in ("chains", "collective", "devotion", "earlier", "grades")
    ),
    *(f"thidua.lawbook.checks.{family}" for family in ("kinds", "person", "record", "work", "works")),
    *("thidua.lawbook.packing", "thidua.lawbook.years", "thidua.lawbook.judging"),
)
# What only makes sentences or looks ahead: held by tests of its own.
SPOKEN = frozenset(
    {"say", "asks", "breaks", "gap", "papers", "listed", "facts", "year", "in_years", "spoken_years"}
    | {"_spoken", "_of_year", "_given", "_measures", "_missing", "_share", "_wanted", "_say_paper", "_bands"}
    | {"_good", "_last", "_inside", "_within", "_many", "_findings", "_wide"}
)

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_JOINED: dict[type[ast.AST], type[ast.AST]] = {
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
_PAIRS = (("min", "max"), ("minimum", "maximum"), ("logical_and", "logical_or"), ("any", "all"))
_NAMED = dict(_PAIRS) | {right: left for left, right in _PAIRS}


@dataclass(frozen=True)
class Mutant:
    """A function of a module with one change; `code` makes what it runs instead."""

    module: str
    function: str
    line: int
    what: str
    code: Callable[[], CodeType]

    @property
    def id(self) -> str:
        return f"{self.module.removeprefix('thidua.lawbook.')}:{self.line} {self.function}: {self.what}"

    def apply(self) -> None:
        """Everybody holds the function: with its code replaced the change is everywhere."""
        found: Any = importlib.import_module(self.module)
        for name in self.function.split("."):
            found = inspect.getattr_static(found, name)
        found = getattr(found, "__func__", getattr(found, "fget", None) or found)
        assert isinstance(found, FunctionType)
        found.__code__ = self.code()


@dataclass(frozen=True)
class _Change:
    line: int
    what: str
    holder: Any
    field: str
    place: int | None
    new: Any

    def swap(self, value: Any) -> Any:
        """Put the value in its place; what stood there."""
        there = getattr(self.holder, self.field)
        if self.place is None:
            setattr(self.holder, self.field, value)
            return there
        old, there[self.place] = there[self.place], value
        return old


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    file = SOURCE / (module.replace(".", "/") + ".py")
    tree = ast.parse(file.read_text(encoding="utf-8"))
    seen: dict[tuple[int, str], int] = {}
    for function, body in _functions(tree):
        for change in list(_changes(body)):
            times = seen[change.line, change.what] = seen.get((change.line, change.what), 0) + 1
            what = change.what if times == 1 else f"{change.what} ({times})"
            yield Mutant(module, function, change.line, what, partial(_compiled, tree, change, function))


def _compiled(tree: ast.Module, change: _Change, function: str) -> CodeType:
    old = change.swap(change.new)
    code = compile(ast.fix_missing_locations(tree), function, "exec")
    change.swap(old)
    return _find(code, function)


def _functions(tree: ast.AST, owner: str = "") -> Iterator[tuple[str, list[ast.stmt]]]:
    """Functions and methods by their qualified names; inner ones belong to the outer."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef) and node.name not in SPOKEN:
            yield owner + node.name, node.body


def _find(code: CodeType, name: str) -> CodeType:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_qualname == name:
                return constant
            if name.startswith(f"{constant.co_qualname}."):
                return _find(constant, name)
    raise LookupError(name)


def _changes(body: list[ast.stmt]) -> Iterator[_Change]:
    for statement in body:
        for node in ast.walk(statement):
            yield from _of_node(node)
            for field, value in ast.iter_fields(node):
                for place, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                    if isinstance(child, ast.UnaryOp) and isinstance(child.op, ast.Not | ast.Invert):
                        yield _Change(child.lineno, "no negation", node, field, place, child.operand)


def _of_node(node: ast.AST) -> Iterator[_Change]:
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                for other in _COMPARED[type(operator)]:
                    yield _Change(node.lineno, _told(operator, other), node, "ops", place, other())
        case ast.BoolOp() | ast.BinOp() if type(node.op) in _JOINED:
            other_way = _JOINED[type(node.op)]
            yield _Change(node.lineno, _told(node.op, other_way), node, "op", None, other_way())
        case ast.Constant(value=bool(value)):
            yield _Change(node.lineno, f"{value} becomes {not value}", node, "value", None, not value)
        case ast.Constant(value=int(value)):
            for new in (value - 1, value + 1):
                yield _Change(node.lineno, f"{value} becomes {new}", node, "value", None, new)
        case ast.Name(id=name) if name in _NAMED:
            yield _Change(node.lineno, f"{name} becomes {_NAMED[name]}", node, "id", None, _NAMED[name])
        case ast.Attribute(attr=name) if name in _NAMED:
            yield _Change(node.lineno, f"{name} becomes {_NAMED[name]}", node, "attr", None, _NAMED[name])


def _told(old: ast.AST, new: type[ast.AST]) -> str:
    return f"{type(old).__name__} becomes {new.__name__}"
