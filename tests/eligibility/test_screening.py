"""Who could be proposed: everybody by every honour, chunk by chunk, and the same by a statement of its own."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest
from django.db import connection

from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.packed import packing, person_ids
from thidua.eligibility.queries.screening import DEFERRED, MET, NOT_MET, computed_honours, outcomes, screened
from thidua.lawbook import Cohort, SubjectFacts
from thidua.lawbook.facts import GivenHonour
from thidua.ops.merit_chains import REVIEW_YEAR, chain_counts
from thidua.ops.population.filling import fill

ON = date(REVIEW_YEAR, 12, 15)


@pytest.mark.django_db
def test_the_chains_written_by_hand_count_the_same_people() -> None:
    fill(people=6_000, years=10, say=lambda message: None)
    with packing() as cursor:
        ids = person_ids(cursor)
    met: Counter[str] = Counter()
    seen: list[int] = []
    for part in screened(REVIEW_YEAR, ON, ids, chunk=1_700):
        seen += part.ids.tolist()
        met.update({code: int(np.count_nonzero(found == MET)) for code, found in part.outcomes.items()})
    assert seen == ids.tolist()
    with connection.cursor() as cursor:
        counts = chain_counts(cursor)
    assert {code: met[code] for code in counts} == counts
    assert min(count for code, count in counts.items() if code != "hcld_2") > 0


def test_a_hold_defers_who_could_be_proposed_and_nobody_else() -> None:
    fighters = tuple(GivenHonour("cstd_co_so", year, date(year, 12, 20)) for year in (2023, 2024))
    told = [
        SubjectFacts(group="official", honours=honours, ratings={}, initiatives=(), pending=pending)
        for honours in (fighters, ())
        for pending in ((), ("inspection",))
    ]
    found = outcomes(law_book(), ["bk_bo_tinh"], Cohort.build(2024, told), ON)
    assert found["bk_bo_tinh"].tolist() == [MET, DEFERRED, NOT_MET, NOT_MET]


def test_only_honours_with_something_to_compute_are_screened() -> None:
    assert computed_honours(date(2015, 12, 15)) == []
    codes = computed_honours(ON)
    assert {"ldtt", "cstd_co_so", "bk_bo_tinh", "bk_ttg", "hcld_3", "hcld_2"} <= set(codes)
    assert "giay_khen" not in codes
