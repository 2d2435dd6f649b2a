"""Screening a unit as a job: who asks, what is kept, who could be proposed, and nobody sees beyond their units."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from builders import House, born, house, people, user

import thidua.eligibility.jobs
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.eligibility.actions import open_hold, screen
from thidua.eligibility.enums import HoldKind, Outcome
from thidua.eligibility.exports import candidates_xlsx
from thidua.eligibility.models import Screening
from thidua.eligibility.queries.screenings import (
    candidates,
    is_of_todays_law,
    latest_screening,
    results,
    screenings_for,
)
from thidua.flow import jobs
from thidua.honours.models import Award
from thidua.kernel.issues import Refused
from thidua.registry.models import OrgUnit, Person

pytestmark = pytest.mark.django_db
ON = date(2023, 12, 15)
assert thidua.eligibility.jobs  # makes the work known


@pytest.fixture
def town() -> House:
    """An and Bình in A: good with an initiative, merely completed. Cúc and Dũng in B: not graded, on hold."""
    made = house()
    people(
        born("C1", "Nguyễn Văn An", "A", date(1980, 5, 1)),
        born("C2", "Lê Bình", "A"),
        born("C3", "Trần Cúc", "B"),
        born("C4", "Phạm Dũng", "B"),
    )
    made.rate("good", "C1", "C4")
    made.rate("completed", "C2")
    made.invent("C1")
    held = Person.objects.get(code="C4")
    open_hold(
        actor=made.office, nominee=held, kind=HoldKind.INSPECTION, from_on=date(2023, 6, 1), paper="1/CV"
    )
    return made


def done(actor: User, unit: OrgUnit, *, year: int = 2023, on: date = ON) -> Screening:
    asked = screen(actor=actor, unit=unit, year=year, law_on=on)
    assert jobs.run(asked.job_id)
    asked.refresh_from_db()
    return asked


def names(screening: Screening, honour: str, outcome: Outcome, unit: OrgUnit | None = None) -> list[str]:
    return [p.full_name for p in candidates(screening, honour, outcome, unit=unit)]


def test_everybody_of_the_unit_and_below_has_one_outcome(town: House) -> None:
    made = done(town.office, town.authority)
    assert {o: names(made, "ldtt", o) for o in Outcome} == {
        Outcome.MET: ["Nguyễn Văn An"],
        Outcome.NOT_MET: ["Lê Bình"],
        Outcome.TO_ATTEST: ["Trần Cúc"],
        Outcome.DEFERRED: ["Phạm Dũng"],
    }
    assert [(r.met, r.to_attest, r.deferred) for r in results(made) if r.honour == "ldtt"] == [(1, 1, 1)]
    assert names(made, "cstd_co_so", Outcome.MET) == ["Nguyễn Văn An"]
    assert names(made, "ldtt", Outcome.TO_ATTEST, town.a) == []
    assert names(made, "ldtt", Outcome.TO_ATTEST, town.b) == ["Trần Cúc"]
    assert (made.count, made.job.result["people"], is_of_todays_law(made)) == (4, 4, True)
    assert latest_screening(town.authority, 2023) == made


def test_a_list_says_where_people_work_and_what_was_given_already(town: House) -> None:
    an = Person.objects.get(code="C1")
    Award.objects.create(
        honour="ldtt", person=an, year=2023, decision_number="1/QĐ", decided_on=ON, issued_by="UBND",
        source="imported", name_written="Nguyễn Văn An",
    )  # fmt: skip
    made = done(town.office, town.authority)
    page = openpyxl.load_workbook(BytesIO(candidates_xlsx(made, "ldtt"))).worksheets[0]
    rows = [tuple(cell.value for cell in row) for row in page.iter_rows()]
    assert rows[0][0] == (
        "Lao động tiên tiến năm 2023: có thể đề nghị – UBND huyện (luật có hiệu lực ngày 15/12/2023)"
    )
    born_on = rows[3][3]
    assert (*rows[3][:3], born_on.date(), *rows[3][4:]) == (
        1, "C1", "Nguyễn Văn An", date(1980, 5, 1), "UBND xã An", "có",
    )  # fmt: skip
    assert len(rows) == 4


def test_a_unit_s_clerk_sees_the_own_unit_alone(town: House) -> None:
    clerk = user("can-bo-b", Role.UNIT_CLERK, town.b)
    whole = done(town.office, town.authority)
    own = done(clerk, town.b)
    assert (own.count, names(own, "ldtt", Outcome.TO_ATTEST)) == (2, ["Trần Cúc"])
    assert list(screenings_for(clerk)) == [own]
    assert list(screenings_for(town.office)) == [own, whole]
    with pytest.raises(Refused) as caught:
        screen(actor=clerk, unit=town.a, year=2023, law_on=ON)
    assert [i.message for i in caught.value.issues] == [f"Quyền của bạn không gồm đơn vị {town.a.name}."]
    assert Screening.objects.count() == 2


@pytest.mark.parametrize(
    ("year", "on", "said"),
    [
        (2024, ON, "năm 2024 chưa bắt đầu vào ngày 15/12/2023."),
        (
            2015,
            date(2015, 12, 15),
            "luật có hiệu lực ngày 15/12/2015 chưa có tiêu chuẩn nào tính được bằng máy.",
        ),
    ],
)
def test_what_cannot_be_screened_is_refused(town: House, year: int, on: date, said: str) -> None:
    with pytest.raises(Refused) as caught:
        screen(actor=town.office, unit=town.a, year=year, law_on=on)
    assert [i.message for i in caught.value.issues] == [said]
    assert Screening.objects.count() == 0


def test_one_at_a_time_and_again_when_it_is_done(town: House) -> None:
    first = screen(actor=town.office, unit=town.a, year=2023, law_on=ON)
    with pytest.raises(Refused) as caught:
        screen(actor=town.office, unit=town.a, year=2023, law_on=ON)
    assert [i.message for i in caught.value.issues] == [
        "đang rà soát UBND xã An năm 2023 theo yêu cầu của van-phong."
    ]
    assert jobs.run(first.job_id)
    assert done(town.office, town.a).pk > first.pk


def test_a_unit_of_nobody_is_screened_too(town: House) -> None:
    empty = OrgUnit.objects.create(code="Z", name="Trống", folded_name="trong", sort_key="", parent=town.b)
    made = done(town.office, empty)
    assert (made.count, results(made)) == (0, [])
