"""The product's own Python files, parsed once for every test of this folder."""

from __future__ import annotations

import ast
import configparser
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "thidua"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def rooms() -> list[str]:
    """Rooms low to high, as the import contract lists them."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contracts["importlinter:contract:rooms"]["layers"].split()
    return [layer.strip("()") for layer in reversed(layers)]


def modules(*, migrations: bool = False) -> list[Path]:
    """Every module of the product; migrations are written by Django and left out."""
    return [p for p in sorted(SRC.rglob("*.py")) if migrations or "migrations" not in p.parts]


def shown(path: Path) -> str:
    """A path as a reader looks for it: below the project."""
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    """`registry` for src/thidua/registry/models.py."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(module: ast.Module) -> list[Function]:
    """Every function and method, nested ones included."""
    return [node for node in ast.walk(module) if isinstance(node, Function)]
