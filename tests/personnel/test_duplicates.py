"""Pairs of records that may be one person: found by blocks, told in words, answered once."""

from __future__ import annotations

from datetime import date

import pytest
from builders import born, house, people, user
from django.db import transaction

from thidua.access.enums import Role
from thidua.flow import jobs
from thidua.kernel.issues import Refused
from thidua.kernel.text import fold
from thidua.personnel.actions import ask_again, look_for_duplicates, tell_apart
from thidua.personnel.jobs import find_duplicates  # noqa: F401 – makes the work known
from thidua.personnel.models import DuplicatePair
from thidua.personnel.queries.likeness import WORTH_ASKING, Look, likeness
from thidua.registry.models import Person, PersonName

pytestmark = pytest.mark.django_db
DAY = date(1980, 5, 3)


def pairs() -> list[tuple[str, str, int, list[str]]]:
    rows = DuplicatePair.objects.filter(answer="").order_by("one_id", "other_id")
    return [(p.one.code, p.other.code, p.score, p.reasons) for p in rows]


def test_what_looks_like_one_person_is_asked_with_its_reasons() -> None:
    h = house()
    people(
        born("P1", "Nguyễn Thị Hoà", "A", DAY, id_number="012345678"),
        born("P2", "Nguyễn Thị Hòa", "B", DAY, id_number="001180900678"),
        born("P3", "Trần Văn Bách", "A", date(1981, 2, 7)),
        born("P4", "Bách Văn Trần", "B", date(1981, 2, 7)),
        born("P5", "Lê Thị Lan", "A", date(1982, 1, 9)),
        born("P6", "Lê Thị Lann", "A", date(1982, 1, 9)),
        born("P7", "Phạm Minh", "B", None, birth_year=1979),
        born("P8", "Phạm Minh", "B", date(1979, 4, 4)),
        born("P9", "Đỗ An", "A", date(1985, 3, 4)),
        born("P10", "Đỗ An", "A", date(1985, 4, 3)),
        born("Q1", "Vũ Thị Mai", "B", date(1990, 1, 1)),
        born("Q2", "Vũ Thị Cúc", "A", date(1990, 1, 1)),
        # not asked: two citizens' numbers; another birth; another name
        born("X1", "Hồ Thị Sen", "A", DAY, id_number="001180900001"),
        born("X2", "Hồ Thị Sen", "B", DAY, id_number="001180900002"),
        born("X3", "Ngô Văn Tư", "A", date(1970, 1, 1)),
        born("X4", "Ngô Văn Tư", "A", date(1971, 1, 1)),
    )
    mai = Person.objects.get(code="Q2")
    PersonName.objects.create(
        person=mai, kind="earlier", full_name="Vũ Thị Mai", folded_name=fold("Vũ Thị Mai")
    )
    job = look_for_duplicates(actor=h.office)
    with pytest.raises(Refused) as fault, transaction.atomic():
        look_for_duplicates(actor=h.office)
    assert [issue.code for issue in fault.value.issues] == ["pairs.open"]
    jobs.run(job.pk)
    assert pairs() == [
        ("P1", "P2", 90, [
            "họ tên chỉ khác chỗ đặt dấu thanh", "cùng ngày sinh 03/05/1980",
            "ba số cuối của số định danh giống nhau",
        ]),
        ("P3", "P4", 70, ["họ tên cùng các chữ, khác thứ tự", "cùng ngày sinh 07/02/1981"]),
        ("P5", "P6", 77, [
            "họ tên gần giống: lệch một chữ hoặc thiếu chữ đệm", "cùng ngày sinh 09/01/1982", "cùng đơn vị",
        ]),
        ("P7", "P8", 75, ["cùng họ tên", "cùng năm sinh 1979", "cùng đơn vị"]),
        ("P9", "P10", 80, ["cùng họ tên", "ngày và tháng sinh đổi chỗ cho nhau", "cùng đơn vị"]),
        ("Q1", "Q2", 75, [
            "tên khác đã ghi của hồ sơ này là tên của hồ sơ kia", "cùng ngày sinh 01/01/1990",
        ]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("other", "score"),
    [
        (Look("Lê Lan", None, None, unit_id=1), 60),  # just worth asking
        (Look("Lê Làn", None, None, unit_id=1), 52),
        (Look("Lê Lan", None, None, unit_id=2), 45),
        (Look("Lê Lan", DAY, 1980, unit_id=2), 45),
        (Look("Trần Văn Bách", DAY, 1980, unit_id=1), 0),
    ],
)
def test_the_score_at_its_threshold(other: Look, score: int) -> None:
    assert (likeness(Look("Lê Lan", None, None, unit_id=1), other)[0], WORTH_ASKING) == (score, 60)


def test_an_answer_is_remembered_until_the_pair_is_opened() -> None:
    h = house()
    people(born("P1", "Lê Lan", "A", DAY), born("P2", "Lê Lan", "A", DAY))
    jobs.run(look_for_duplicates(actor=h.office).pk)
    pair = DuplicatePair.objects.get()
    of_b = user("van-phong-b", Role.OFFICE, h.b)
    with pytest.raises(Refused) as fault:
        tell_apart(actor=of_b, pair=pair, note="Hai người")
    assert [issue.code for issue in fault.value.issues] == ["pair.right"]
    with pytest.raises(Refused) as fault:
        tell_apart(actor=h.office, pair=pair, note=" ")
    assert [issue.code for issue in fault.value.issues] == ["pair.note"]
    tell_apart(actor=h.office, pair=pair, note="Đơn vị xác nhận hai người")
    jobs.run(look_for_duplicates(actor=h.office).pk)
    assert pairs() == []
    ask_again(actor=h.office, pair=pair)
    assert [p[:3] for p in pairs()] == [("P1", "P2", 95)]
    Person.objects.filter(code="P2").update(born_on=date(1999, 1, 1), birth_year=1999)
    jobs.run(look_for_duplicates(actor=h.office).pk)
    assert DuplicatePair.objects.count() == 0
