"""The world the tests of rights look at: unit A with everything that must not leak, users with and without rights."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import SERIES, SPIRIT, House, System, born, house, people, row, save, user
from django.db import transaction
from people_heard import people_heard
from PIL import Image
from pytest_django.plugin import DjangoDbBlocker
from scored_unit import Scored, scored

from thidua.access.actions import create_user
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.conferences.actions import ConferenceRecord, add_picture, choose_awards, plan_conference
from thidua.conferences.models import Conference, Picture
from thidua.decisions.actions import issue
from thidua.decisions.models import DecisionLine
from thidua.documents.attachments import keep
from thidua.documents.models import Attachment
from thidua.eligibility.actions import screen
from thidua.eligibility.enums import HoldKind
from thidua.eligibility.jobs import screen_people  # noqa: F401 – makes the works known
from thidua.eligibility.models import Hold, Screening
from thidua.flow import jobs
from thidua.flow.models import Job
from thidua.initiatives.actions import (
    ApplicationRecord,
    Recognition,
    mark_application,
    move_application,
    recognise,
    set_up_initiative_council,
    write_application,
)
from thidua.initiatives.models import Application
from thidua.intake.actions import assign_columns
from thidua.intake.actions import send as send_file
from thidua.intake.jobs import look  # noqa: F401 – makes the works known
from thidua.intake.models import Intake
from thidua.movements.actions import (
    file_scan,
    launch_movement,
    move_covenant,
    open_covenant,
    open_registration,
    plan_movement,
    read_task,
    register_honour,
    set_indicators,
    set_tasks,
)
from thidua.movements.models import Covenant, EmulationMovement, MovementTask, RegistrationSheet
from thidua.movements.records import IndicatorRecord, PlanDays, PlanRecord, ReadingRecord, TaskRecord
from thidua.nominations.actions import put_on_hold
from thidua.nominations.actions.uploads import send
from thidua.nominations.enums import State
from thidua.nominations.jobs import read  # noqa: F401 – makes the works known
from thidua.nominations.models import Nomination, UploadedList
from thidua.personnel.actions import claim_record, merge_people, pair_up, propose_transfer
from thidua.personnel.models import DuplicatePair, FaultReport, PersonMerge, RecordClaim, Transfer
from thidua.publishing.actions import (
    Visitor,
    move_article,
    save_revision,
    send_comment,
    write_article,
    write_category,
)
from thidua.publishing.models import Article, CitizenLetter, Comment, Exemplar, SuspensionNotice
from thidua.publishing.records import ArticleRecord, PictureRecord
from thidua.registry.actions import Basis, rename
from thidua.registry.models import OrgUnit, Person, UnitAct

SECRET = "Nguyễn Thị Bí Mật"  # stands on the list of unit A: nobody without a right on A may read the name


@dataclass
class World:
    """Unit A with an awarded, a refused and an asked nominee; users with and without rights."""

    house: House
    nobody: User
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
    draft: EmulationMovement
    task: MovementTask
    plan: Attachment
    registration: RegistrationSheet
    scored: Scored
    application: Application
    recognised: Application
    covenant: Covenant
    drafted: Covenant
    conference: Conference
    picture: Picture
    article: Article
    shot: Attachment
    comment: Comment
    letter: CitizenLetter
    exemplar: Exemplar
    notice: SuspensionNotice
    known: dict[str, User] = field(default_factory=dict)

    def here(self, role: Role) -> User:
        """Who has the role on unit A, made when first asked for."""
        return self._holder(f"{role}-a", role, self.house.a)

    def elsewhere(self, role: Role) -> User:
        """Who has the role on unit B alone."""
        return self._holder(f"{role}-b", role, self.house.b)

    def _holder(self, name: str, role: Role, unit: OrgUnit) -> User:
        if name not in self.known:
            self.known[name] = user(name, role, unit)
        return self.known[name]


@pytest.fixture(scope="module")
def standing_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The world, made once for a file; none of its tests may be transactional."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made_world(tmp_path_factory.mktemp("world"))
        transaction.set_rollback(True)


@pytest.fixture
def world(standing_world: World, db: None) -> World:
    """The world as it was made: what a test changes goes with the test."""
    return copy.deepcopy(standing_world)


def made_world(folder: Path) -> World:
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

    return World(
        house=h,
        nobody=create_user(actor=System(), username="khong-quyen", full_name="Không quyền"),
        awarded=h.season.nominations.get(person__code="CB1"),
        asked=h.season.nominations.get(state=State.ASKED),
        line=decision.lines.get(),
        upload=_upload(h, folder),
        intake=_intake(h, folder),
        screening=_screening(h),
        hold=_hold(h),
        **_records(h),
        act=_act(h),
        **_own(h),
        **_year(h),
        scored=scored(h),
        **_initiatives(h),
        **_covenants(h),
        **_conference(h),
        **_news(h),
        **people_heard(h, SECRET),
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


def _year(h: House) -> dict[str, Any]:
    """Unit A plans a movement, has launched another with a task and a file, and registers the secret person."""
    plan = PlanRecord(
        2024, SECRET, "regular", "unit", basis="Luật", plan_number="1/KH", plan_on=date(2024, 1, 2),
        days=PlanDays(date(2024, 1, 2), date(2024, 12, 31)),
    )  # fmt: skip
    draft = plan_movement(actor=h.office, authority=h.a, plan=plan)
    launched = plan_movement(actor=h.office, authority=h.a, plan=replace(plan, title="Phong trào của A"))
    rows = [TaskRecord("Việc của A", owner_code="A", indicator="Số")]
    set_tasks(actor=h.office, movement=launched, rows=rows)
    launch_movement(actor=h.office, movement=launched, on=date(2024, 1, 2))
    task = launched.tasks.get()
    png = b"\x89PNG\r\n\x1a\n" + bytes(8)
    with transaction.atomic():
        file = keep(actor=h.office, file=f"{SECRET}.png", content=png)
        reading = ReadingRecord(date(2024, 2, 1), "BC", words=SECRET)
        read_task(actor=h.office, task=task, reading=reading, file=file)
    sheet = open_registration(actor=h.office, unit=h.a, year=2024)
    register_honour(actor=h.office, sheet=sheet, honour="ldtt", person=Person.objects.get(code="CB1"))
    return {"draft": draft, "task": task, "plan": file, "registration": sheet}


def _initiatives(h: House) -> dict[str, Any]:
    """Unit A applies for two initiatives of the secret person; one was recognised."""
    secret = Person.objects.get(code="CB1")
    given = ApplicationRecord(2023, SECRET, solution=f"{SECRET} làm thẻ màu theo dõi bài tập")
    draft, one = (
        write_application(actor=h.office, unit=h.a, given=given, authors=[(secret, 100)]) for _ in range(2)
    )
    member = user("uv-sang-kien", Role.COUNCIL_MEMBER, h.authority)
    council = set_up_initiative_council(
        actor=h.office, unit=h.authority, name="HĐSK", pass_percent=50, quorum_percent=100,
        criteria=[("Tính mới", Decimal(10))], members=[member],
    )  # fmt: skip
    move_application(actor=h.office, application=one, step="send", on=date(2023, 10, 1))
    move_application(actor=h.office, application=one, step="take_up", council=council)
    mark_application(actor=member, application=one, points={council.criteria.get().pk: Decimal(10)})
    move_application(actor=h.office, application=one, step="close")
    by = Recognition("1/QĐ", date(2023, 11, 1), "Chủ tịch")
    recognise(actor=user("ky-sang-kien", Role.SIGNER, h.authority), application=one, by=by)
    return {"application": draft, "recognised": one}


def _covenants(h: House) -> dict[str, Any]:
    """Unit A has signed a covenant and drafts another, the secret name in both."""
    movement = EmulationMovement.objects.get(title="Phong trào của A")
    set_indicators(actor=h.office, movement=movement, rows=[IndicatorRecord(SECRET, "%")])
    signed = open_covenant(actor=h.office, movement=movement, unit=h.a, head_post="Chủ tịch")
    for step in ("send", "agree"):
        move_covenant(actor=h.office, covenant=signed, step=step)
    png = b"\x89PNG\r\n\x1a\n" + bytes(8)
    day = date(2024, 1, 2)
    file_scan(actor=h.office, covenant=signed, file="a.png", content=png, on=day, witnesses="Chủ tịch")
    plan = PlanRecord(
        2024, "Phong trào huyện", "regular", "locality", basis="Luật", plan_number="2/KH", plan_on=day,
        days=PlanDays(day, date(2024, 12, 31)),
    )  # fmt: skip
    other = plan_movement(actor=h.office, authority=h.authority, plan=plan)
    set_tasks(actor=h.office, movement=other, rows=[TaskRecord("Việc", owner_code="A", indicator="Số")])
    launch_movement(actor=h.office, movement=other, on=day)
    drafted = open_covenant(actor=h.office, movement=other, unit=h.a, head_post=SECRET)
    return {"covenant": signed, "drafted": drafted}


def _conference(h: House) -> dict[str, Any]:
    """Unit A holds a conference, the secret name in its programme."""
    plan = ConferenceRecord(SECRET, date(2024, 1, 9), time(8), "Hội trường")
    made = plan_conference(actor=h.office, authority=h.a, plan=plan, season=h.season)
    choose_awards(actor=h.office, conference=made, honours=["ldtt"])
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    picture = add_picture(
        actor=h.office, conference=made, file="a.png", content=out.getvalue(), caption=SECRET, alternative="x"
    )
    return {"conference": made, "picture": picture}


def _news(h: House) -> dict[str, Any]:
    """Unit A has an article out; its next text bears the secret name, and so does a comment nobody has looked at."""
    editor = user("bien-tap-cua-a", Role.EDITOR, h.a)
    category = write_category(actor=h.office, authority=h.a, name="Chính trị")
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    shot = PictureRecord("Ảnh", "Mô tả", file="a.png", content=out.getvalue())
    text = ArticleRecord("Bài của A", "<p>Nội dung</p>", pictures=(shot,))
    one = write_article(actor=editor, authority=h.a, category=category, text=text)
    move_article(actor=editor, article=one, step="send", seen=1)
    move_article(actor=h.office, article=one, step="approve", seen=1)
    save_revision(actor=editor, article=one, text=ArticleRecord(SECRET, f"<p>{SECRET}</p>"), seen=1)
    comment = send_comment(actor=Visitor(), article=one, name=SECRET, body=SECRET, address="192.0.2.1")
    one.refresh_from_db()
    return {"article": one, "shot": Attachment.objects.latest("pk"), "comment": comment}


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


def grant_on_a(w: World) -> int:
    """A grant on unit A itself."""
    if not User.objects.filter(username="quyen-a").exists():
        user("quyen-a", Role.EDITOR, w.house.a)
    return User.objects.get(username="quyen-a").grants.get().pk


def account_on_a(w: World) -> int:
    """An account whose only right lies on unit A."""
    grant_on_a(w)
    return User.objects.get(username="quyen-a").pk
