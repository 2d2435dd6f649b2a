"""A list is kept as written, once; its personal ids are kept as a hash alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import House, house, row, user

from thidua.access.enums import Role
from thidua.kernel.issues import Refused
from thidua.nominations.actions import SheetRecord, receive_sheets
from thidua.nominations.models import Nomination, NominationSheet, SheetRow

pytestmark = pytest.mark.django_db
ROWS = (row("Nguyễn Văn An", "ldtt", "cstd_co_so", id_number="001080900001", priority=2), row("Lê Bình"))


@pytest.fixture
def town() -> House:
    return house()


def receive(town: House, *sheets: tuple[str, str], actor: object = None) -> list[str]:
    numbered = tuple(replace(r, row=8 + i) for i, r in enumerate(ROWS))
    records = [SheetRecord(file, digest, town.a, numbered)
               for file, digest in sheets]  # fmt: skip
    kept = receive_sheets(actor=actor or town.office, season=town.season, sheets=records)  # type: ignore[arg-type]
    return [sheet.file for sheet in kept]


def test_each_row_and_honour_is_listed_once(town: House) -> None:
    assert receive(town, ("a.xlsx", "1" * 64)) == ["a.xlsx"]
    assert town.states() == [
        ("Nguyễn Văn An", "ldtt", "listed"), ("Nguyễn Văn An", "cstd_co_so", "listed"), ("Lê Bình", "ldtt", "listed"),
    ]  # fmt: skip
    assert set(Nomination.objects.filter(line__name="Nguyễn Văn An").values_list("priority", flat=True)) == {
        2
    }
    assert "001080900001" not in repr(list(SheetRow.objects.values()))


def test_one_content_is_received_once_whatever_its_name(town: House) -> None:
    receive(town, ("a.xlsx", "1" * 64))
    assert receive(town, ("a.xlsx", "1" * 64), ("b.xlsx", "1" * 64), ("c.xlsx", "3" * 64)) == ["c.xlsx"]
    assert (NominationSheet.objects.count(), Nomination.objects.count()) == (2, 6)


def test_a_known_name_with_another_content_stops_all(town: House) -> None:
    receive(town, ("a.xlsx", "1" * 64))
    with pytest.raises(Refused) as caught:
        receive(town, ("b.xlsx", "2" * 64), ("a.xlsx", "3" * 64))
    assert str(caught.value.issues[0].place) == "a.xlsx"
    assert NominationSheet.objects.count() == 1


def test_a_clerk_sends_for_the_own_unit_alone(town: House) -> None:
    with pytest.raises(Refused):
        receive(town, ("a.xlsx", "1" * 64), actor=user("clerk-b", Role.UNIT_CLERK, town.b))
    assert NominationSheet.objects.count() == 0
    assert receive(town, ("a.xlsx", "1" * 64), actor=user("clerk-a", Role.UNIT_CLERK, town.a)) == ["a.xlsx"]
