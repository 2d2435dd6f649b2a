"""What is installed: each library with its reason, pinned by hash, from no named index, under a fitting licence."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.sources import ROOT

PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCKS = ("requirements.txt", "requirements-dev.txt")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
_WITHOUT_LESSER = re.compile(r"(?<!L)(?<!Lesser )(?:\bA?GPL|General Public)", re.IGNORECASE)


def wanted(group: str) -> list[Requirement]:
    """Requirements of the product, or of its tests."""
    project = tomllib.loads(PROJECT)["project"]
    lines = project["dependencies"] if group == "" else project["optional-dependencies"][group]
    return [Requirement(line) for line in lines]


def pins(file: str) -> dict[str, str]:
    """Name → version of a lock file."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return {canonicalize_name(name): version for name, version in _PIN.findall(text)}


def misfits(requirements: list[Requirement], held: dict[str, str]) -> list[str]:
    """Requirements the lock lacks or holds in another version."""
    return [
        str(r)
        for r in requirements
        if (pin := held.get(canonicalize_name(r.name))) is None or Version(pin) not in r.specifier
    ]


def unreasoned(text: str) -> list[str]:
    """Lines of dependency lists without a comment of at least two words' worth."""
    lines = re.findall(r'^ {4}"[A-Za-z].*$', text, re.MULTILINE)
    return [line.strip() for line in lines if not re.search(r'",?\s+# \S.{3,}$', line)]


def licence(name: str) -> str:
    """What a distribution says of its licence: expression, else field and classifiers."""
    held = importlib.metadata.metadata(name)
    if held["License-Expression"]:
        return held["License-Expression"]
    classifiers = [c for c in held.get_all("Classifier", []) if c.startswith("License")]
    return " ".join([(held["License"] or "")[:200], *classifiers]).strip()


def forbidden(said: str) -> bool:
    """GPL and AGPL, the Lesser GPL apart."""
    return bool(_WITHOUT_LESSER.search(said.replace("Lesser General Public", "Lesser")))


def test_every_dependency_has_its_reason() -> None:
    assert unreasoned('[\n    "a>=1",\n    "b",  # why\n    "c",  # reads lists\n]') == [
        '"a>=1",',
        '"b",  # why',
    ]
    assert unreasoned(PROJECT) == []


def test_a_misfit_is_named() -> None:
    held = {"django": "5.1", "numpy": "2.3"}
    asked = [Requirement("Django>=5.2"), Requirement("numpy>=2"), Requirement("segno")]
    assert misfits(asked, held) == ["Django>=5.2", "segno"]


def test_the_locks_hold_what_the_project_asks_for() -> None:
    assert misfits(wanted(""), pins("requirements.txt")) == []
    assert (
        misfits([*wanted(""), *wanted("dev")], pins("requirements.txt") | pins("requirements-dev.txt")) == []
    )


def test_both_locks_pin_the_same_versions() -> None:
    product, tests = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {n: (v, tests[n]) for n, v in product.items() if tests.get(n, v) != v} == {}


def test_the_product_installs_no_test_tool() -> None:
    tools = {canonicalize_name(r.name) for r in wanted("dev")}
    assert sorted(tools & set(pins("requirements.txt"))) == []


@pytest.mark.parametrize("file", LOCKS)
def test_a_lock_is_pins_and_hashes_alone(file: str) -> None:
    """No index address, no option, no file of one machine; every pin with its hash."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    known = re.compile(
        r"(?:[A-Za-z0-9._\[\],-]+==\S+(?: ; .*)?| {4}--hash=sha256:[0-9a-f]{64})(?: \\)?|\s*#.*|"
    )
    assert [line for line in lines if not known.fullmatch(line)] == []
    assert [line for line in lines if "://" in line] == []
    bare = [
        line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if "==" in line and "--hash" not in after
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("AGPL-3.0-only", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("MIT OR GPL-2.0", True),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("BSD-3-Clause", False),
    ],
)
def test_a_licence_is_told(said: str, expected: bool) -> None:
    assert forbidden(said) is expected


def test_no_library_binds_the_product_to_the_gpl() -> None:
    names = sorted(pins("requirements.txt") | pins("requirements-dev.txt"))
    licences = {n: licence(n) for n in names if _installed(n)}
    assert len(licences) > 50
    assert {n: said for n, said in licences.items() if not said or forbidden(said)} == {}


def _installed(name: str) -> bool:
    """Some pins are for other systems (colours of Windows consoles)."""
    try:
        importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True
