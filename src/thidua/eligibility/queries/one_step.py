"""Who is one step away from an honour: a single computed condition is wanting, by the nearest way."""

from __future__ import annotations

import numpy as np

from thidua.eligibility.enums import Outcome
from thidua.eligibility.models import Screening
from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.packed import Ids, PersonPacker, packing
from thidua.eligibility.queries.screening import CHUNK
from thidua.eligibility.queries.screenings import people_found
from thidua.lawbook.gaps import Gaps


def one_step_away(screening: Screening, honour: str) -> Ids:
    """Of those a screening found not to qualify, who wants one thing, by the facts of today. Raises
    ScreenedHonour.DoesNotExist for an honour not screened."""
    book = law_book()
    failed = people_found(screening, honour, Outcome.NOT_MET)
    near = [np.zeros(0, np.int64)]
    with packing() as cursor:
        packer = PersonPacker(cursor, screening.year, [one.code for one in reversed(book.honours())])
        for start in range(0, len(failed), CHUNK):
            ids = failed[start : start + CHUNK]
            cohort = packer.cohort(cursor, ids)
            judged = book.screen(honour, cohort, screening.law_on)
            near.append(ids[Gaps(cohort, screening.law_on).steps(judged.root) == 1])
    return np.concatenate(near)
