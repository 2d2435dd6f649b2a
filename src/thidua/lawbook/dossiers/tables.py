"""What the law says on dossiers: names of papers, numbers of forms, contents from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from thidua.lawbook.rules import Basis


@dataclass(frozen=True)
class Form:
    """The number a decree gives the printed form of some papers; empty `honours`, `subject`, `when`: for all."""

    basis: Basis
    number: str
    papers: tuple[str, ...]
    honours: tuple[str, ...] = ()
    subject: str = ""
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class Needed:
    """A paper a dossier needs; with `when` only in one of these circumstances."""

    paper: str
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """The papers from a day on. `sets` 0: the ministry or province sets the number of originals. `delegated`: a
    province may set papers of its own."""

    start: date
    basis: Basis
    papers: tuple[Needed, ...]
    sets: int = 0
    electronic: bool = False
    delegated: bool = False


@dataclass(frozen=True)
class Papers:
    """What the law says on dossiers; contents by honour, in order of their days."""

    names: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    contents: Mapping[str, tuple[Contents, ...]] = field(default_factory=dict)
