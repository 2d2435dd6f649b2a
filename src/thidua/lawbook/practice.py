"""The law beside the standards of honours: money, deadlines, papers, offices, choosing between equals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from thidua.lawbook import authority, deadlines, equals, regimes
from thidua.lawbook.authority import Office
from thidua.lawbook.deadlines import Deadline
from thidua.lawbook.dossiers import Papers
from thidua.lawbook.dossiers import reading as papers
from thidua.lawbook.equals import WomenFirst
from thidua.lawbook.money import Money
from thidua.lawbook.money import reading as money
from thidua.lawbook.regimes import Regime
from thidua.lawbook.source import Source


@dataclass(frozen=True)
class Practice:
    """What `law/` says besides standards, quotas, votes and deciders."""

    offices: Mapping[str, Office] = field(default_factory=dict)
    women_first: tuple[WomenFirst, ...] = ()
    money: Money = field(default_factory=Money)
    deadlines: tuple[Deadline, ...] = ()
    papers: Papers = field(default_factory=Papers)
    regimes: tuple[Regime, ...] = ()


def read_practice(source: Source) -> Practice:
    """Read every file; what is wrong goes to the faults of the source."""
    return Practice(
        offices=authority.read(source),
        women_first=equals.read(source),
        money=money.read(source),
        deadlines=deadlines.read(source),
        papers=papers.read(source),
        regimes=regimes.read(source),
    )
