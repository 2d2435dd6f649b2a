"""Background work of this room: screening the people of a unit."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from thidua.eligibility.models import ScreenedHonour, Screening
from thidua.eligibility.queries.kept import packed_ids, packed_outcomes
from thidua.eligibility.queries.packed import packing, person_ids
from thidua.eligibility.queries.screening import DEFERRED, MET, TO_ATTEST, screened
from thidua.flow.jobs import Progress, work
from thidua.flow.models import Job
from thidua.lawbook.years import Int8
from thidua.registry.queries.tree import descendant_ids

_CHUNK = 20_000  # people between two signs of progress


@work("people.screen")
def screen_people(job: Job, tell: Progress) -> dict[str, Any]:
    """Judge everybody of the unit and below; a screening that is done keeps its result."""
    screening = Screening.objects.select_related("unit").get(job=job)
    with packing() as cursor:
        ids = person_ids(cursor, descendant_ids([screening.unit_id]))
    found: dict[str, list[Int8]] = defaultdict(list)
    done = 0
    for part in screened(screening.year, screening.law_on, ids, chunk=_CHUNK):
        for code, outcomes in part.outcomes.items():
            found[code].append(outcomes)
        done += len(part.ids)
        tell(done, len(ids))
    kept = [_kept(screening, code, np.concatenate(parts)) for code, parts in found.items()]
    ScreenedHonour.objects.bulk_create(kept)
    Screening.objects.filter(pk=screening.pk).update(people=packed_ids(ids), count=len(ids))
    return {"screening": screening.pk, "people": len(ids), "honours": len(kept)}


def _kept(screening: Screening, code: str, outcomes: Int8) -> ScreenedHonour:
    def many(outcome: int) -> int:
        return int(np.count_nonzero(outcomes == outcome))

    return ScreenedHonour(
        screening=screening,
        honour=code,
        outcomes=packed_outcomes(outcomes),
        met=many(MET),
        to_attest=many(TO_ATTEST),
        deferred=many(DEFERRED),
    )
