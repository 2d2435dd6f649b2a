"""Covenants: from the template to the result; figures of quarters; signing by certificate or as a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

import pytest
from builders import House, house, user
from movements_of_tests import START, under_way
from steps import check_every_state_and_role

from thidua.access.enums import Role
from thidua.audit.models import AuditEntry
from thidua.documents.models import Attachment
from thidua.documents.signing import Pkcs12Signer, signatures_of
from thidua.flow.workflow import Transition
from thidua.kernel.issues import Refused
from thidua.movements.actions import (
    file_scan,
    judge_covenant,
    move_covenant,
    open_covenant,
    report_quarter,
    set_indicators,
    set_targets,
    sign_covenant,
    witness_covenant,
)
from thidua.movements.models import Covenant, CovenantReading
from thidua.movements.queries.covenants import (
    proposed_result,
    public_covenants,
    standings,
    unreported,
    with_readings,
)
from thidua.movements.records import IndicatorRecord
from thidua.movements.workflow import COVENANT
from thidua.ops.demo.trial_ca import TrialCA

TREES = IndicatorRecord("Trồng cây", "cây", cumulative=True, goal=Decimal(100))
HOMES = IndicatorRecord("Hộ văn hóa", "%", goal=Decimal(90))
CASES = IndicatorRecord("Vụ việc kéo dài", "vụ", kind="at_most", goal=Decimal(2))
POST, WITNESSES = "Chủ tịch UBND xã An", "Thường trực Huyện ủy"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(8)


@pytest.fixture
def town(db: None) -> House:
    return house()


def codes(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in fault.value.issues]


def drafted(h: House, *rows: IndicatorRecord) -> Covenant:
    movement = under_way(h)
    set_indicators(actor=h.office, movement=movement, rows=rows or (TREES, HOMES))
    return open_covenant(actor=h.office, movement=movement, unit=h.a, head_post=POST)


def agreed(h: House, *rows: IndicatorRecord) -> Covenant:
    made = drafted(h, *rows)
    move_covenant(actor=h.office, covenant=made, step="send")
    move_covenant(actor=h.office, covenant=made, step="agree")
    return made


def signed(h: House, *rows: IndicatorRecord) -> Covenant:
    made = agreed(h, *rows)
    file_scan(actor=h.office, covenant=made, file="a.png", content=PICTURE, on=START, witnesses=WITNESSES)
    made.refresh_from_db()
    return made


def figures(h: House, one: Covenant, quarter: int, *values: str | None, reason: str = "") -> tuple[int, int]:
    pairs = zip(one.targets.order_by("position"), values, strict=True)
    given = {target.pk: Decimal(value) for target, value in pairs if value is not None}
    return report_quarter(
        actor=h.office, covenant=one, quarter=quarter, values=given, source="BC quý", reason=reason
    )


def states(one: Covenant) -> list[str]:
    return [row.state for row in standings(with_readings(Covenant.objects.filter(pk=one.pk)).get())]


@lru_cache
def authority() -> TrialCA:
    return TrialCA.make("CA thử")


def key(name: str) -> Pkcs12Signer:
    return Pkcs12Signer.open(authority().pkcs12(name, "mat-khau"), "mat-khau")


@pytest.mark.parametrize("step", COVENANT.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step(town: House, step: Transition) -> None:
    check_every_state_and_role(
        COVENANT, step, drafted(town), town.authority, result="reached", judged_on=date(2024, 12, 20)
    )


def test_a_covenant_begins_with_the_template_and_tells_goals_below_it(town: House) -> None:
    made = drafted(town)
    assert [(t.name, t.goal, t.cumulative) for t in made.targets.all()] == [
        ("Trồng cây", Decimal(100), True), ("Hộ văn hóa", Decimal(90), False),
    ]  # fmt: skip
    rows = [replace(TREES, goal=Decimal(99)), HOMES]
    short = set_targets(actor=town.office, covenant=made, head_post=POST, rows=rows)
    assert short == ["“Trồng cây”: mẫu 100 cây, đơn vị 99."]
    rows = [replace(TREES, goal=Decimal(100)), HOMES]
    assert set_targets(actor=town.office, covenant=made, head_post=POST, rows=rows) == []
    with pytest.raises(Refused) as fault:
        open_covenant(actor=town.office, movement=made.movement, unit=town.a)
    assert codes(fault) == ["covenant.twice"]


def test_what_is_sent_is_fixed_until_it_is_returned_with_a_reason(town: House) -> None:
    made = drafted(town)
    move_covenant(actor=town.office, covenant=made, step="send")
    with pytest.raises(Refused) as fault:
        set_targets(actor=town.office, covenant=made, head_post=POST, rows=[HOMES])
    assert codes(fault) == ["covenant.fixed"]
    with pytest.raises(Refused) as fault:
        move_covenant(actor=town.office, covenant=made, step="return")
    assert codes(fault) == ["covenant.why"]
    move_covenant(actor=town.office, covenant=made, step="return", reason="Thiếu chỉ tiêu")
    made.refresh_from_db()
    assert (made.state, made.returned) == ("draft", "Thiếu chỉ tiêu")


def test_the_head_signs_with_a_certificate_and_a_leader_witnesses(town: House) -> None:
    made = agreed(town)
    head, leader = user("thu-truong", Role.UNIT_HEAD, town.a), user("lanh-dao", Role.SIGNER, town.authority)
    with pytest.raises(Refused) as fault:
        sign_covenant(actor=town.office, covenant=made, by=key("Ai đó"), on=START)
    assert (codes(fault), Attachment.objects.count()) == (["movements.right"], 0)
    with pytest.raises(Refused) as fault:
        witness_covenant(actor=leader, covenant=made, by=key("Lãnh đạo"), post="Chủ tịch huyện")
    assert codes(fault) == ["covenant.unsigned"]
    sign_covenant(actor=head, covenant=made, by=key("Nguyễn Văn Mẫu"), on=START, witnesses=WITNESSES)
    witness_covenant(actor=leader, covenant=made, by=key("Lãnh đạo"), post="Chủ tịch huyện")
    made.refresh_from_db()
    assert (made.state, made.signed_on, made.witnesses) == ("signed", START, WITNESSES)
    assert made.paper is not None
    found = signatures_of(bytes(made.paper.content), [])
    assert [(one.subject, one.intact, one.whole) for one in found] == [
        ("Nguyễn Văn Mẫu", True, True), ("Lãnh đạo", True, True),
    ]  # fmt: skip
    log = " ".join(str(entry.detail) for entry in AuditEntry.objects.all())
    assert ("mat-khau" in log, made.paper.sha256 in log) == (False, True)
    with pytest.raises(Refused) as fault:
        sign_covenant(actor=head, covenant=made, by=key("Nguyễn Văn Mẫu"), on=START)
    assert codes(fault) == ["covenant.signed"]


def test_the_page_signed_with_a_pen_is_kept_with_its_hash_and_witnesses(town: House) -> None:
    made = agreed(town)
    with pytest.raises(Refused) as fault:
        file_scan(actor=town.office, covenant=made, file="a.png", content=PICTURE, on=START, witnesses="")
    assert codes(fault) == ["covenant.witnesses"]
    paper = file_scan(
        actor=town.office, covenant=made, file="a.png", content=PICTURE, on=START, witnesses=WITNESSES
    )
    made.refresh_from_db()
    assert (made.state, made.paper, len(paper.sha256)) == ("signed", paper, 64)


def test_nothing_is_signed_before_it_is_agreed(town: House) -> None:
    made = drafted(town)
    with pytest.raises(Refused) as fault:
        file_scan(
            actor=town.office, covenant=made, file="a.png", content=PICTURE, on=START, witnesses=WITNESSES
        )
    assert codes(fault) == ["covenant.unready"]
    head = user("thu-truong", Role.UNIT_HEAD, town.a)
    with pytest.raises(Refused) as fault:
        sign_covenant(actor=head, covenant=made, by=key("Tên"), on=START)
    assert (codes(fault), list(public_covenants())) == (["covenant.unready"], [])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, None, "none"),  # no figure is never “behind”
        ("0", None, "behind"),
        ("24.999", None, "behind"),
        ("25", None, "on_way"),
        ("25", "24.999", "behind"),
        ("25", "25", "on_way"),
        ("60", "40", "reached"),
    ],
)
def test_a_target_that_adds_up_is_held_against_its_share_of_the_year(
    town: House, first: str | None, second: str | None, expected: str
) -> None:
    made = signed(town, TREES)
    for quarter, value in ((1, first), (2, second)):
        if value is not None:
            figures(town, made, quarter, value)
    assert states(made) == [expected]


@pytest.mark.parametrize(("value", "expected"), [("89.9", "behind"), ("90", "reached"), ("90.1", "reached")])
def test_a_share_is_held_against_its_goal(town: House, value: str, expected: str) -> None:
    made = signed(town, HOMES)
    figures(town, made, 1, value)
    assert states(made) == [expected]


@pytest.mark.parametrize(("value", "expected"), [("1", "reached"), ("2", "reached"), ("3", "behind")])
def test_at_most_is_kept_up_to_its_goal(town: House, value: str, expected: str) -> None:
    made = signed(town, CASES)
    figures(town, made, 4, value)
    assert states(made) == [expected]


def test_a_figure_of_a_quarter_changes_with_a_reason_and_the_earlier_stays(town: House) -> None:
    made = signed(town, HOMES)
    assert figures(town, made, 1, "88") == (1, 0)
    assert figures(town, made, 1, "88") == (0, 0)
    with pytest.raises(Refused) as fault:
        figures(town, made, 1, "89")
    assert codes(fault) == ["covenant.why"]
    assert figures(town, made, 1, "89", reason="Cộng sót một thôn") == (0, 1)
    assert list(CovenantReading.objects.order_by("id").values_list("value", "reason")) == [
        (88, ""), (89, "Cộng sót một thôn"),
    ]  # fmt: skip


def test_who_has_not_reported_is_found_zero_is_a_figure(town: House) -> None:
    made = signed(town, TREES, HOMES)
    whole = Covenant.objects.all()
    figures(town, made, 1, "0", None)
    assert [list(unreported(whole, q)) for q in (1, 2)] == [[made], [made]]
    figures(town, made, 1, None, "80")
    assert list(unreported(whole, 1)) == []


def test_the_result_follows_the_figures_or_says_why_it_does_not(town: House) -> None:
    made = signed(town, TREES, HOMES)
    figures(town, made, 4, "100", None)
    row = with_readings(Covenant.objects.filter(pk=made.pk))
    assert proposed_result(standings(row.get())) == ""  # one target without a figure: unknown, not missed
    day = date(2024, 12, 20)
    with pytest.raises(Refused) as fault:
        judge_covenant(actor=town.office, covenant=made, result="missed", on=day)
    assert codes(fault) == ["covenant.finding"]
    figures(town, made, 4, None, "89")
    assert proposed_result(standings(row.get())) == "partly"
    with pytest.raises(Refused) as fault:
        judge_covenant(actor=town.office, covenant=made, result="reached", on=day)
    assert codes(fault) == ["covenant.finding"]
    judge_covenant(actor=town.office, covenant=made, result="partly", on=day)
    with pytest.raises(Refused) as fault:
        figures(town, made, 4, None, "95", reason="Muộn")
    assert codes(fault) == ["covenant.unsigned"]
    made.refresh_from_db()
    assert (made.state, made.result, made.judged_on) == ("judged", "partly", day)
