"""The invented population: made whole or not at all, marked as invented, never mixed with real people."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from builders import house, units
from django.db import connection

from thidua.honours.models import Award
from thidua.kernel.issues import Refused
from thidua.ops.cli import main
from thidua.ops.population.filling import fill, population
from thidua.ops.population.lives import lives
from thidua.ops.population.statements import TABLES
from thidua.registry.models import OrgUnit, PerformanceRating, Person, Post

_SCHEMA = """
    SELECT 'index', indexdef FROM pg_indexes WHERE tablename = ANY(%(tables)s)
    UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE conrelid = ANY(%(tables)s::regclass[])
    UNION ALL SELECT tgname, tgenabled::text FROM pg_trigger
        WHERE tgrelid = ANY(%(tables)s::regclass[]) AND NOT tgisinternal
    ORDER BY 1, 2
"""


def quiet(message: str) -> None:
    """Progress nobody reads."""


def schema() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_SCHEMA, {"tables": list(TABLES)})
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_everybody_is_marked_as_invented_and_the_tables_are_as_before() -> None:
    before = schema()
    fill(people=1_250, years=10, say=quiet)
    assert schema() == before
    assert (population(), Person.objects.filter(code__startswith="MAU-").count()) == (1_250, 1_250)
    assert Counter(OrgUnit.objects.values_list("level", flat=True)) == {
        "province": 1,
        "commune": 1,
        "body": 13,
    }
    assert Counter(Post.objects.values_list("person_id").distinct()) == Counter(
        Person.objects.values_list("id")
    )
    years = set(PerformanceRating.objects.values_list("year", flat=True))
    assert years == set(range(2015, 2025))
    assert set(Award.objects.values_list("honour", flat=True)) == {
        "ldtt", "cstd_co_so", "cstd_bo_tinh", "bk_bo_tinh", "bk_ttg", "hcld_3", "hcld_2",
    }  # fmt: skip
    # A new person still gets an id nobody has.
    assert Person.objects.create(code="C1", full_name="Nguyễn Văn An", sort_key="").pk == 1_251
    assert population() == 0


def test_the_same_lives_come_from_the_same_figures() -> None:
    one, again, other = (lives(first, 500, years=5, until=2024, seed=1).awards for first in (1, 1, 501))
    assert all(np.array_equal(one[name], again[name]) for name in one)
    assert not np.array_equal(one["honour"], other["honour"])


@pytest.mark.django_db
def test_a_season_is_never_mixed_with_invented_people() -> None:
    season = house().season
    before = Person.objects.count(), OrgUnit.objects.count()
    with pytest.raises(Refused) as caught:
        fill(people=10, years=1, say=quiet)
    assert [i.message for i in caught.value.issues] == [
        f"cơ sở dữ liệu này đang giữ đợt xét “{season.code}”; không trộn người bịa vào dữ liệu thật."
    ]
    assert (Person.objects.count(), OrgUnit.objects.count()) == before


@pytest.mark.django_db
def test_units_alone_bar_the_load() -> None:
    units(("A", "UBND xã An", ""))
    with pytest.raises(Refused) as caught:
        fill(people=10, years=1, say=quiet)
    assert [i.message for i in caught.value.issues] == ["cơ sở dữ liệu này đã có người hoặc đơn vị."]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--people", "0"], "Lỗi: --people 0 không dùng được. Ghi số từ 1 đến 20.000.000."),
        (["--people", "20000001"], "Lỗi: --people 20000001 không dùng được. Ghi số từ 1 đến 20.000.000."),
        (["--people", "5", "--years", "31"], "Lỗi: --years 31 không dùng được. Ghi số từ 1 đến 30."),
    ],
)
def test_a_size_that_cannot_be(options: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", *options]) == 2
    assert capsys.readouterr().err.strip() == said
