"""A person is found by an earlier name, another spelling and an old number; a merged code leads on."""

from __future__ import annotations

from datetime import date

import pytest
from builders import System, born, people, units

from thidua.kernel.issues import InputFault
from thidua.kernel.text import fold
from thidua.registry import identity
from thidua.registry.actions import enter_people, enter_ratings
from thidua.registry.enums import NameKind
from thidua.registry.models import PerformanceRating, Person, PersonName, Post
from thidua.registry.queries.matching import Clue, Match, PersonIndex
from thidua.registry.records import Entered, RatingRecord

pytestmark = pytest.mark.django_db
DAY, OLD, NEW = date(1980, 5, 3), "012345678", "001180900001"
HOA = born("HOA", "Nguyễn Thị Hoa", "A", DAY, id_number=OLD)


@pytest.fixture
def hoa() -> Person:
    units(("A", "Xã A", ""), ("B", "Xã B", ""))
    return people(HOA)[0]


def asked(name: str, day: date | None = None, number: str = "") -> Match:
    unit = Post.objects.get(person__code="HOA").unit
    hashed = identity.lookup_hash(number) if number else ""
    return PersonIndex().match(Clue(name, hashed, day, day.year if day else None, unit))


def said(match: Match) -> tuple[str, str, tuple[str, ...]]:
    return (match.found.person.code if match.found else "", match.why, match.repairs)


def test_an_earlier_name_needs_the_whole_date_and_is_told(hoa: Person) -> None:
    told = ("họ tên “Nguyễn Thị Bưởi” là tên khác đã ghi của “Nguyễn Thị Hoa”",)
    assert said(asked("Nguyễn Thị Bưởi", DAY)) == ("", "unknown_person", ())
    name = "Nguyễn Thị Bưởi"
    PersonName.objects.create(person=hoa, kind=NameKind.EARLIER, full_name=name, folded_name=fold(name))
    assert said(asked("Nguyễn Thị Bưởi", DAY)) == ("HOA", "", told)
    assert said(asked("Nguyễn Thị Bưởi")) == ("", "near_name", ())
    assert said(asked("Nguyễn Thị Bưởi", number=OLD)) == ("HOA", "", told)


def test_an_old_number_leads_to_the_person_by_the_rules_of_a_number(hoa: Person) -> None:
    later = born("HOA", "Nguyễn Thị Hoa", "A", DAY, id_number=NEW)
    assert enter_people(actor=System(), records=[later]) == Entered(0, 1, 0)
    hoa.refresh_from_db()
    assert (hoa.id_last_digits, hoa.id_kind, str(hoa.numbers.get())) == (
        "001", "cccd", "Chứng minh nhân dân cũ … 678",
    )  # fmt: skip
    assert said(asked("Nguyễn Thị Hoa", number=OLD)) == ("HOA", "", ())
    assert said(asked("Trần Văn Bách", DAY, OLD)) == ("", "id_mismatch", ())
    with pytest.raises(InputFault) as fault:
        people(born("KHAC", "Lê Văn Khác", "A", id_number=OLD))
    assert [issue.code for issue in fault.value.issues] == ["person.id_twice"]


def test_the_code_name_and_number_of_a_merged_record_lead_on(hoa: Person) -> None:
    twin = people(born("HOA2", "Nguyễn Thị Hòa", "B", DAY, id_number=NEW))[0]
    twin.posts.all().delete()
    Person.objects.filter(pk=twin.pk).update(merged_into=hoa)
    index = PersonIndex()
    assert index.by_code["HOA2"].person.code == "HOA"
    assert said(asked("Nguyễn Thị Hòa", number=NEW)) == ("HOA", "", ())
    enter_ratings(actor=System(), persons=[RatingRecord("HOA2", 2023, "good")], units=[])
    assert PerformanceRating.objects.get().person_id == hoa.id
    again = born("HOA2", "Nguyễn Thị Hòa", "B", DAY)
    assert enter_people(actor=System(), records=[HOA, again]) == Entered(0, 0, 2)
    assert Post.objects.count() == 1
