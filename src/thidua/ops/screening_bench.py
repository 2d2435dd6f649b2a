"""Both sides of the screening bench and the explanation of one person, each in a process of its own."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from thidua.ops.measuring import peak_mb
from thidua.ops.merit_chains import REVIEW_YEAR, chain_counts

ON = date(REVIEW_YEAR, 12, 15)
_EXPLAINED = 200  # people


def ours() -> dict[str, Any]:
    """Everybody by every computed honour, from the database to outcomes; the law is read before, as a server has."""
    import numpy as np

    from thidua.eligibility.queries.law import law_book
    from thidua.eligibility.queries.packed import packing, person_ids
    from thidua.eligibility.queries.screening import MET, screened

    law_book()
    start = time.perf_counter()
    with packing() as cursor:
        ids = person_ids(cursor)
    met: Counter[str] = Counter()
    for part in screened(REVIEW_YEAR, ON, ids, hands=min(2, os.cpu_count() or 1)):
        met.update({code: int(np.count_nonzero(found == MET)) for code, found in part.outcomes.items()})
    seconds = time.perf_counter() - start
    peak = peak_mb()
    return {"seconds": seconds, "peak_mb": peak, "people": len(ids), "met": met}


def floor() -> dict[str, Any]:
    """The merit chains by one statement."""
    from django.db import connection, transaction

    start = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        met = chain_counts(cursor)
    return {"seconds": time.perf_counter() - start, "met": met}


def explained() -> dict[str, Any]:
    """Milliseconds from the database to the explained verdict, for people drawn by lot and every honour."""
    import random

    from thidua.eligibility.queries.law import law_book
    from thidua.eligibility.queries.packed import packing, person_ids
    from thidua.eligibility.queries.screening import computed_honours

    with packing() as cursor:
        ids = person_ids(cursor).tolist()
    law_book()
    drawn = random.Random(REVIEW_YEAR).sample(ids, min(_EXPLAINED, len(ids)))
    taken = sorted(_explain(person, code) for person in drawn for code in computed_honours(ON))
    return {"p95_ms": taken[-(-len(taken) * 95 // 100) - 1]}


def _explain(person_id: int, code: str) -> float:
    from thidua.eligibility.queries.law import law_book
    from thidua.eligibility.queries.persons import facts_on_record
    from thidua.lawbook import Cohort
    from thidua.registry.models import Person

    start = time.perf_counter()
    people = Person.objects.filter(id=person_id).prefetch_related("posts")
    cohort = Cohort.build(REVIEW_YEAR, facts_on_record(REVIEW_YEAR, list(people)))
    law_book().judge(code, cohort, ON).verdict(0).as_json()
    return (time.perf_counter() - start) * 1000


def main(side: str, data: Path) -> None:
    """Run one side on a data folder; the measure as JSON on stdout."""
    from thidua.ops.installation import ready

    with ready(data, say=lambda message: None):
        print(json.dumps({"ours": ours, "floor": floor, "explained": explained}[side]()))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
