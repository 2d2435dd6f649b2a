"""Applications: shares, blind marks, recognition by the council's rule, scope by the competent body, corrections."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from builders import SPIRIT, House, born, house, people, row, user
from steps import check_every_state_and_role

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.audit.models import AuditEntry
from thidua.flow.workflow import Transition
from thidua.initiatives.actions import (
    ApplicationRecord,
    Recognition,
    correct_initiative,
    find_scope,
    mark_application,
    move_application,
    recognise,
    refuse_application,
    set_up_initiative_council,
    write_application,
)
from thidua.initiatives.likeness import parts_of, share_of, shingles_of
from thidua.initiatives.models import Application, Initiative, InitiativeCouncil, Mark
from thidua.initiatives.queries.applications import alike, applications_of, seats_of, sum_of
from thidua.initiatives.workflow import APPLICATION
from thidua.kernel.issues import Refused
from thidua.personnel.enums import ClaimState
from thidua.personnel.models import RecordClaim
from thidua.registry.models import Person

DAY = date(2023, 11, 20)
BY = Recognition("12/QĐ-UBND", DAY, "Chủ tịch UBND huyện")
GIVEN = ApplicationRecord(2023, "Thẻ màu theo dõi bài tập", solution="Học sinh tự dán thẻ vào sổ khi nộp bài")


@pytest.fixture
def town(db: None) -> House:
    h = house()
    people(
        born("CB1", "Nguyễn Văn An", "A", date(1980, 1, 1)), born("CB2", "Lê Thị Bình", "A", date(1981, 1, 1))
    )
    return h


def codes(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in fault.value.issues]


def written(h: House, *shares: int) -> Application:
    authors = list(zip(Person.objects.filter(code__in=["CB1", "CB2"]).order_by("code"), shares, strict=False))
    return write_application(actor=h.office, unit=h.a, given=GIVEN, authors=authors)


def council(h: House, *, passing: int = 70, quorum: int = 100, members: int = 2) -> InitiativeCouncil:
    seats = [user(f"uv-{n}", Role.COUNCIL_MEMBER, h.authority) for n in range(members)]
    return set_up_initiative_council(
        actor=h.office,
        unit=h.authority,
        name="Hội đồng sáng kiến",
        pass_percent=passing,
        quorum_percent=quorum,
        criteria=[("Tính mới", Decimal(40)), ("Hiệu quả", Decimal(60))],
        members=seats,
    )


def in_marking(h: House, **rule: int) -> Application:
    one = written(h, 60, 40)
    move_application(actor=h.office, application=one, step="send", on=DAY)
    move_application(actor=h.office, application=one, step="take_up", council=council(h, **rule))
    return one


def mark(one: Application, who: str, *points: str) -> None:
    criteria = one.council.criteria.all() if one.council else ()
    given = {c.pk: Decimal(p) for c, p in zip(criteria, points, strict=True)}
    mark_application(actor=User.objects.get(username=who), application=one, points=given)


def marked(h: House, *points: str) -> Application:
    one = in_marking(h)
    for who in ("uv-0", "uv-1"):
        mark(one, who, *points)
    move_application(actor=h.office, application=one, step="close")
    return one


def signer(h: House) -> User:
    return user("nguoi-ky", Role.SIGNER, h.authority)


@pytest.mark.parametrize("step", APPLICATION.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step(town: House, step: Transition) -> None:
    one = written(town, 60, 40)
    made = Initiative.objects.create(code="X", title="x", scope="grassroots", year=2023)
    check_every_state_and_role(
        APPLICATION, step, one, town.authority, reason="x", initiative=made, council=council(town)
    )


@pytest.mark.parametrize(
    ("shares", "missing"),
    [((60, 39), ["application.shares"]), ((60, 40), []), ((60, 41), ["application.shares"])],
)
def test_the_shares_of_the_authors_are_a_hundred(
    town: House, shares: tuple[int, ...], missing: list[str]
) -> None:
    one = written(town, *shares)
    if not missing:
        move_application(actor=town.office, application=one, step="send", on=DAY)
        assert one.state == "sent"
        return
    with pytest.raises(Refused) as fault:
        move_application(actor=town.office, application=one, step="send", on=DAY)
    assert (codes(fault), Application.objects.get().state) == (missing, "draft")


def test_what_is_sent_is_fixed_until_it_is_returned_with_a_reason(town: House) -> None:
    one = written(town, 100)
    move_application(actor=town.office, application=one, step="send", on=DAY)
    with pytest.raises(Refused) as fault:
        write_application(actor=town.office, unit=town.a, given=GIVEN, authors=[], application=one)
    assert codes(fault) == ["application.fixed"]
    with pytest.raises(Refused) as fault:
        move_application(actor=town.office, application=one, step="return")
    assert codes(fault) == ["application.why"]
    move_application(actor=town.office, application=one, step="return", reason="Thiếu số liệu")
    write_application(actor=town.office, unit=town.a, given=GIVEN, authors=[], application=one)
    assert Application.objects.get().reason == "Thiếu số liệu"


def test_marks_are_a_member_s_own_and_the_log_does_not_tell_them(town: House) -> None:
    one = in_marking(town)
    mark(one, "uv-0", "37.5", "51.5")
    with pytest.raises(Refused) as fault:
        mark(one, town.office.username, "1", "1")
    assert (codes(fault), Mark.objects.count()) == (["mark.seat"], 2)
    log = " ".join(f"{entry.verb} {entry.detail}" for entry in AuditEntry.objects.all())
    assert ("application.marked" in log, "37.5" in log, "51.5" in log) == (True, False, False)


@pytest.mark.parametrize(("points", "refused"), [("-0.1", True), ("0", False), ("40", False), ("40.1", True)])
def test_points_stay_within_the_criterion_zero_is_a_mark(town: House, points: str, refused: bool) -> None:
    one = in_marking(town)
    if not refused:
        mark(one, "uv-0", points, "0")
        assert Mark.objects.count() == 2
        return
    with pytest.raises(Refused) as fault:
        mark(one, "uv-0", points, "0")
    assert (codes(fault), Mark.objects.count()) == (["mark.points"], 0)


@pytest.mark.parametrize(("quorum", "closes"), [(50, True), (51, False)])
def test_the_marking_closes_when_enough_members_have_marked_everything(
    town: House, quorum: int, closes: bool
) -> None:
    one = in_marking(town, quorum=quorum)
    mark(one, "uv-0", "30", "50")
    if closes:
        move_application(actor=town.office, application=one, step="close")
        assert one.state == "marked"
        return
    with pytest.raises(Refused) as fault:
        move_application(actor=town.office, application=one, step="close")
    assert codes(fault) == ["application.quorum"]
    assert "1 trên 2 ủy viên" in str(fault.value.issues[0])


@pytest.mark.parametrize(
    ("points", "passes"), [(("29.9", "40"), False), (("30", "40"), True), (("30.1", "40"), True)]
)
def test_the_average_is_held_against_the_council_s_own_rule(
    town: House, points: tuple[str, str], passes: bool
) -> None:
    one = marked(town, *points)
    assert one.council is not None
    assert sum_of(one, one.council, list(seats_of(one))).passes == passes
    if passes:
        assert recognise(actor=signer(town), application=one, by=BY).recognised is True
        return
    with pytest.raises(Refused) as fault:
        recognise(actor=signer(town), application=one, by=BY)
    assert (codes(fault), Initiative.objects.count()) == (["recognition.below"], 0)
    refuse_application(
        actor=user("ky-2", Role.SIGNER, town.authority), application=one, reason="Chưa đủ điểm"
    )
    assert Application.objects.get().state == "refused"


def test_a_grassroots_council_says_who_recognises_a_wider_effect(town: House) -> None:
    one = marked(town, "40", "60")
    wide = Recognition("1/QĐ", DAY, "Chủ tịch UBND huyện", "provincial")
    by = signer(town)
    with pytest.raises(Refused) as fault:
        recognise(actor=by, application=one, by=wide)
    assert codes(fault) == ["recognition.scope"]
    assert "người đứng đầu bộ, ngành, tỉnh" in str(fault.value.issues[0])
    made = recognise(actor=by, application=one, by=BY)
    find_scope(
        actor=town.office,
        initiative=made,
        scope="provincial",
        body="Chủ tịch UBND tỉnh",
        paper="9/QĐ",
        on=DAY,
    )
    assert [(f.scope, f.body) for f in made.findings.all()] == [
        ("grassroots", "Chủ tịch UBND huyện"), ("provincial", "Chủ tịch UBND tỉnh"),
    ]  # fmt: skip
    with pytest.raises(Refused) as fault:
        find_scope(actor=town.office, initiative=made, scope="grassroots", body="x", paper="y", on=DAY)
    assert (codes(fault), Initiative.objects.get().scope) == (["scope.wider"], "provincial")


def test_what_was_recognised_changes_by_a_correction_with_reason_alone(town: House) -> None:
    made = recognise(actor=signer(town), application=marked(town, "40", "60"), by=BY)
    for reason, paper in (("", "3/QĐ"), ("Trùng", "")):
        with pytest.raises(Refused) as fault:
            correct_initiative(
                actor=town.office, initiative=made, changes={"recognised": False}, reason=reason, paper=paper
            )
        assert codes(fault) == ["correction.why"]
    correct_initiative(
        actor=town.office,
        initiative=made,
        changes={"recognised": False},
        reason="Trùng sáng kiến cũ",
        paper="3/QĐ",
    )
    assert Initiative.objects.get().recognised is False
    assert [(c.before, c.after) for c in made.corrections.all()] == [
        ({"recognised": True}, {"recognised": False})
    ]


def test_a_person_is_met_by_what_was_recognised_and_not_by_what_was_only_sent(town: House) -> None:
    town.rate("good", "CB1", "CB2")
    town.attest(SPIRIT)
    an, binh = Person.objects.filter(code__in=["CB1", "CB2"]).order_by("code")
    recognised, sent = (
        write_application(actor=town.office, unit=town.a, given=GIVEN, authors=[(who, 100)])
        for who in (an, binh)
    )
    for one in (recognised, sent):
        move_application(actor=town.office, application=one, step="send", on=DAY)
    move_application(actor=town.office, application=recognised, step="take_up", council=council(town))
    for who in ("uv-0", "uv-1"):
        mark(recognised, who, "40", "60")
    move_application(actor=town.office, application=recognised, step="close")
    recognise(actor=signer(town), application=recognised, by=BY)
    filler = [born(f"F{n}", f"Phạm Văn {n}", "A", date(1990, 1, n)) for n in range(1, 12)]
    people(*filler)  # the cap of 15 % leaves room for one
    town.rate("good", *(f"F{n}" for n in range(1, 12)))
    rows = [row(f"Phạm Văn {n}", birth=date(1990, 1, n)) for n in range(1, 12)]
    fighters = [
        row("Nguyễn Văn An", "cstd_co_so", birth=date(1980, 1, 1)),
        row("Lê Thị Bình", "cstd_co_so", birth=date(1981, 1, 1)),
    ]
    town.send(town.a, *fighters, *rows)
    town.judge()
    assert town.states()[:2] == [
        ("Nguyễn Văn An", "cstd_co_so", "eligible"),
        ("Lê Thị Bình", "cstd_co_so", "refused"),
    ]


def test_other_units_do_not_read_an_application(town: House) -> None:
    one = written(town, 100)
    assert list(applications_of(user("cb-b", Role.UNIT_CLERK, town.b))) == []
    member = user("uv-la", Role.COUNCIL_MEMBER, town.authority)
    assert list(applications_of(member)) == []
    assert list(applications_of(user("cb-a", Role.UNIT_CLERK, town.a))) == [one]


OLD = "Học sinh tự dán thẻ vào sổ khi nộp bài, tổ trưởng kiểm tra chéo cuối buổi và báo giáo viên chủ nhiệm."


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (OLD, 100),
        (
            "hoc sinh tu dan the vao so khi nop bai to truong kiem tra cheo cuoi buoi va bao giao vien chu nhiem",
            100,
        ),
        ("Một giải pháp hoàn toàn khác về trồng cây trong sân trường mầm non", 0),
    ],
)
def test_texts_are_alike_whatever_their_accents(text: str, share: int) -> None:
    assert share_of(shingles_of(text), shingles_of(OLD)) == share


def test_what_two_texts_share_is_marked_and_nothing_is_lost() -> None:
    text = "Mở đầu riêng của tôi. Học sinh tự dán thẻ vào sổ khi nộp bài! Kết thúc <b>riêng</b>."
    parts = parts_of(text, shingles_of(OLD))
    assert "".join(part.text for part in parts) == text
    assert [part.text for part in parts if part.shared] == ["Học sinh tự dán thẻ vào sổ khi nộp bài"]


def test_an_earlier_application_like_this_one_is_found_drafts_and_foreign_ones_are_not(town: House) -> None:
    first = write_application(
        actor=town.office, unit=town.a, given=ApplicationRecord(2022, "Cũ", solution=OLD), authors=[]
    )
    second = write_application(
        actor=town.office,
        unit=town.a,
        given=ApplicationRecord(2023, "Mới", solution=f"Thêm. {OLD}"),
        authors=[],
    )
    assert alike(second, [town.a.pk]) == []
    Application.objects.filter(pk=first.pk).update(state="sent")
    assert [(row.application, row.percent >= 80) for row in alike(second, [town.a.pk])] == [(first, True)]
    assert alike(second, [town.b.pk]) == []


def test_an_author_s_own_marks_count_for_nothing(town: House) -> None:
    one = in_marking(town)
    mark(one, "uv-0", "40", "60")
    mark(one, "uv-1", "0", "0")
    member, author = User.objects.get(username="uv-0"), Person.objects.get(code="CB1")
    RecordClaim.objects.create(
        user=member, unit=town.a, person=author, name_given=author.full_name, born_given=date(1980, 1, 1),
        last_digits="123", answer_until=DAY, **{RecordClaim.state.field.name: ClaimState.ACCEPTED},
    )  # fmt: skip
    assert one.council is not None
    found = sum_of(one, one.council, list(seats_of(one)))
    assert (found.members, found.marked, found.points, found.passes) == (1, 1, 0, False)
