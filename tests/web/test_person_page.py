"""What a page of a person shows to whom; what forms refuse and what they never repeat."""

from __future__ import annotations

from datetime import date

import pytest
from builders import House, born, house, people, user
from django.test import Client
from django.urls import reverse

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.eligibility.enums import HoldKind
from thidua.eligibility.queries.persons import facts_on_record
from thidua.honours.models import Award
from thidua.nominations.actions import put_on_hold
from thidua.personnel.actions import merge_people, pair_up, write_discipline, write_rating
from thidua.personnel.queries.keys import clashes
from thidua.registry.enums import DisciplineKind, Grade
from thidua.registry.models import Person

pytestmark = pytest.mark.django_db
DAY, NUMBER = date(1980, 5, 3), "001180900123"


@pytest.fixture
def town() -> House:
    h = house()
    people(
        born("C1", "Nguyễn Thị Hoa", "A", DAY, id_number=NUMBER),
        born("C2", "Nguyễn Thị Hoà", "A", DAY),
        born("K1", "Trần Thị Kín", "B", DAY),
    )
    one = Person.objects.get(code="C1")
    write_rating(actor=h.office, person=one, year=2022, grade=Grade.GOOD)
    write_discipline(
        actor=h.office,
        person=one,
        kind=DisciplineKind.WARNING,
        from_on=DAY.replace(year=2021),
        number="77/QĐ",
    )
    put_on_hold(
        actor=h.office, nominee=one, kind=HoldKind.DENUNCIATION, from_on=date(2024, 1, 5), paper="TB 1"
    )
    return h


def page(client: Client, who: User, name: str, *args: object) -> str:
    client.force_login(who)
    return client.get(reverse(name, args=args), follow=True).content.decode()


def seen(text: str) -> dict[str, bool]:
    parts = {"grade": "Hoàn thành tốt nhiệm vụ", "discipline": "77/QĐ", "hold": "Tạm dừng xét</span>"}
    return {name: part in text for name, part in parts.items()}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.OFFICE, {"grade": True, "discipline": True, "hold": True}),
        (Role.AUDITOR, {"grade": True, "discipline": True, "hold": True}),
        (Role.UNIT_CLERK, {"grade": True, "discipline": False, "hold": False}),
        (Role.UNIT_HEAD, {"grade": True, "discipline": False, "hold": False}),
    ],
)
def test_the_timeline_shows_what_the_role_may_see(
    town: House, client: Client, role: Role, expected: dict[str, bool]
) -> None:
    text = page(client, user("x", role, town.a), "person", "C1")
    assert (seen(text), "Nguyễn Thị Hoa" in text) == (expected, True)


def test_a_merged_code_leads_on_only_for_who_may_read_the_survivor(town: House, client: Client) -> None:
    one, twin = Person.objects.get(code="C1"), Person.objects.get(code="C2")
    sides = {clash.name: "survivor" for clash in clashes(one, twin)}
    merge_people(actor=town.office, survivor=one, merged=twin, choices=sides)
    text = page(client, user("a", Role.UNIT_CLERK, town.a), "person", "C2")
    assert "Hồ sơ C2 đã được gộp vào hồ sơ này." in text
    client.force_login(user("b", Role.UNIT_CLERK, town.b))
    refused = client.get(reverse("person", args=["C2"]))
    assert (refused.status_code, "Nguyễn Thị Ho" in refused.content.decode()) == (404, False)
    found = page(client, town.office, "people") and client.get(reverse("people") + "?q=c2").content.decode()
    assert "Nguyễn Thị Hoa" in found


def test_a_line_given_twice_stays_in_the_ledger_and_counts_once(town: House, client: Client) -> None:
    one, twin = Person.objects.get(code="C1"), Person.objects.get(code="C2")
    for person in (one, twin):
        Award.objects.create(
            honour="ldtt", person=person, year=2022, decision_number="9/QĐ", decided_on=date(2022, 12, 20),
            issued_by="UBND", source="imported", name_written=person.full_name,
        )  # fmt: skip
    merge_people(actor=town.office, survivor=one, merged=twin)
    text = page(client, user("a", Role.UNIT_CLERK, town.a), "awards")
    assert ("2 dòng" in text, "Nguyễn Thị Hoà" in text) == (True, True)
    assert "ghi ở hồ sơ đã gộp, không tính lần thứ hai" in page(client, town.office, "person", "C1")
    assert [(g.honour, g.year) for g in facts_on_record(2023, [one])[0].honours] == [("ldtt", 2022)]
    assert "1 dòng" not in page(client, user("b", Role.UNIT_CLERK, town.b), "awards")


NEW = {"full_name": "Trần Thị Kín", "born_on": "1980-05-03", "unit": "A", "number": "012345678"}


def test_adding_somebody_like_another_asks_first_and_names_nobody_elsewhere(
    town: House, client: Client
) -> None:
    client.force_login(user("van-phong-a", Role.OFFICE, town.a))
    asked = client.post(reverse("person_add"), NEW).content.decode()
    assert ("Một hồ sơ ở đơn vị khác" in asked, "K1" in asked, "UBND xã Bình" in asked) == (
        True,
        False,
        False,
    )
    assert (Person.objects.count(), NEW["number"] in asked) == (3, False)
    done = client.post(reverse("person_add"), {**NEW, "sure": "1"})
    made = Person.objects.latest("id")
    assert (done.status_code, done["Location"]) == (302, reverse("person", args=[made.code]))
    assert (made.full_name, made.id_last_digits, made.group) == ("Trần Thị Kín", "678", "")


def test_a_form_that_cannot_be_read_says_where_and_writes_nothing(town: House, client: Client) -> None:
    client.force_login(town.office)
    address = reverse("person_edit", args=["C1"])
    given = {"full_name": "Nguyễn Thị Mới", "born_on": "30/2/1980", "reason": "x"}
    text = client.post(address, given).content.decode()
    assert "“Ngày sinh”: không đọc được ngày “30/2/1980”. Chọn lại ngày." in text
    text = client.post(address, {"viec": "so", "number": NUMBER, "number_reason": "x"}).content.decode()
    assert ("Số này là của hồ sơ C1." in text, NUMBER in text) == (True, False)
    assert Person.objects.get(code="C1").full_name == "Nguyễn Thị Hoa"


def test_the_queue_leaves_as_a_workbook(town: House, client: Client) -> None:
    pair_up(actor=town.office, one=Person.objects.get(code="C1"), other=Person.objects.get(code="C2"))
    client.force_login(town.office)
    book = client.get(reverse("duplicates") + "?xuat=xlsx")
    assert book["Content-Disposition"] == 'attachment; filename="trung-ho-so.xlsx"'
    client.force_login(user("van-phong-b", Role.OFFICE, town.b))
    assert "Nguyễn" not in client.get(reverse("duplicates")).content.decode()
