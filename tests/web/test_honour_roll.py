"""The public roll: units then and now over a merger, sorting and counting within bounds, decisions by their number."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from builders import House, System, born, house, people
from django.test import Client
from django.urls import reverse

from thidua.decisions.actions import HigherDecision, record_higher
from thidua.honours.models import Award
from thidua.honours.queries import honours_on_roll, years_on_roll
from thidua.honours.records import AwardRecord
from thidua.registry.actions import Basis, NewUnit, dissolve, merge, rename
from thidua.registry.models import OrgUnit, Person
from thidua.web.portal import honours
from thidua.web.shell import lists

pytestmark = pytest.mark.django_db
AN, BINH, NEW_BINH, AN_BINH = "UBND xã An", "UBND xã Bình", "UBND xã Bình Mới", "UBND xã An Bình"
CUC, DAO, EM = "Lê Thị Cúc", "Phạm Đào", "Đỗ Văn Em"


def decide(town: House, number: str, on: date, *lines: tuple[str, str, str], body: str = "UBND tỉnh") -> None:
    """A decision of a higher level: (code of the person or the unit, honour, unit as written)."""

    def line(code: str, honour: str, unit: str) -> AwardRecord:
        person = Person.objects.filter(code=code).first()
        own = None if person else OrgUnit.objects.get(code=code)
        name = person.full_name if person else own.name if own else ""
        return AwardRecord(
            honour,
            on.year,
            number,
            on,
            body,
            name,
            person.pk if person else None,
            own.pk if own else None,
            unit,
        )

    given = HigherDecision(number, on, body, tuple(line(*one) for one in lines))
    record_higher(actor=town.records, season=town.season, higher=given)


@pytest.fixture
def town() -> House:
    """Xã An and xã Bình, renamed in 2024 and merged in 2025; they and a collective honoured in between."""
    made = house()
    people(born("C1", CUC, "A"), born("C2", DAO, "B"), born("C3", EM, "B"))
    decide(
        made, "1325/QĐ-UBND", date(2023, 3, 1), ("C1", "ldtt", AN), ("C2", "ldtt", BINH), ("A", "ttldtt", AN)
    )
    rename(actor=System(), unit=made.b, name=NEW_BINH, basis=Basis("NQ 1", date(2024, 1, 1)))
    decide(made, "13250/QĐ-BNV", date(2024, 3, 1), ("C3", "cstd_co_so", NEW_BINH), body="Bộ Nội vụ")
    into = NewUnit("AB", AN_BINH, "Xã", parent=made.authority)
    merge(actor=System(), units=[made.a, made.b], into=into, basis=Basis("NQ 2", date(2025, 7, 1)))
    decide(made, "9/QĐ-UBND", date(2025, 9, 1), ("C1", "ldtt", AN_BINH))
    return made


def cells(client: Client, label: str, **query: str) -> list[str]:
    page = client.get(reverse("honour_roll"), query).content.decode()
    return re.findall(rf'<td data-label="{label}"[^>]*>([^<]*)</td>', page)


def names(client: Client, **query: str) -> list[str]:
    return cells(client, "Cá nhân, tập thể", **query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"don_vi": AN_BINH}, [CUC, EM, CUC, DAO, AN]),
        ({"don_vi": "an binh"}, [CUC, EM, CUC, DAO, AN]),
        ({"don_vi": "an binh", "nam": "2023"}, [CUC, DAO, AN]),
        ({"don_vi": BINH}, []),  # it is gone
        ({"khi_do": AN}, [CUC, AN]),
        ({"khi_do": BINH}, [DAO]),
        ({"khi_do": "xa binh"}, [EM, DAO]),
        ({"khi_do": NEW_BINH}, [EM]),
        ({"khi_do": "xa an", "don_vi": AN_BINH}, [CUC, CUC, AN]),
    ],
)
def test_units_are_found_by_what_they_were_and_by_what_they_are(
    query: dict[str, str], found: list[str], town: House, client: Client
) -> None:
    assert sorted(names(client, **query)) == sorted(found)


def test_the_name_of_today_stands_beside_the_old_one_where_they_differ(town: House, client: Client) -> None:
    told = list(zip(names(client), cells(client, "Đơn vị"), strict=True))
    assert sorted(told) == sorted(
        [
            (CUC, AN_BINH),
            (EM, f"{NEW_BINH} (nay: {AN_BINH})"),
            (CUC, f"{AN} (nay: {AN_BINH})"),
            (DAO, f"{BINH} (nay: {AN_BINH})"),
            (AN, f"{AN} (nay: {AN_BINH})"),
        ]
    )


@pytest.mark.parametrize(
    ("written", "today", "told"),
    [
        ("Trường A, huyện Thạch Thất", ["Trường A"], "Trường A, huyện Thạch Thất"),
        ("Trường A, huyện Thạch Thất", ["Trường B"], "Trường A, huyện Thạch Thất (nay: Trường B)"),
        ("Trường Yên Bình", ["Trường Yên"], "Trường Yên Bình (nay: Trường Yên)"),
        ("Hội huyện Thạch Thất", ["Hội huyện"], "Hội huyện Thạch Thất"),
    ],
)  # fmt: skip
def test_a_name_written_with_its_place_is_no_other_name(written: str, today: list[str], told: str) -> None:
    assert honours._told(written, today, place="huyện Thạch Thất") == told


def test_a_unit_that_nobody_goes_on_for_keeps_its_name(town: House, client: Client) -> None:
    dissolve(actor=System(), unit=OrgUnit.objects.get(code="AB"), basis=Basis("NQ 3", date(2026, 1, 1)))
    assert set(cells(client, "Đơn vị")) == {AN, BINH, NEW_BINH, AN_BINH}
    assert names(client, don_vi="an binh") == []


@pytest.mark.parametrize(
    ("column", "label", "first", "last"),
    [
        ("ten", "Cá nhân, tập thể", EM, AN),  # đỗ, lê, phạm, ubnd
        ("danh_hieu", "Danh hiệu, hình thức", "Chiến sĩ thi đua cơ sở", "Tập thể Lao động tiên tiến"),
        ("nam", "Năm", "2023", "2025"),
        ("ngay", "Ngày ký", "01/03/2023", "01/09/2025"),
    ],
)
def test_every_column_sorts_up_and_down_also_beyond_what_is_counted(
    column: str,
    label: str,
    first: str,
    last: str,
    town: House,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Few lines, many lines, more than are counted: each is found another way."""
    found = []
    for most, few in ((5, 5), (5, 4), (4, 4)):
        monkeypatch.setattr(honours, "MOST", most)
        monkeypatch.setattr(lists, "FEW", few)
        found.append([cells(client, label, sap=sign + column) for sign in ("", "-")])
    up, down = found[0]
    assert (up[0], up[-1], len(up), down) == (first, last, 5, up[::-1])
    assert found[1:] == [[up, down], [up[:4], down[:4]]]


@pytest.mark.parametrize(("most", "told", "rows"), [(6, "5 lượt", 5), (5, "5 lượt", 5), (4, "hơn 4 lượt", 4)])
def test_more_lines_than_are_counted_are_told_and_cut_in_the_workbook(
    most: int, told: str, rows: int, town: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(honours, "MOST", most)
    page = client.get(reverse("honour_roll")).content.decode()
    assert f"<p>{told} khen thưởng" in page
    assert (f"({most} dòng đầu)" in page, "Hãy tìm hoặc lọc thêm" in page) == (most == 4, most == 4)
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("honour_roll"), {"xuat": "xlsx"}).content))
    assert len(list(book.active.iter_rows(min_row=4, values_only=True))) == rows


def test_the_choices_are_what_stands(town: House) -> None:
    Award.objects.filter(year=2024).update(revoked_on=date(2025, 1, 1), revoked_by="1/QĐ")
    assert (years_on_roll(), honours_on_roll()) == ([2025, 2023], {"ldtt", "ttldtt"})


def test_a_line_without_a_decision_of_record_is_not_on_the_roll(town: House, client: Client) -> None:
    Award.objects.filter(honour="cstd_co_so").update(roll_words="")
    assert EM not in names(client)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "1325"}, ["1325/QĐ-UBND"]),
        ({"q": "1325/qd-ubnd"}, ["1325/QĐ-UBND"]),
        ({"q": " 1325 / QĐ - ubnd"}, ["1325/QĐ-UBND"]),
        ({"q": "1325/qd-bnv"}, []),
        ({"q": "13250"}, ["13250/QĐ-BNV"]),
        ({"q": "132"}, ["13250/QĐ-BNV", "1325/QĐ-UBND"]),  # no such number: those that have it inside
        ({"q": "qd-ubnd"}, ["9/QĐ-UBND", "1325/QĐ-UBND"]),
        ({"q": "bo noi vu"}, ["13250/QĐ-BNV"]),
        ({"q": "chien si thi dua"}, ["13250/QĐ-BNV"]),
        ({"nam": "2023"}, ["1325/QĐ-UBND"]),
        ({"cap": "Bộ Nội vụ"}, ["13250/QĐ-BNV"]),
        ({"cap": "UBND tỉnh", "nam": "2025", "q": "9"}, ["9/QĐ-UBND"]),
        ({"sap": "so"}, ["1325/QĐ-UBND", "13250/QĐ-BNV", "9/QĐ-UBND"]),
        ({"sap": "-ngay"}, ["9/QĐ-UBND", "13250/QĐ-BNV", "1325/QĐ-UBND"]),
    ],
)
def test_decisions_are_found_by_number_year_and_body(
    query: dict[str, str], found: list[str], town: House, client: Client
) -> None:
    page = client.get(reverse("public_decisions"), query).content.decode()
    assert re.findall(r'<a href="/cong-bo/\d+/">([^<]*)</a>', page) == found


def test_a_decision_says_how_many_stand_and_for_what(town: House, client: Client) -> None:
    Award.objects.filter(name_written=DAO).update(revoked_on=date(2025, 1, 1), revoked_by="1/QĐ")
    page = client.get(reverse("public_decisions"), {"q": "1325"}).content.decode()
    told = re.findall(
        r'<td data-label="(?:Danh hiệu, hình thức|Số cá nhân, tập thể)"[^>]*>([^<]*)</td>', page
    )
    assert (sorted(told[0].split("; ")), told[1]) == (
        ["Lao động tiên tiến", "Tập thể Lao động tiên tiến"],
        "2",
    )
