"""Lines of an old register find their person, misspelt as they are, and never another one."""

from __future__ import annotations

from datetime import date

import pytest
from builders import born, people, units

from thidua.honours.imports import AwardLine, tie
from thidua.registry.queries.matching import PersonIndex
from thidua.registry.queries.units import unit_index

pytestmark = pytest.mark.django_db
DAY = date(1978, 1, 5)


def line(name: str, code: str = "CB1", born_on: date | None = DAY) -> AwardLine:
    return AwardLine(
        "ldtt", 2022, "5175/QĐ-UBND", date(2022, 12, 20), "UBND huyện", name, True, code, born_on=born_on
    )


@pytest.mark.parametrize(
    ("written", "tied"),
    [
        (line("Đỗ Bích Trâm"), 1),
        (line("Đỗ Bích Châm"), 1),  # name misspelt, birth date as in the register
        (line("Đỗ Bích Trâm", born_on=date(1979, 1, 5)), 1),  # birth date wrong, name right
        (line("Nguyễn Văn Hùng", born_on=date(1960, 2, 3)), 0),  # somebody else's line under this code
        (line("Nguyễn Văn Hùng", born_on=None), 0),
    ],
)
def test_a_code_is_trusted_when_name_or_birth_agrees(written: AwardLine, tied: int) -> None:
    units(("A", "UBND xã An", ""))
    people(born("CB1", "Đỗ Bích Trâm", "A", DAY))
    records, issues = tie([written], PersonIndex(), unit_index())
    assert (len(records), len(issues)) == (tied, 1 - tied)
