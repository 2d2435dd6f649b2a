"""Every address × (anonymous, no grant, grant elsewhere, grant here, office): who gets in, and what must not leak.

A new address without a row here fails the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import SERIES, SPIRIT, House, System, born, house, people, row, save, user
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from thidua.access.actions import create_user
from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.decisions.actions import issue
from thidua.decisions.models import DecisionLine
from thidua.eligibility.actions import screen
from thidua.eligibility.enums import HoldKind
from thidua.eligibility.jobs import screen_people  # noqa: F401 – makes the works known
from thidua.eligibility.models import Hold, Screening
from thidua.flow import jobs
from thidua.flow.models import Job
from thidua.intake.actions import assign_columns
from thidua.intake.actions import send as send_file
from thidua.intake.jobs import look  # noqa: F401 – makes the works known
from thidua.intake.models import Intake
from thidua.nominations.actions import put_on_hold
from thidua.nominations.actions.uploads import send
from thidua.nominations.enums import State
from thidua.nominations.jobs import read  # noqa: F401 – makes the works known
from thidua.nominations.models import Nomination, UploadedList
from thidua.personnel.actions import claim_record, merge_people, pair_up, propose_transfer
from thidua.personnel.models import DuplicatePair, FaultReport, PersonMerge, RecordClaim, Transfer
from thidua.registry.actions import Basis, rename
from thidua.registry.models import OrgUnit, Person, UnitAct
from thidua.web.shell.rights import PUBLIC, SIGNED_IN

pytestmark = pytest.mark.django_db
SECRET = "Nguyễn Thị Bí Mật"  # stands on the list of unit A: nobody without a right on A may read the name


@dataclass
class World:
    """Unit A with an awarded, a refused and an asked nominee; users with and without rights."""

    house: House
    nobody: User
    elsewhere: Callable[[Role], User]
    here: Callable[[Role], User]
    awarded: Nomination
    asked: Nomination
    line: DecisionLine
    upload: UploadedList
    intake: Intake
    hold: Hold
    screening: Screening
    pair: DuplicatePair
    transfer: Transfer
    merge: PersonMerge
    act: UnitAct
    claim: RecordClaim
    report: FaultReport


@pytest.fixture
def world(tmp_path: Path) -> World:
    h = house()
    people(
        born("CB1", SECRET, "A", date(1980, 1, 2), id_number="001180900123"),
        born("CB2", "Trần Văn Hai", "A", date(1981, 1, 2)),
        born("CB3", "Lê Thị Trùng", "A", date(1982, 1, 2)),
        born("CB4", "Lê Thị Trùng", "A", date(1982, 5, 2)),
    )
    h.rate("good", "CB1", "CB3", "CB4")
    h.rate("completed", "CB2")
    h.attest(SPIRIT)
    h.send(
        h.a,
        row(SECRET, birth=date(1980, 1, 2)),
        row("Trần Văn Hai", birth=date(1981, 1, 2)),
        row("Lê Thị Trùng", birth_year=1982),
    )
    h.judge()
    h.vote()
    decision = issue(actor=h.records, season=h.season, honour="ldtt", series=SERIES)
    assert decision is not None

    def at(unit_name: str) -> Callable[[Role], User]:
        unit = getattr(h, unit_name)
        return lambda role: user(f"{role}-{unit_name}", role, unit)

    return World(
        house=h,
        nobody=create_user(actor=System(), username="khong-quyen", full_name="Không quyền"),
        elsewhere=at("b"),
        here=at("a"),
        awarded=h.season.nominations.get(person__code="CB1"),
        asked=h.season.nominations.get(state=State.ASKED),
        line=decision.lines.get(),
        upload=_upload(h, tmp_path),
        intake=_intake(h, tmp_path),
        screening=_screening(h),
        hold=_hold(h),
        **_records(h),
        act=_act(h),
        **_own(h),
    )


def _records(h: House) -> dict[str, Any]:
    """Of the secret person: a second record merged, another that looks alike, a transfer to the authority."""
    twin = people(born("CB5", SECRET, "A", date(1980, 1, 2)))[0]
    secret, other = Person.objects.get(code="CB1"), Person.objects.get(code="CB2")
    return {
        "merge": merge_people(actor=h.office, survivor=secret, merged=twin),
        "pair": pair_up(actor=h.office, one=secret, other=other),
        "transfer": propose_transfer(
            actor=h.office, person=secret, to_unit=h.authority, from_on=date(2024, 3, 1), paper="12/QĐ"
        ),
    }


def _own(h: House) -> dict[str, Any]:
    """An account claims the secret record, and says what is wrong in it."""
    owner = create_user(actor=System(), username="chu-ho-so", full_name="Chủ hồ sơ")
    claim = claim_record(actor=owner, number="001180900123", name=SECRET, born_on=date(1980, 1, 2), unit=h.a)
    report = FaultReport.objects.create(
        person=Person.objects.get(code="CB1"),
        user=owner,
        about="post",
        text="Sai",
        answer_until=date(2024, 1, 9),
    )
    return {"claim": claim, "report": report}


def _act(h: House) -> UnitAct:
    """Unit A bore its name before, too: an act on A alone."""
    rename(
        actor=h.office,
        unit=OrgUnit.objects.get(code="A"),
        name=h.a.name,
        official_code="04930",
        basis=Basis("1/NQ", date(2023, 1, 1)),
    )
    return UnitAct.objects.get()


def _screening(h: House) -> Screening:
    """Who of unit A could be proposed, found."""
    one = screen(actor=h.office, unit=h.a, year=2023, law_on=date(2023, 12, 15))
    jobs.run(one.job_id)
    return one


def _hold(h: House) -> Hold:
    secret = Person.objects.get(code="CB1")
    kind = HoldKind.DENUNCIATION
    return put_on_hold(actor=h.office, nominee=secret, kind=kind, from_on=date(2024, 1, 5), paper="TB 1")


def _upload(h: House, folder: Path) -> UploadedList:
    """A list of unit A, sent by the office and read, the name in it and in the name of its file."""
    head = ("STT", "Họ và tên", "Ngày sinh", "Danh hiệu đề nghị")
    path = save(folder / "ds.xlsx", ("UBND xã An",), head, (1, SECRET, "02/01/1980", "Lao động tiên tiến"))
    content = path.read_bytes()
    one = send(actor=h.office, season=h.season, file=f"{SECRET}.xlsx", content=content, unit=h.a)
    jobs.run(Job.objects.get(kind="upload.read").pk)
    one.refresh_from_db()
    return one


def _intake(h: House, folder: Path) -> Intake:
    """An old list of awards that unit A's own office has had checked, one row wrong, the name in it and on it."""
    head = ("Họ và tên", "Danh hiệu", "Số quyết định", "Ngày ký", "Số CCCD")
    row = (SECRET, "Cờ lê", "1/QĐ", "20/12/2019", "001180900123")
    content = save(folder / "cu.xlsx", head, row).read_bytes()
    office = user("nhap-lieu-a", Role.OFFICE, h.a)
    one = send_file(actor=office, kind="awards", sender=h.a, file=f"{SECRET}.xlsx", content=content)
    jobs.run(Job.objects.get(kind="intake.read").pk)
    one.refresh_from_db()
    fields = {column["heading"]: column["field"] for column in one.columns or ()}
    assign_columns(actor=office, intake=one, fields=fields)
    jobs.run(Job.objects.get(kind="intake.check").pk)
    one.refresh_from_db()
    return one


def _grant_on_a(w: World) -> int:
    """A grant on unit A itself."""
    if not User.objects.filter(username="quyen-a").exists():
        user("quyen-a", Role.EDITOR, w.house.a)
    return User.objects.get(username="quyen-a").grants.get().pk


def _account_on_a(w: World) -> int:
    """An account whose only right lies on unit A."""
    _grant_on_a(w)
    return User.objects.get(username="quyen-a").pk


@dataclass(frozen=True)
class Row:
    """How the address is reached. `about_a`: the page is about unit A alone (404 elsewhere); `shows`: it shows
    the name to those with a right on A."""

    capability: str
    args: Callable[[World], tuple[object, ...]] = lambda world: ()
    about_a: bool = False
    shows: bool = False
    status: int = 200


ROWS: dict[str, Row] = {
    "home": Row(PUBLIC),
    "season_figures": Row(PUBLIC),
    "article": Row(PUBLIC, lambda w: (2023,)),
    "honour_roll": Row(PUBLIC),
    "public_decisions": Row(PUBLIC),
    "public_decision": Row(PUBLIC, lambda w: (w.line.decision_id,)),
    "check": Row(PUBLIC),
    "verification": Row(PUBLIC, lambda w: (w.line.code,)),
    "law": Row(PUBLIC),
    "instruments": Row(PUBLIC),
    "law_honour": Row(PUBLIC, lambda w: ("cstd_co_so",)),
    "law_honour_cases": Row(PUBLIC, lambda w: ("cstd_co_so",)),
    "robots": Row(PUBLIC),
    "sign_in": Row(PUBLIC),
    "sign_out": Row(PUBLIC, status=405),
    "sign_in_code": Row(PUBLIC, status=302),
    "take_up": Row(PUBLIC, lambda w: ("khong-co",)),
    "my_account": Row(SIGNED_IN),
    "my_password": Row(SIGNED_IN),
    "my_totp": Row(SIGNED_IN),
    "my_codes": Row(SIGNED_IN, status=405),
    "accounts": Row("account.manage"),
    "account_invite": Row("account.manage"),
    "account": Row("account.manage", lambda w: (_account_on_a(w),), about_a=True),
    "security_log": Row("security.read"),
    "work": Row(PUBLIC, status=302),
    "search": Row("search.use"),
    "dashboard": Row("figures.read"),
    "nominations": Row("nomination.read", shows=True),
    "nomination": Row("nomination.read", lambda w: (w.awarded.pk,), about_a=True, shows=True),
    "nomination_paper": Row("nomination.read", lambda w: (w.awarded.pk,), about_a=True),
    "submission_paper": Row("figures.read", lambda w: ("pdf",)),
    "refusals_paper": Row("nomination.read"),
    "unit_refusals_paper": Row("nomination.read", lambda w: (w.house.a.code,), about_a=True),
    "questions": Row("nomination.read"),
    "question": Row("nomination.read", lambda w: (w.asked.line_id,), about_a=True),
    "sheets": Row("sheet.read", shows=True),
    "sheet_upload": Row("sheet.submit"),
    "sheet": Row("sheet.read", lambda w: (w.upload.pk,), about_a=True, shows=True),
    "intakes": Row("intake.manage", shows=True),
    "intake_send": Row("intake.manage"),
    "intake_form": Row("intake.manage", lambda w: ("awards",)),
    "intake": Row("intake.manage", lambda w: (w.intake.pk,), about_a=True, shows=True),
    "intake_columns": Row("intake.manage", lambda w: (w.intake.pk,), about_a=True, shows=True),
    "intake_faults": Row("intake.manage", lambda w: (w.intake.pk,), about_a=True, shows=True),
    "intake_corrections": Row("intake.manage", lambda w: (w.intake.pk,), about_a=True, status=302),
    "jobs": Row("job.read", shows=True),
    "replay": Row("nomination.appraise"),
    "screenings": Row("screening.read"),
    "screening": Row("screening.read", lambda w: (w.screening.pk,), about_a=True),
    "screened_people": Row("screening.read", lambda w: (w.screening.pk, "ldtt"), about_a=True, shows=True),
    "people": Row("person.read", shows=True),
    "units": Row("person.read"),
    "unit": Row("person.read", lambda w: ("A",), about_a=True),
    "unit_tree": Row("person.read"),
    "unit_acts": Row("person.read"),
    "unit_act": Row("person.read", lambda w: (w.act.pk,), about_a=True),
    "unit_act_new": Row("unit.change"),
    "unit_places": Row("unit.change", lambda w: ("A",), about_a=True),
    "person": Row("person.read", lambda w: ("CB1",), about_a=True, shows=True),
    "person_add": Row("person.write"),
    "person_edit": Row("person.write", lambda w: ("CB1",), about_a=True, shows=True),
    "person_ratings": Row("rating.write", lambda w: ("CB1",), about_a=True, shows=True),
    "person_disciplines": Row("discipline.write", lambda w: ("CB1",), about_a=True, shows=True),
    "person_merge": Row("person.merge", lambda w: ("CB1",), about_a=True, shows=True),
    "own_record": Row(SIGNED_IN),
    "claims": Row("claim.answer", shows=True),
    "claim": Row("claim.answer", lambda w: (w.claim.pk,), about_a=True, shows=True),
    "fault_reports": Row("fault.answer", shows=True),
    "fault_report": Row("fault.answer", lambda w: (w.report.pk,), about_a=True, shows=True),
    "duplicates": Row("person.merge", shows=True),
    "duplicate": Row("person.merge", lambda w: (w.pair.pk,), about_a=True, shows=True),
    "merge": Row("person.merge", lambda w: (w.merge.pk,), about_a=True, shows=True),
    "transfers": Row("transfer.read", shows=True),
    "transfer": Row("transfer.read", lambda w: (w.transfer.pk,), about_a=True, shows=True),
    "transfer_propose": Row("transfer.propose", lambda w: ("CB1",), about_a=True, shows=True),
    "outlook": Row("person.read", lambda w: ("CB1",), about_a=True, shows=True),
    "what_if": Row("person.read", lambda w: ("CB1",), about_a=True, shows=True),
    "awards": Row("award.read", shows=True),
    "holds": Row("hold.read", shows=True),
    "hold": Row("hold.read", lambda w: (w.hold.pk,), about_a=True, shows=True),
    "hold_person": Row("hold.write", lambda w: ("CB1",), about_a=True, shows=True),
    "grants": Row("grant.read"),
    "grant": Row("grant.read", lambda w: (_grant_on_a(w),), about_a=True),
    "grant_give": Row("grant.write"),
    "grant_delegate": Row("grant.delegate"),
    "capability_table": Row("grant.read"),
    "decisions": Row("decision.read"),
    "decision": Row("decision.read", lambda w: (w.line.decision_id,), about_a=True, shows=True),
    "decision_paper": Row("decision.read", lambda w: (w.line.decision_id, "danh-sach.xlsx"), about_a=True),
    "certificate": Row("decision.read", lambda w: (w.line.pk,), about_a=True),
}


def addresses() -> set[str]:
    """Names of all addresses the product has."""

    def walk(patterns: list[URLPattern | URLResolver]) -> set[str]:
        found: set[str] = set()
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                found |= walk(pattern.url_patterns)
            else:
                assert pattern.name, f"{pattern} has no name"
                found.add(pattern.name)
        return found

    return walk(get_resolver().url_patterns)


def test_every_address_has_a_row() -> None:
    assert addresses() == set(ROWS)


def test_every_view_says_who_may_open_it() -> None:
    def views(patterns: list[URLPattern | URLResolver]) -> dict[str, str]:
        found: dict[str, str] = {}
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                found |= views(pattern.url_patterns)
            else:
                found[str(pattern.name)] = getattr(pattern.callback, "capability", "nothing said")
        return found

    assert views(get_resolver().url_patterns) == {name: r.capability for name, r in ROWS.items()}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_matrix(name: str, world: World, client: Client) -> None:
    line = ROWS[name]
    address = reverse(name, args=line.args(world))
    anonymous = client.get(address)
    if line.capability == PUBLIC:
        assert anonymous.status_code in (line.status, 404)
        return
    assert (anonymous.status_code, anonymous["Location"].split("?")[0]) == (302, "/dang-nhap/")

    client.force_login(world.nobody)
    without = client.get(address)
    if line.capability == SIGNED_IN:
        assert (without.status_code, SECRET in without.content.decode()) == (line.status, False)
        return
    assert (without.status_code, SECRET in without.content.decode(errors="replace")) == (403, False)

    for role in Role:
        _try_role(line, address, role, world, client)


def _try_role(line: Row, address: str, role: Role, world: World, client: Client) -> None:
    """The role on another unit, then on unit A itself."""
    granted = role in CAPABILITIES[line.capability]
    client.force_login(world.elsewhere(role))
    elsewhere = client.get(address)
    wanted = 403 if not granted else 404 if line.about_a else 200
    assert elsewhere.status_code == wanted, role
    if line.shows:
        assert SECRET not in elsewhere.content.decode(errors="replace"), role
    client.force_login(world.here(role))
    here = client.get(address)
    assert here.status_code == (line.status if granted else 403), role
    if line.shows:
        assert (SECRET in here.content.decode(errors="replace")) == granted, role


def test_whole_numbers_go_back_to_who_sent_them_alone(world: World, client: Client) -> None:
    address = reverse("intake_corrections", args=(world.intake.pk,))
    client.force_login(world.intake.uploader)
    own = client.get(address)
    client.force_login(world.here(Role.OFFICE))
    other = client.get(address)
    assert (own.status_code, other.status_code, len(other.content)) == (200, 302, 0)


def test_grants_end(world: World, client: Client) -> None:
    late = user("het-han", Role.UNIT_CLERK, world.house.a, until=date(2023, 12, 31))
    client.force_login(late)
    assert client.get(reverse("nominations")).status_code == 403


def test_answering_needs_the_office(world: World, client: Client) -> None:
    address = reverse("question", args=(world.asked.line_id,))
    client.force_login(world.here(Role.UNIT_CLERK))
    refused = client.post(address, {"person": "CB3"})
    world.asked.refresh_from_db()
    assert (refused.status_code, world.asked.state) == (403, State.ASKED)
    client.force_login(world.house.office)
    accepted = client.post(address, {"person": "CB3"})
    world.asked.refresh_from_db()
    assert (accepted.status_code, world.asked.person.code if world.asked.person else "") == (302, "CB3")
    assert world.asked.state == State.ELIGIBLE


def test_no_page_shows_a_whole_personal_id(world: World, client: Client) -> None:
    client.force_login(world.house.office)
    shown = {
        name: "001180900123"
        in client.get(reverse(name, args=line.args(world))).content.decode(errors="replace")
        for name, line in ROWS.items()
        if name != "sign_out"
    }
    assert [name for name, leaks in shown.items() if leaks] == []
    assert "… 123" in client.get(reverse("person", args=("CB1",))).content.decode()
