"""Claiming the own record, seeing it, and saying what is wrong in it."""

from __future__ import annotations

from datetime import date

import pytest
from builders import House, System, born, house, people, user
from django.test import Client
from django.urls import reverse

from thidua.access.actions import create_user
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.audit.models import AuditEntry
from thidua.kernel.issues import Refused
from thidua.personnel.actions import (
    accept_claim,
    answer_fault,
    claim_record,
    merge_people,
    refuse_claim,
    report_fault,
)
from thidua.personnel.actions.own_record import CLAIMS_A_DAY
from thidua.personnel.enums import FaultAbout
from thidua.personnel.models import FaultReport, RecordClaim
from thidua.personnel.queries.own_record import own_person
from thidua.registry.enums import DisciplineKind
from thidua.registry.models import Discipline, Person

pytestmark = pytest.mark.django_db
NUMBER, BIRTH = "001180900123", date(1980, 1, 2)


@pytest.fixture
def town() -> House:
    made = house()
    people(
        born("CB1", "Nguyễn Thị Hoà", "A", BIRTH, id_number=NUMBER),
        born("CB2", "Trần Văn Hai", "B", date(1981, 3, 4)),
    )
    made.rate("good", "CB1", "CB2")
    return made


@pytest.fixture
def owner() -> User:
    return create_user(actor=System(), username="hoa", full_name="Hoa")


def claimed(town: House, owner: User, **changed: object) -> RecordClaim:
    given = {"number": "001 180 900 123", "name": "nguyễn thị hòa", "born_on": BIRTH, "unit": town.a}
    return claim_record(actor=owner, **(given | changed))  # type: ignore[arg-type]


def refused(fault: pytest.ExceptionInfo[Refused]) -> str:
    return fault.value.issues[0].code


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, "CB1"),
        ({"name": "Nguyễn Thị Hoa Lan"}, None),
        ({"born_on": date(1980, 1, 3)}, None),
        ({"number": "001180900124"}, None),
    ],
)
def test_a_record_fits_by_number_name_and_birth_together(
    changed: dict[str, object], code: str | None, town: House, owner: User
) -> None:
    claim = claimed(town, owner, **changed)
    assert (claim.person.code if claim.person else None, claim.state) == (code, "proposed")
    assert own_person(owner) is None
    assert NUMBER not in repr(AuditEntry.objects.values_list("detail", flat=True))


def test_whether_a_record_fits_is_not_told_to_who_claims(town: House, owner: User, client: Client) -> None:
    pages = []
    for name, number in (("hai", "001180900124"), ("hoa2", NUMBER)):
        client.force_login(create_user(actor=System(), username=name, full_name=name))
        form = {
            "number": number, "full_name": "Nguyễn Thị Hoà", "born_on": "1980-01-02", "unit": "UBND xã An",
        }  # fmt: skip
        page = client.post(reverse("own_record"), form, follow=True).content.decode()
        pages.append(page.partition("<main")[2].replace(number[-3:], "***"))
    assert pages[0] == pages[1]


def test_the_confirmed_record_is_seen_whole_by_its_person_alone(
    town: House, owner: User, client: Client
) -> None:
    Discipline.objects.create(
        person=Person.objects.get(code="CB1"), kind=DisciplineKind.REPRIMAND, number="KL-7/2020",
        from_on=date(2020, 1, 1), until_on=date(2021, 1, 1),
    )  # fmt: skip
    claim = claimed(town, owner)
    client.force_login(owner)
    before = client.get(reverse("own_record")).content.decode()
    accept_claim(actor=town.office, claim=claim, person=Person.objects.get(code="CB1"))
    after = client.get(reverse("own_record")).content.decode()
    assert ("KL-7/2020" in before, "KL-7/2020" in after, NUMBER in after, "… 123" in after) == (
        False, True, False, True,
    )  # fmt: skip
    assert client.get(reverse("person", args=["CB1"])).status_code == 403
    assert 'href="/nguoi/' not in after
    refuse_claim(actor=town.office, claim=claim, reason="Nhầm người")
    gone = client.get(reverse("own_record")).content.decode()
    assert ("KL-7/2020" in gone, "Nhầm người" in gone) == (False, True)


def test_the_office_of_the_unit_answers_and_no_other(town: House, owner: User, client: Client) -> None:
    claim = claimed(town, owner)
    elsewhere = user("van-phong-b", Role.OFFICE, town.b)
    with pytest.raises(Refused):
        accept_claim(actor=elsewhere, claim=claim, person=Person.objects.get(code="CB1"))
    client.force_login(user("van-phong-a", Role.OFFICE, town.a))
    address = reverse("claim", args=[claim.pk])
    foreign = client.post(address, {"viec": "xac-nhan", "code": "CB2"}, follow=True).content.decode()
    assert "Không có hồ sơ mã “CB2” ở các đơn vị của bạn." in foreign
    client.post(address, {"viec": "xac-nhan", "code": "CB1"})
    claim.refresh_from_db()
    assert (claim.state, claim.answered_by) == ("accepted", "van-phong-a")


def test_one_record_has_one_owner_and_one_account_one_claim(town: House, owner: User) -> None:
    accept_claim(actor=town.office, claim=claimed(town, owner), person=Person.objects.get(code="CB1"))
    with pytest.raises(Refused) as fault:
        claimed(town, owner)
    assert refused(fault) == "claim.open"
    other = create_user(actor=System(), username="khac", full_name="Khác")
    second = claimed(town, other)
    with pytest.raises(Refused) as fault:
        accept_claim(actor=town.office, claim=second, person=Person.objects.get(code="CB1"))
    assert refused(fault) == "claim.taken"
    assert own_person(other) is None


def test_guessing_ends_after_some_tries_of_a_day(town: House, owner: User) -> None:
    for _ in range(CLAIMS_A_DAY):
        refuse_claim(actor=town.office, claim=claimed(town, owner), reason="Không khớp")
    with pytest.raises(Refused) as fault:
        claimed(town, owner)
    assert (refused(fault), RecordClaim.objects.count()) == ("claim.many", CLAIMS_A_DAY)


def test_a_merged_record_leads_its_person_on(town: House, owner: User) -> None:
    accept_claim(actor=town.office, claim=claimed(town, owner), person=Person.objects.get(code="CB1"))
    survivor = people(born("CB9", "Nguyễn Thị Hoà", "A", BIRTH))[0]
    merge_people(actor=town.office, survivor=survivor, merged=Person.objects.get(code="CB1"))
    assert own_person(owner) == survivor


def test_a_fault_is_reported_and_answered(town: House, owner: User, client: Client) -> None:
    with pytest.raises(Refused) as fault:
        report_fault(actor=owner, about=FaultAbout.RATING, text="Năm 2023 ghi sai")
    assert refused(fault) == "fault.nobody"
    accept_claim(actor=town.office, claim=claimed(town, owner), person=Person.objects.get(code="CB1"))
    report = report_fault(actor=owner, about=FaultAbout.RATING, text="Năm 2023 ghi sai")
    with pytest.raises(Refused) as fault:
        answer_fault(actor=town.office, report=report, mended=True, answer=" ")
    assert refused(fault) == "fault.no_answer"
    client.force_login(town.office)
    client.post(
        reverse("fault_report", args=[report.pk]), {"viec": "da-sua", "answer": "Đã ghi lại theo QĐ 5"}
    )
    report = FaultReport.objects.get()
    assert (report.state, report.answered_by) == ("mended", "van-phong")
    client.force_login(owner)
    assert "Đã ghi lại theo QĐ 5" in client.get(reverse("own_record")).content.decode()
