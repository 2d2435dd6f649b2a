"""Where the engine is known to answer otherwise than the texts; an entry leaves when the engine is mended.

Every run names the entries it still meets, as a warning.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import NamedTuple

import oracle
from histories import Case
from oracle.answers import Answer

from thidua.lawbook import SubjectFacts


class Difference(NamedTuple):
    case: Case
    facts: SubjectFacts
    oracle: Answer
    engine: Answer

    def not_looked_at(self, *names: str) -> bool:
        """They agree once some of these facts are left out: the engine does not look at them here."""
        nothing = SubjectFacts()
        for size in range(1, len(names) + 1):
            for some in combinations(names, size):
                facts = replace(self.facts, **{name: getattr(nothing, name) for name in some})
                if self.engine == oracle.judge(self.case.code, facts, self.case.year, self.case.on):
                    return True
        return False

    def unnamed(self, *keys: str) -> bool:
        """The oracle names one of the keys, the engine does not."""
        return bool((self.oracle.unmet - self.engine.unmet) & set(keys))


KNOWN: dict[str, Callable[[Difference], bool]] = {
    "deeds rewarded before: not asked of every honour (GR1)": lambda d: d.not_looked_at("rewarded_for"),
    "of a path that waits and one that is open the waiting one is told": (
        lambda d: d.unnamed("retirement_notice")
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
