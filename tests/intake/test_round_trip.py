"""What lists give out as Excel can be read in again and changes nothing; the forms to fill in are read too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from files import HEAD, book, counts, done, faults, line, sent, tables

from tests.builders import House, born, house, people
from thidua.honours.actions import enter_past_awards
from thidua.honours.records import AwardRecord
from thidua.intake.enums import IntakeKind
from thidua.intake.exports import template
from thidua.intake.queries.examples import EXAMPLES
from thidua.intake.queries.kinds import KINDS
from thidua.kernel.sheets import open_tables, read_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> House:
    made = house()
    people(
        born("CB1", "Nguyễn Thị Hoa", "A", date(1980, 3, 2)),
        born("CB2", "Nguyễn Thị Hoa", "A", date(1985, 6, 5)),
        born("CB3", "Lê Văn Bảy", "B", birth_year=1979),
    )
    return made


def excel(client: Client, who: House, name: str) -> bytes:
    client.force_login(who.office)
    return client.get(reverse(name), {"xuat": "xlsx"}).content


def test_the_ledger_read_in_again_changes_nothing(district: House, client: Client, tmp_path: Path) -> None:
    """Two of one name, a collective, and one given for an exploit."""
    rows = (line(1, "Lê Văn Bảy", "1979", unit="UBND xã Bình"), line(2, "Nguyễn Thị Hoa", "05/06/1985", 2020))
    one = sent(district.office, district.authority, book(tmp_path, HEAD, *rows))
    done(district.office, one, "accept")
    enter_past_awards(
        actor=district.office,
        records=[
            AwardRecord(
                "ttldtt", 2020, "9/QĐ", date(2020, 12, 1), "Chủ tịch", "UBND xã An", unit_id=district.a.pk
            )
        ],
    )
    before = tables()
    again = sent(district.office, district.authority, excel(client, district, "awards"), file="so.xlsx")
    assert (faults(again), counts(again), tables()) == ([], (0, 0, 3, 0), before)


def test_the_people_read_in_again_change_nothing(district: House, client: Client) -> None:
    before = tables()
    again = sent(
        district.office, district.authority, excel(client, district, "people"), kind="people", file="so.xlsx"
    )
    assert (faults(again), counts(again), tables()) == ([], (0, 0, 3, 0), before)


@pytest.mark.parametrize("kind", list(IntakeKind))
def test_every_form_is_understood_heading_by_heading(kind: IntakeKind, tmp_path: Path) -> None:
    """What each column is to hold is read as that; the example beside it is one that can be read."""
    path = tmp_path / "mau.xlsx"
    path.write_bytes(template(kind))
    sheets = open_tables(path)
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("Dữ liệu", False), ("Ví dụ (hư cấu)", False), ("Giải thích", False),
    ]  # fmt: skip
    vocabulary, anchors = KINDS[kind].vocabulary, KINDS[kind].anchors
    wanted = list(EXAMPLES[kind][0])
    assert [vocabulary.field_of(str(cell)) for cell in sheets[0].rows[0].cells] == wanted
    records = read_table(sheets[1], vocabulary, [], anchors=anchors)
    assert [str(record.get(wanted[0])) for record in records] == [row[wanted[0]] for row in EXAMPLES[kind]]


def test_the_example_of_a_form_is_never_taken_in(district: House, tmp_path: Path) -> None:
    """Filled in its first sheet and sent as it is, with the example and the explanations still there."""
    path = tmp_path / "mau.xlsx"
    path.write_bytes(template(IntakeKind.PEOPLE))
    made = openpyxl.load_workbook(path)
    for at, value in enumerate(("CB8", "Vũ Văn Tám", "Nam", "01/02/1990", "", "A", "Chuyên viên"), start=1):
        made["Dữ liệu"].cell(2, at, value)
    made.save(path)
    one = sent(district.office, district.a, path.read_bytes(), kind="people")
    assert (faults(one), counts(one)) == ([], (1, 0, 0, 0))
