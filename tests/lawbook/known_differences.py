"""Where the engine is known to answer otherwise than the texts; an entry leaves when the engine is mended.

Every run names the entries it still meets, as a warning.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from histories import Case
from oracle.answers import Answer
from oracle.general import AMENDMENT

from thidua.lawbook import SubjectFacts


class Difference(NamedTuple):
    case: Case
    facts: SubjectFacts
    oracle: Answer
    engine: Answer

    def unnamed(self, *keys: str) -> bool:
        """The oracle names one of the keys, the engine does not."""
        return bool((self.oracle.unmet - self.engine.unmet) & set(keys))


KNOWN: dict[str, Callable[[Difference], bool]] = {
    "one achievement, one reward: not asked of every honour (Art 5)": lambda d: d.unnamed("same_achievement"),
    "open processes and ended bodies: not asked where the standard was not read (GR4, GR11)": (
        lambda d: d.unnamed("pending", "dissolved")
    ),
    "honours not known: years used and years counted are not known either": (
        lambda d: d.facts.honours is None and d.case.code in ("bk_bo_tinh", "cstd_toan_quoc")
    ),
    "a higher retirement age leaves no reduction, whatever the sex": (
        lambda d: d.facts.sex is None and d.facts.attested.get("higher_retirement_age") is True
    ),
    "of a path that waits and one that is open the waiting one is told": (
        lambda d: d.unnamed("retirement_notice")
    ),
    "honours of the city rest on the law too, and the law from 1/10/2026 was not read": (
        lambda d: d.case.code.startswith("hn_") and d.case.on >= AMENDMENT
    ),
    "Art 29 asked for the district's leader before Decree 86 set the frame": (
        lambda d: d.case.code == "xa_tieu_bieu" and d.case.on < date(2024, 1, 30)
    ),
}


def is_known(difference: Difference) -> bool:
    for reason, meets in KNOWN.items():
        if meets(difference):
            warnings.warn(f"engine and oracle differ: {reason}", stacklevel=2)
            return True
    return False
