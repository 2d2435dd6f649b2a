"""How far a nominee is from an honour: the computed steps that are wanting, by the nearest way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from thidua.lawbook.checks.kinds import MET, NOT_MET
from thidua.lawbook.cohort import Bool, Cohort, Int8
from thidua.lawbook.judging import Judged, computable
from thidua.lawbook.rules import AllOf, AnyOf, Criterion, StandardOf, Unread

# A way that is closed: written for others, or a text nobody has read.
CLOSED = 99


@dataclass(frozen=True)
class Gaps:
    """Distances in the screening of one cohort on one day."""

    cohort: Cohort
    on: date

    def steps(self, judged: Judged) -> Int8:
        """Steps wanting for every nominee: 0 where all that is computed holds, CLOSED where no way is open.

        A criterion that fails and cannot be made good by more years or works counts as one step.
        """
        match judged.node:
            case Criterion():
                return self._leaf(judged.node, judged)
            case Unread():
                return self._all(CLOSED)
            case AnyOf():
                return np.asarray(np.minimum.reduce([self._way(part) for part in judged.parts]), np.int8)
            case AllOf() | StandardOf():
                wanting = sum((self.steps(part).astype(np.int32) for part in judged.parts), self._all(0))
                held = judged.outcome == MET
                return np.where(held & ~judged.held, 0, np.minimum(wanting, CLOSED)).astype(np.int8)

    def _leaf(self, node: Criterion, judged: Judged) -> Int8:
        if not node.check.computed:
            missed = judged.outcome == NOT_MET
            return np.where(missed, CLOSED if node.check.selects else 1, 0).astype(np.int8)
        wanting = np.maximum(node.check.gap(self.cohort, self.on), 1)
        fine = (judged.outcome == MET) & ~judged.held
        return np.where(judged.relevant & ~fine, wanting, 0).astype(np.int8)

    def _way(self, part: Judged) -> Int8:
        if not computable(part.node):
            return np.where(part.outcome == MET, 0, CLOSED).astype(np.int8)
        open_to: Bool = part.relevant
        return np.where(open_to, self.steps(part), CLOSED).astype(np.int8)

    def _all(self, value: int) -> Int8:
        return np.full(len(self.cohort), value, np.int8)

    def wanting(self, judged: Judged, row: int) -> list[Judged]:
        """Leaves that are wanting for one nominee on the nearest way, in the order of the law."""
        if not judged.relevant[row] or (judged.outcome[row] == MET and not judged.held[row]):
            return []
        if not judged.parts:
            return [judged]
        parts = judged.parts
        if isinstance(judged.node, AnyOf):
            parts = (min(parts, key=lambda part: int(self._way(part)[row])),)
        return [leaf for part in parts for leaf in self.wanting(part, row)]
