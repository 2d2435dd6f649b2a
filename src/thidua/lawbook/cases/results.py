"""What came of a case, and the counts of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Status = Literal["passed", "failed", "not_covered"]

# What a runner says of one case: its status and, in Vietnamese, what differs or why it is not covered.
Told = tuple[Status, str]


@dataclass(frozen=True)
class CaseResult:
    """One case. `detail` says in Vietnamese what differs, or why the case is not covered yet. A contested
    case has an open expectation: it is listed and never counts."""

    file: str
    id: str
    title: str
    kind: str
    status: Status
    contested: bool = False
    detail: str = ""


@dataclass(frozen=True)
class Tally:
    """Counts for the last lines of a run; contested and uncovered cases count apart."""

    passed: int
    failed: int
    contested: int
    not_covered: int


def tally(results: Sequence[CaseResult]) -> Tally:
    gates = [r for r in results if not r.contested and r.status != "not_covered"]
    return Tally(
        passed=sum(r.status == "passed" for r in gates),
        failed=sum(r.status == "failed" for r in gates),
        contested=sum(r.contested and r.status != "not_covered" for r in results),
        not_covered=sum(r.status == "not_covered" for r in results),
    )


def told(differences: Sequence[str]) -> Told:
    """Passed without differences, failed with them."""
    return ("failed", "; ".join(differences)) if differences else ("passed", "")
