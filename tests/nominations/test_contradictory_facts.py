"""Facts on record that cannot all be true: told with their cure, never judged."""

from __future__ import annotations

from datetime import date

import pytest
from builders import SPIRIT, born, house, people, row

from thidua.honours.models import Award
from thidua.registry.models import Person

pytestmark = pytest.mark.django_db
AN, BA = "Nguyễn Văn An", "Trần Thị Ba"


@pytest.mark.parametrize(("grade", "other"), [("good", "eligible"), ("completed", "refused")])
def test_an_award_before_birth_is_asked_about_whatever_the_law_would_say(grade: str, other: str) -> None:
    h = house()
    people(born("CB1", AN, "A", date(1980, 1, 2)), born("CB2", BA, "A", date(1981, 1, 2)))
    Award.objects.create(
        honour="ldtt",
        person=Person.objects.get(code="CB1"),
        year=1979,
        decision_number="1/QĐ",
        decided_on=date(1980, 1, 2),
        issued_by="UBND huyện",
        source="recorded",
        name_written=AN,
    )
    h.rate(grade)
    h.attest(SPIRIT)
    h.send(h.a, row(AN), row(BA))
    h.judge()
    asked = h.at(h.sent[0], 8)
    assert [state for _, _, state in h.states()] == ["to_attest", other]
    assert (asked.reasons, asked.question) == ([], "to_attest")
    assert asked.sentences == [
        "Ghi Lao động tiên tiến năm 1979 nhưng ngày sinh là 02/01/1980. "
        "Đề nghị kiểm tra lại ngày sinh và mốc thời gian này."
    ]


def test_once_it_is_mended_the_law_speaks() -> None:
    h = house()
    people(born("CB1", AN, "A", date(1980, 1, 2)))
    wrong = Award.objects.create(
        honour="ldtt",
        person=Person.objects.get(code="CB1"),
        year=1979,
        decision_number="1/QĐ",
        decided_on=date(1980, 1, 2),
        issued_by="UBND huyện",
        source="recorded",
        name_written=AN,
    )
    h.rate("good")
    h.attest(SPIRIT)
    h.send(h.a, row(AN))
    h.judge()
    Award.objects.filter(pk=wrong.pk).update(year=1999, decided_on=date(1999, 12, 20))
    h.appraise()
    assert [state for _, _, state in h.states()] == ["eligible"]
