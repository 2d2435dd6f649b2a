"""A conference: programme with hours, the script from high to low, handing over, pictures."""

from __future__ import annotations

import io
from datetime import date, time

import pytest
from builders import SERIES, SPIRIT, House, born, house, people, row, user
from PIL import Image
from steps import check_every_state_and_role

from thidua.access.enums import Role
from thidua.conferences.actions import (
    ConferenceRecord,
    add_picture,
    choose_awards,
    hand_over,
    move_conference,
    plan_conference,
    set_guests,
    set_programme,
)
from thidua.conferences.models import Conference
from thidua.conferences.queries import handed, script, with_hours
from thidua.conferences.workflow import CONFERENCE, HANDOVER
from thidua.decisions.actions import HigherDecision, issue, record_higher
from thidua.eligibility.queries.law import law_book
from thidua.flow.workflow import Transition
from thidua.honours.enums import Source
from thidua.honours.models import Award
from thidua.honours.records import AwardRecord
from thidua.kernel.issues import Refused
from thidua.reports.article import draft_article

DAY = date(2024, 1, 29)
PLAN = ConferenceRecord("Hội nghị tổng kết", DAY, time(8), "Hội trường huyện")


@pytest.fixture
def town(db: None) -> House:
    h = house()
    people(*(born(f"CB{n}", f"Người {n:02}", "A", date(1980, 1, n)) for n in range(1, 12)))
    h.rate("good")
    h.attest(SPIRIT)
    h.send(h.a, *(row(f"Người {n:02}", birth=date(1980, 1, n)) for n in range(1, 12)))
    h.judge()
    h.vote()
    assert issue(actor=h.records, season=h.season, honour="ldtt", series=SERIES) is not None
    return h


def planned(h: House) -> Conference:
    made = plan_conference(actor=h.office, authority=h.authority, plan=PLAN, season=h.season)
    set_programme(
        actor=h.office, conference=made, items=[(15, "Khai mạc", "Phó Chủ tịch"), (45, "Trao thưởng", "")]
    )
    return made


def codes(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in fault.value.issues]


@pytest.mark.parametrize("step", CONFERENCE.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step(town: House, step: Transition) -> None:
    check_every_state_and_role(CONFERENCE, step, planned(town), town.authority)


@pytest.mark.parametrize("step", HANDOVER.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step_of_handing_over(town: House, step: Transition) -> None:
    made = planned(town)
    choose_awards(actor=town.office, conference=made, honours=["ldtt"])
    one = made.presented.order_by("pk")[0]
    check_every_state_and_role(HANDOVER, step, one, town.authority, handed_on=DAY, received_by="x")


def test_each_part_begins_when_the_one_before_ends(town: House) -> None:
    assert [(hour, item.content) for hour, item in with_hours(planned(town))] == [
        (time(8), "Khai mạc"), (time(8, 15), "Trao thưởng"),
    ]  # fmt: skip


@pytest.mark.parametrize(("minutes", "refused"), [(0, True), (1, False), (600, False), (601, True)])
def test_a_part_takes_one_to_six_hundred_minutes(town: House, minutes: int, refused: bool) -> None:
    made = planned(town)
    items = [(minutes, "Thảo luận", "")]
    if not refused:
        assert set_programme(actor=town.office, conference=made, items=items) == 1
        return
    with pytest.raises(Refused) as fault:
        set_programme(actor=town.office, conference=made, items=items)
    assert (codes(fault), made.programme.count()) == (["conference.item"], 2)


def test_the_script_calls_high_honours_first_in_turns_of_ten(town: House) -> None:
    medal = AwardRecord(
        "hcld_3", 2023, "9/QĐ-CTN", date(2023, 11, 9), "Chủ tịch nước", "UBND xã An",
        unit_id=town.a.pk, source=Source.RECORDED,
    )  # fmt: skip
    higher = HigherDecision("9/QĐ-CTN", date(2023, 11, 9), "Chủ tịch nước", (medal,))
    record_higher(actor=town.office, season=town.season, higher=higher)
    made = planned(town)
    assert choose_awards(actor=town.office, conference=made, honours=["ldtt", "hcld_3"]) == 12
    groups = script(made)
    assert [(g.honour, g.total, [len(t.rows) for t in g.turns]) for g in groups] == [
        ("hcld_3", 1, [1]), ("ldtt", 11, [10, 1]),
    ]  # fmt: skip
    assert groups[0].words == (
        "Quyết định số 9/QĐ-CTN ngày 09/11/2023 của Chủ tịch nước. "
        "Kính mời 1 tập thể có tên sau đây lên nhận Huân chương Lao động hạng Ba."
    )


def test_an_award_is_handed_over_once_whatever_the_conference(town: House) -> None:
    made = planned(town)
    assert choose_awards(actor=town.office, conference=made, honours=["ldtt"]) == 11
    assert choose_awards(actor=town.office, conference=made, honours=["ldtt"]) == 0
    second = plan_conference(
        actor=town.office, authority=town.authority, season=town.season,
        plan=ConferenceRecord("Hội nghị khác", DAY, time(14), "Hội trường"),
    )  # fmt: skip
    assert choose_awards(actor=town.office, conference=second, honours=["ldtt"]) == 0


def test_a_dropped_conference_leaves_its_awards_to_another(town: House) -> None:
    made = planned(town)
    choose_awards(actor=town.office, conference=made, honours=["ldtt"])
    move_conference(actor=town.office, conference=made, step="drop")
    again = plan_conference(actor=town.office, authority=town.authority, plan=PLAN, season=town.season)
    assert choose_awards(actor=town.office, conference=again, honours=["ldtt"]) == 11


def test_a_revoked_award_is_not_read_out_and_holds_nothing_up(town: House) -> None:
    made = planned(town)
    choose_awards(actor=town.office, conference=made, honours=["ldtt"])
    one = made.presented.order_by("pk")[0]
    Award.objects.filter(pk=one.award_id).update(revoked_on=DAY, revoked_by="5/QĐ")
    assert ([group.total for group in script(made)], handed(made)["waiting"]) == ([10], 10)
    for step in ("begin", "end"):
        move_conference(actor=town.office, conference=made, step=step)
    rest = list(made.presented.exclude(pk=one.pk))
    hand_over(actor=town.office, conference=made, rows=rest, step="present")
    move_conference(actor=town.office, conference=made, step="close")
    assert made.state == "closed"


def test_who_was_absent_receives_later_and_then_the_conference_is_over(town: House) -> None:
    made = planned(town)
    choose_awards(actor=town.office, conference=made, honours=["ldtt"])
    rows = list(made.presented.order_by("pk"))
    for step in ("begin", "end"):
        move_conference(actor=town.office, conference=made, step=step)
    hand_over(actor=town.office, conference=made, rows=rows[1:], step="present")
    hand_over(actor=town.office, conference=made, rows=rows[:1], step="miss")
    with pytest.raises(Refused) as fault:
        move_conference(actor=town.office, conference=made, step="close")
    assert codes(fault) == ["conference.handover"]
    with pytest.raises(Refused) as fault:
        hand_over(actor=town.office, conference=made, rows=rows[:1], step="hand", on=DAY)
    assert codes(fault) == ["handover.empty"]
    with pytest.raises(Refused) as fault:
        hand_over(
            actor=town.office,
            conference=made,
            rows=rows[:1],
            step="hand",
            on=date(2024, 1, 28),
            received_by="Văn thư",
        )
    assert codes(fault) == ["handover.early"]
    hand_over(
        actor=town.office, conference=made, rows=rows[:1], step="hand", on=DAY, received_by="Văn thư xã"
    )
    assert handed(made) == {"waiting": 0, "presented": 10, "absent": 0, "handed": 1}
    move_conference(actor=town.office, conference=made, step="close")
    with pytest.raises(Refused) as fault:
        hand_over(actor=town.office, conference=made, rows=rows[:1], step="undo")
    assert codes(fault) == ["conference.over"]


def test_a_wrong_tick_is_taken_back(town: House) -> None:
    made = planned(town)
    choose_awards(actor=town.office, conference=made, honours=["ldtt"])
    one = made.presented.order_by("pk")[0]
    hand_over(actor=town.office, conference=made, rows=[one], step="hand", on=DAY, received_by="Nhầm")
    hand_over(actor=town.office, conference=made, rows=[one], step="undo")
    one.refresh_from_db()
    assert (one.state, one.handed_on, one.received_by) == ("waiting", None, "")


def test_guests_have_a_post_and_seats_and_nobody_else_writes(town: House) -> None:
    made = planned(town)
    with pytest.raises(Refused) as fault:
        set_guests(actor=town.office, conference=made, guests=[("Bí thư", 0, None)])
    assert codes(fault) == ["conference.guest"]
    with pytest.raises(Refused) as fault:
        set_guests(
            actor=user("cb", Role.UNIT_CLERK, town.authority), conference=made, guests=[("Bí thư", 1, None)]
        )
    assert (codes(fault), made.guests.count()) == (["conference.right"], 0)


def photo(width: int = 2000, height: int = 1000) -> bytes:
    """A photograph that says where it was taken and lies on its side."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "21.03N 105.5E"
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_is_made_anew_upright_and_says_nothing_of_the_camera(town: House) -> None:
    made = planned(town)
    picture = add_picture(
        actor=town.office,
        conference=made,
        file="a.jpg",
        content=photo(),
        caption="Quang cảnh",
        alternative="Hội trường",
    )
    content = bytes(picture.image.content)
    with Image.open(io.BytesIO(content)) as kept:
        assert (kept.size, dict(kept.getexif())) == ((1000, 2000), {})
    assert b"105.5E" not in content


@pytest.mark.parametrize("content", [b"<svg/>", b"", b"\x89PNG\r\n\x1a\n" + bytes(9)])
def test_what_is_no_picture_is_refused(town: House, content: bytes) -> None:
    made = planned(town)
    with pytest.raises(Refused) as fault:
        add_picture(
            actor=town.office, conference=made, file="a.jpg", content=content, caption="x", alternative="y"
        )
    assert (codes(fault), made.pictures.count()) == (["picture.broken"], 0)


def test_the_article_tells_of_a_conference_once_it_was_held(town: House) -> None:
    made = planned(town)
    choose_awards(actor=town.office, conference=made, honours=["ldtt"])
    set_guests(actor=town.office, conference=made, guests=[("Đại biểu", 30, 28), ("Khách", 5, None)])
    assert "Tại hội nghị" not in draft_article(town.season, law_book())
    move_conference(actor=town.office, conference=made, step="begin")
    rows = list(made.presented.order_by("pk"))
    hand_over(actor=town.office, conference=made, rows=rows[1:], step="present")
    text = draft_article(town.season, law_book())
    assert "Buổi họp mở lúc 08:00 ngày 29/01/2024 tại Hội trường huyện." in text
    assert "Ban tổ chức đếm được 28 đại biểu." in text
    assert "Trên sân khấu trao 10 lượt khen thưởng, 1 lượt nhận sau hoặc còn chờ." in text
