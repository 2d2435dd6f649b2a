"""A hold stops what is not decided yet and refuses nobody; a written finding lets it go on."""

from __future__ import annotations

from datetime import date

import pytest
from builders import SERIES, SPIRIT, House, born, house, people, row, user

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.audit.models import AuditEntry
from thidua.decisions.actions import issue
from thidua.eligibility.enums import HoldKind
from thidua.eligibility.models import Hold
from thidua.kernel.issues import Refused
from thidua.nominations.actions import lift_hold, put_on_hold
from thidua.registry.models import Person

pytestmark = pytest.mark.django_db
AN, BA = "Nguyễn Văn An", "Trần Thị Ba"
START, END = date(2023, 12, 1), date(2024, 1, 10)


@pytest.fixture
def town() -> House:
    made = house()
    people(born("CB1", AN, "A", date(1980, 1, 2)), born("CB2", BA, "A", date(1981, 1, 2)))
    made.rate("good")
    made.attest(SPIRIT)
    made.send(made.a, row(AN), row(BA))
    made.judge()
    return made


def stop(town: House, *, actor: User | None = None, paper: str = "Thông báo 12/TB-UBND") -> Hold:
    return put_on_hold(
        actor=actor or town.office,
        nominee=Person.objects.get(code="CB1"),
        kind=HoldKind.DENUNCIATION,
        from_on=START,
        paper=paper,
    )


def states(town: House) -> list[str]:
    return [state for _, _, state in town.states()]


def test_a_hold_stops_an_eligible_nominee_and_nobody_else(town: House) -> None:
    assert states(town) == ["eligible", "eligible"]
    stop(town)
    assert states(town) == ["deferred", "eligible"]
    held = town.at(town.sent[0], 8)
    assert held.verdict is not None
    assert (held.verdict.outcome, held.reasons, held.question) == ("deferred", [], "deferred")
    assert "đơn khiếu nại, tố cáo đang xác minh" in held.sentences[0]


def test_a_finding_lets_the_nominee_go_on(town: House) -> None:
    hold = stop(town)
    lift_hold(actor=town.office, hold=hold, on=END, paper="Kết luận 3/KL-UBND")
    assert states(town) == ["eligible", "eligible"]
    hold.refresh_from_db()
    assert (hold.released_on, hold.release_paper, hold.released_by) == (
        END,
        "Kết luận 3/KL-UBND",
        town.office.username,
    )


def test_what_the_council_approved_is_stopped_before_it_is_decided(town: House) -> None:
    town.vote()
    stop(town)
    assert states(town) == ["deferred", "approved"]
    decision = issue(actor=town.records, season=town.season, honour="ldtt", series=SERIES)
    assert decision is not None
    assert [str(line.nomination.line.name) for line in decision.lines.all()] == [BA]


def test_what_is_decided_stays_decided(town: House) -> None:
    town.vote()
    issue(actor=town.records, season=town.season, honour="ldtt", series=SERIES)
    stop(town)
    assert states(town) == ["awarded", "awarded"]


def test_a_list_judged_later_is_held_from_the_start(town: House) -> None:
    hold = stop(town)
    other = house_season_again(town)
    assert other == ["deferred"]
    assert hold.released_on is None


def house_season_again(town: House) -> list[str]:
    """The same person asked for a second honour."""
    town.invent("CB1")
    town.send(town.a, row(AN, "cstd_co_so"))
    town.judge()
    return [state for _, honour, state in town.states() if honour == "cstd_co_so"]


@pytest.mark.parametrize("role", [r for r in Role if r != Role.OFFICE])
def test_only_the_office_opens_and_ends_holds(town: House, role: Role) -> None:
    other = user("khac", role, town.authority)
    with pytest.raises(Refused):
        stop(town, actor=other)
    hold = stop(town)
    with pytest.raises(Refused):
        lift_hold(actor=other, hold=hold, on=END, paper="Kết luận")
    assert states(town) == ["deferred", "eligible"]


@pytest.mark.parametrize(
    ("on", "paper", "code"), [(END, "  ", "hold.finding"), (date(2023, 11, 30), "KL 3", "hold.days")]
)
def test_a_release_needs_its_finding_and_its_day(town: House, on: date, paper: str, code: str) -> None:
    hold = stop(town)
    with pytest.raises(Refused) as refused:
        lift_hold(actor=town.office, hold=hold, on=on, paper=paper)
    assert ([i.code for i in refused.value.issues], states(town)) == ([code], ["deferred", "eligible"])


def test_the_day_of_the_hold_itself_may_end_it(town: House) -> None:
    lift_hold(actor=town.office, hold=stop(town), on=START, paper="KL 3")
    assert states(town) == ["eligible", "eligible"]


def test_a_hold_is_opened_once_and_ended_once(town: House) -> None:
    hold = stop(town)
    with pytest.raises(Refused) as again:
        stop(town)
    lift_hold(actor=town.office, hold=hold, on=END, paper="KL 3")
    with pytest.raises(Refused) as twice:
        lift_hold(actor=town.office, hold=hold, on=END, paper="KL 4")
    assert ([i.code for i in again.value.issues], [i.code for i in twice.value.issues]) == (
        ["hold.open"],
        ["hold.released"],
    )
    hold.refresh_from_db()
    assert (Hold.objects.count(), hold.release_paper) == (1, "KL 3")


def test_the_log_tells_of_it_without_telling_of_whom(town: House) -> None:
    hold = stop(town)
    entry = AuditEntry.objects.get(verb="hold.opened")
    assert (entry.subject, AN in str(entry.detail)) == (f"eligibility.Hold:{hold.pk}", False)
