"""Examples: found from the ledger, told with consent, off the public pages at once when consent is withdrawn."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from builders import House, born, house, people, user
from django.utils.timezone import localdate
from PIL import Image
from steps import check_every_state_and_role

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.eligibility.enums import HoldKind
from thidua.flow.workflow import Transition
from thidua.honours.models import Award
from thidua.kernel.issues import Refused
from thidua.nominations.actions import put_on_hold
from thidua.publishing.actions import (
    ConsentRecord,
    Proposal,
    move_exemplar,
    note_exemplar,
    picture_exemplar,
    propose_exemplar,
    record_consent,
    withdraw_consent,
    write_story,
)
from thidua.publishing.enums import ExemplarSource
from thidua.publishing.models import Exemplar
from thidua.publishing.queries.exemplars import exemplars_of, honours_held, public_exemplars
from thidua.publishing.queries.found import collectives_found, longest_run, people_found
from thidua.publishing.workflow import EXEMPLAR
from thidua.registry.models import OrgUnit, Person

pytestmark = pytest.mark.django_db
CONSENT = ConsentRecord("Lê Văn Hỏi", date(2024, 2, 1), "Phiếu đồng ý ngày 01/02/2024")


@pytest.fixture
def town() -> House:
    made = house()
    people(
        *(born(f"C{n}", f"Nguyễn Văn {name}", "A") for n, name in enumerate(("Năm", "Bốn", "Ba", "Hai"), 1))
    )
    return made


def award(honour: str, year: int, who: str | OrgUnit, **more: Any) -> Award:
    person = Person.objects.get(code=who) if isinstance(who, str) else None
    return Award.objects.create(
        honour=honour, year=year, person=person, unit=None if person else who, decision_number=f"{year}/QĐ",
        decided_on=date(year, 12, 20), issued_by="UBND huyện", source="imported",
        name_written=person.full_name if person else str(who), unit_written="UBND xã An" if person else "", **more,
    )  # fmt: skip


def propose(h: House, by: Any = None, unit: OrgUnit | None = None, **more: Any) -> Exemplar:
    given = {
        "reason": "Tận tụy",
        "source": ExemplarSource.UNIT,
        "name": "Bà Ường",
        "place": "thôn Đông",
        **more,
    }
    return propose_exemplar(actor=by or h.office, unit=unit or h.a, proposal=Proposal(**given))


def tell(h: House, **more: Any) -> Exemplar:
    """Chosen, written, agreed to."""
    one = propose(h, **more)
    move_exemplar(actor=h.office, exemplar=one, step="accept")
    write_story(actor=h.office, exemplar=one, title="Người giữ lửa", story="Đoạn một.\n\nĐoạn hai.")
    record_consent(actor=h.office, exemplar=one, consent=CONSENT)
    return one


def code_of(act: Callable[[], object]) -> str:
    try:
        act()
    except Refused as refused:
        return refused.issues[0].code
    return ""


@pytest.mark.parametrize("step", EXEMPLAR.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step(town: House, step: Transition) -> None:
    one = tell(town)
    if step.name == "retract":
        one.consents.update(withdrawn_on=localdate(), withdrawn_paper="Đơn")
    filled = {"published_on": date(2024, 3, 1), "closed_reason": "x"}
    check_every_state_and_role(EXEMPLAR, step, one, town.a, **filled)


def test_nothing_is_public_without_story_and_consent(town: House) -> None:
    one = propose(town)
    move_exemplar(actor=town.office, exemplar=one, step="accept")
    publish = partial(move_exemplar, actor=town.office, exemplar=one, step="publish")
    with pytest.raises(Refused) as fault:
        publish()
    assert [issue.code for issue in fault.value.issues] == ["exemplar.story", "exemplar.consent"]
    write_story(actor=town.office, exemplar=one, title="Người giữ lửa", story="Bà dạy chữ.")
    assert code_of(publish) == "exemplar.consent"
    assert list(public_exemplars()) == []
    record_consent(actor=town.office, exemplar=one, consent=CONSENT)
    publish()
    one.refresh_from_db()
    assert (list(public_exemplars()), one.published_on) == ([one], localdate())


def test_consent_withdrawn_takes_the_story_off_at_once(town: House) -> None:
    one = tell(town)
    move_exemplar(actor=town.office, exemplar=one, step="publish")
    clerk = user("can-bo-a", Role.UNIT_CLERK, town.a)
    assert code_of(lambda: move_exemplar(actor=clerk, exemplar=one, step="retract")) == "exemplar.consents"
    day = CONSENT.taken_on
    wrong = (day - timedelta(days=1), "Đơn"), (localdate() + timedelta(days=1), "Đơn"), (day, "")
    for on, paper in wrong:
        late = partial(withdraw_consent, actor=clerk, exemplar=one, on=on, paper=paper)
        assert code_of(late) == "consent.paper"
    withdraw_consent(actor=clerk, exemplar=one, on=day, paper="Đơn xin rút")
    one.refresh_from_db()
    assert (list(public_exemplars()), one.state) == ([], "withdrawn")
    move_exemplar(actor=town.office, exemplar=one, step="resume")
    assert (
        code_of(lambda: move_exemplar(actor=town.office, exemplar=one, step="publish")) == "exemplar.consent"
    )
    record_consent(actor=clerk, exemplar=one, consent=CONSENT)
    assert code_of(lambda: record_consent(actor=clerk, exemplar=one, consent=CONSENT)) == "consent.twice"
    assert code_of(lambda: move_exemplar(actor=town.office, exemplar=one, step="publish")) == ""


def test_a_public_story_is_changed_by_who_publishes_alone(town: House) -> None:
    one, clerk = tell(town), user("can-bo-a", Role.UNIT_CLERK, town.a)

    def write(by: User, text: str) -> None:
        write_story(actor=by, exemplar=one, title="Tên", story=text)

    assert code_of(lambda: write(clerk, "Mới")) == ""
    move_exemplar(actor=town.office, exemplar=one, step="publish")
    assert (code_of(lambda: write(clerk, "Lén sửa")), code_of(lambda: write(town.office, ""))) == (
        "exemplar.right",
        "exemplar.story",
    )
    assert code_of(lambda: write(town.office, "x" * 8001)) == "exemplar.long"
    assert code_of(lambda: write(town.office, "x" * 8000)) == ""


def test_somebody_on_hold_is_neither_found_nor_published(town: House) -> None:
    five = Person.objects.get(code="C1")
    for year in (2021, 2022, 2023):
        award("ldtt", year, "C1")
    one = tell(town, person=five)
    put_on_hold(
        actor=town.office, nominee=five, kind=HoldKind.DENUNCIATION, from_on=date(2024, 1, 5), paper="TB 1"
    )
    assert code_of(lambda: move_exemplar(actor=town.office, exemplar=one, step="publish")) == "exemplar.held"
    move_exemplar(actor=town.office, exemplar=one, step="refuse", reason="Chờ")
    assert people_found({town.a.pk}, 2023) == []


def test_units_write_of_their_own_people_alone(town: House) -> None:
    clerk, five = user("can-bo-b", Role.UNIT_CLERK, town.b), Person.objects.get(code="C1")
    assert code_of(lambda: propose(town, clerk)) == "exemplar.right"
    assert code_of(lambda: propose(town, clerk, unit=town.b, person=five)) == "exemplar.right"
    one = propose(town, person=five)
    assert (one.unit, one.name, one.place) == (town.a, "Nguyễn Văn Năm", "UBND xã An")
    assert (list(exemplars_of(clerk)), list(exemplars_of(town.office))) == ([], [one])
    assert code_of(lambda: propose(town, person=five)) == "exemplar.twice"
    assert code_of(lambda: propose(town, collective=town.a)) == ""
    assert (code_of(lambda: propose(town)), code_of(lambda: propose(town))) == ("", "exemplar.twice")


def test_the_ledger_names_the_longest_runs_with_the_reason(town: House) -> None:
    for code, years in {
        "C1": range(2019, 2024),
        "C2": (2019, 2020, 2022, 2023),
        "C3": (2020, 2021, 2022),
    }.items():
        for year in years:
            award("cstd_co_so" if (code, year) == ("C1", 2021) else "ldtt", year, code)
    award("bk_bo_tinh", 2022, "C2")
    award("ldtt", 2018, "C4")  # before the five years
    award("ldtt", 2019, "C3", revoked_on=date(2024, 1, 1), revoked_by="1/QĐ")
    found = people_found({town.a.pk}, 2023)
    assert [(one.name, one.run, one.higher) for one in found] == [
        ("Nguyễn Văn Năm", 5, 0),
        ("Nguyễn Văn Ba", 3, 0),
        ("Nguyễn Văn Bốn", 2, 1),
    ]
    assert found[0].reason == (
        "5 năm liền (2019–2023) đạt danh hiệu thi đua: Lao động tiên tiến 2019–2020, 2022–2023;"
        " Chiến sĩ thi đua cơ sở 2021."
    )
    assert found[2].reason.endswith(
        "Khen thưởng cấp bộ, tỉnh hoặc cấp Nhà nước: " + label("bk_bo_tinh") + " năm 2022."
    )
    assert people_found({town.b.pk}, 2023) == []
    propose(town, person=Person.objects.get(code="C1"))
    assert [one.name for one in people_found({town.a.pk}, 2023)] == ["Nguyễn Văn Ba", "Nguyễn Văn Bốn"]


def label(honour: str) -> str:
    from thidua.honours.queries import law_book

    return law_book().label(honour)


def test_collectives_are_found_too(town: House) -> None:
    for year in (2021, 2022, 2023):
        award("ttldtt", year, town.a)
    found = collectives_found({town.a.pk, town.b.pk}, 2023)
    assert [(one.name, one.place, one.run) for one in found] == [("UBND xã An", "UBND huyện", 3)]
    award("ttldxs", 2022, town.b)
    once = collectives_found({town.b.pk}, 2023)[0].reason
    assert once == f"Khen thưởng cấp bộ, tỉnh hoặc cấp Nhà nước: {label('ttldxs')} năm 2022."
    award("ttldxs", 2023, town.b)
    said = collectives_found({town.b.pk}, 2023)[0].reason
    assert said == f"2 năm liền (2022–2023) đạt danh hiệu thi đua: {label('ttldxs')} 2022–2023."


@pytest.mark.parametrize(
    ("years", "run"),
    [
        ((), (0, -1)),
        ((2023,), (2023, 2023)),
        ((2019, 2020, 2022, 2023), (2022, 2023)),
        ((1, 2, 3, 5), (1, 3)),
    ],
)
def test_the_later_of_two_runs_as_long(years: tuple[int, ...], run: tuple[int, int]) -> None:
    assert longest_run(years) == run


def test_honours_come_from_the_ledger_without_revoked_ones(town: House) -> None:
    award("ldtt", 2022, "C1")
    award("ldtt", 2023, "C1", revoked_on=date(2024, 1, 1), revoked_by="1/QĐ")
    one = propose(town, person=Person.objects.get(code="C1"))
    assert [(h.year, h.decision) for h in honours_held(one)] == [(2022, "2022/QĐ")]
    assert honours_held(propose(town)) == []


def test_notes_and_the_picture(town: House) -> None:
    one, out = propose(town), io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    today = localdate()
    add = partial(note_exemplar, actor=town.office, exemplar=one)
    assert code_of(lambda: add(on=today + timedelta(days=1), text="x")) == "note.ahead"
    assert (code_of(lambda: add(on=today, text="")), code_of(lambda: add(on=today, text="Đã thăm"))) == (
        "note.length",
        "",
    )
    image = {"file": "a.png", "content": out.getvalue()}

    def picture(words: str) -> None:
        picture_exemplar(actor=town.office, exemplar=one, caption=words, alternative=words, **image)  # type: ignore[arg-type]

    assert (code_of(lambda: picture("")), code_of(lambda: picture("Bà dạy chữ"))) == ("picture.words", "")
    assert one.image is not None
    assert one.image.media_type == "image/jpeg"
