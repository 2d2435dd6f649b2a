"""A list sent on screen: nothing is written before its sender says so, and what was done can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from docx import Document

if not apps.is_installed("thidua.flow"):
    pytest.skip("settings do not install thidua.flow and its queue", allow_module_level=True)

from tests.builders import SERIES, House, born, house, people, save, user
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.audit.models import AuditEntry
from thidua.decisions.actions import issue
from thidua.flow import jobs
from thidua.flow.enums import JobState
from thidua.flow.models import Job
from thidua.kernel.issues import Refused
from thidua.nominations.actions.uploads import MAX_BYTES, Receipt, drop, receive, send, withdraw
from thidua.nominations.enums import UploadState
from thidua.nominations.jobs import read  # noqa: F401 – makes the works known
from thidua.nominations.models import NominationSheet, UploadedList
from thidua.nominations.queries.sending import uploads_for
from thidua.registry import identity

pytestmark = pytest.mark.django_db
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Danh hiệu đề nghị")
HOA = (1, "Nguyễn Thị Hoa", "02/03/1980", "Lao động tiên tiến")
LAN = (2, "Trần Thị Lan", "05/06/1985", "Lao động tiên tiến")
STRANGER = (3, "Đỗ Văn Lạ", "01/01/1970", "Lao động tiên tiến")


@pytest.fixture
def district() -> House:
    made = house()
    people(
        born("CB1", "Nguyễn Thị Hoa", "A", date(1980, 3, 2)),
        born("CB2", "Trần Thị Lan", "A", date(1985, 6, 5)),
        born("CB3", "Lê Văn Bảy", "B", date(1979, 7, 7)),
    )
    made.rate()
    return made


@pytest.fixture
def clerk(district: House) -> User:
    return user("don-vi", Role.UNIT_CLERK, district.a)


def content(folder: Path, *rows: tuple[Any, ...], unit: str = "UBND xã An") -> bytes:
    path = save(folder / "ds.xlsx", (unit,), ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023",), HEAD, *rows)
    return path.read_bytes()


def sent(
    district: House, actor: User, data: bytes, *, unit: bool = True, file: str = "Danh sách xã An.xlsx"
) -> UploadedList:
    """Sent, and read as a worker would."""
    one = send(
        actor=actor,
        season=district.season,
        file=file,
        content=data,
        unit=district.a if unit else None,
    )
    for job in Job.objects.filter(kind="upload.read", state=JobState.WAITING):
        jobs.run(job.pk)
    one.refresh_from_db()
    return one


def standing(district: House) -> list[tuple[str, str]]:
    return [(name, state) for name, _, state in district.states()]


def test_a_sent_list_is_read_and_nothing_written(district: House, clerk: User, tmp_path: Path) -> None:
    one = sent(district, clerk, content(tmp_path, HOA, LAN, STRANGER))
    assert one.fault == ""
    assert [(r["name"], r["row"], r["status"]) for r in one.draft["rows"]] == [
        ("Nguyễn Thị Hoa", 4, "found"),
        ("Trần Thị Lan", 5, "found"),
        ("Đỗ Văn Lạ", 6, "unknown"),
    ]
    assert (standing(district), NominationSheet.objects.count()) == ([], 0)
    job = Job.objects.get(kind="upload.read")
    assert (job.state, job.unit, job.actor) == (JobState.DONE, district.a, "don-vi")


def test_a_list_in_a_word_document_is_read_like_a_workbook(
    district: House, clerk: User, tmp_path: Path
) -> None:
    """The letterhead is a table of its own, as offices set it, and the list is the second one."""
    document = Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text, head.cell(0, 1).text = "UBND xã An", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.add_paragraph("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023")
    listed = document.add_table(rows=0, cols=4)
    for cells in (HEAD, HOA, LAN):
        for cell, text in zip(listed.add_row().cells, cells, strict=True):
            cell.text = str(text)
    document.save(str(tmp_path / "ds.docx"))
    one = sent(district, clerk, (tmp_path / "ds.docx").read_bytes(), file="Danh sách xã An.docx")
    assert one.fault == ""
    assert [(r["name"], r["sheet"], r["row"], r["status"]) for r in one.draft["rows"]] == [
        ("Nguyễn Thị Hoa", "Bảng 2", 2, "found"),
        ("Trần Thị Lan", "Bảng 2", 3, "found"),
    ]


def test_received_rows_are_identified_and_then_appraised(
    district: House, clerk: User, tmp_path: Path
) -> None:
    one = sent(district, clerk, content(tmp_path, HOA, STRANGER))
    assert receive(actor=clerk, upload=one) == Receipt(rows=2, received=1, asked=0, refused=1)
    assert standing(district) == [("Nguyễn Thị Hoa", "received"), ("Đỗ Văn Lạ", "refused")]
    assert one.state == UploadState.RECEIVED
    by = dict(AuditEntry.objects.filter(verb__in=_ACTS).values_list("verb", "actor"))
    assert by == {"sheets.received": "don-vi", "nominations.identified": "tiep-nhan"}
    assert jobs.run(Job.objects.get(kind="season.appraise").pk) is True
    assert standing(district)[0][1] in ("eligible", "to_attest")


_ACTS = ("sheets.received", "nominations.identified")


def test_the_intake_account_cannot_sign_in(district: House, clerk: User, tmp_path: Path) -> None:
    receive(actor=clerk, upload=sent(district, clerk, content(tmp_path, HOA)))
    account = User.objects.get(username="tiep-nhan")
    assert account.has_usable_password() is False
    assert list(account.grants.values_list("role", flat=True)) == [Role.INTAKE]


def test_the_same_file_twice_changes_nothing(district: House, clerk: User, tmp_path: Path) -> None:
    data = content(tmp_path, HOA)
    one = sent(district, clerk, data)
    assert sent(district, clerk, data) == one
    receive(actor=clerk, upload=one)
    with pytest.raises(Refused, match="đã được nhận trước đó; không có gì thay đổi"):
        sent(district, clerk, data)
    with pytest.raises(Refused):
        receive(actor=clerk, upload=one)
    assert standing(district) == [("Nguyễn Thị Hoa", "received")]


def test_undone_rows_are_withdrawn_and_may_be_sent_again(
    district: House, clerk: User, tmp_path: Path
) -> None:
    data = content(tmp_path, HOA, STRANGER)
    one = sent(district, clerk, data)
    receive(actor=clerk, upload=one)
    assert withdraw(actor=clerk, upload=one) == 2
    assert [state for _, state in standing(district)] == ["withdrawn", "withdrawn"]
    again = sent(district, clerk, data)
    assert receive(actor=clerk, upload=again) == Receipt(rows=2, received=1, asked=0, refused=1)
    assert [state for _, state in standing(district)] == ["withdrawn", "withdrawn", "received", "refused"]


def test_a_list_before_the_council_is_not_undone(district: House, clerk: User, tmp_path: Path) -> None:
    one = sent(district, clerk, content(tmp_path, HOA))
    receive(actor=clerk, upload=one)
    decide(district)
    with pytest.raises(Refused, match="1 hồ sơ đã qua hội đồng"):
        withdraw(actor=district.office, upload=one)
    assert standing(district) == [("Nguyễn Thị Hoa", "awarded")]


def decide(district: House) -> None:
    from tests.builders import SPIRIT

    district.attest(SPIRIT)
    district.judge()
    district.vote()
    issue(actor=district.records, season=district.season, honour="ldtt", series=SERIES)


def test_a_list_others_lost_rows_to_is_not_undone(district: House, clerk: User, tmp_path: Path) -> None:
    from tests.builders import row

    one = sent(district, clerk, content(tmp_path, HOA))
    receive(actor=clerk, upload=one)
    district.send(district.b, row("Nguyễn Thị Hoa", birth=date(1980, 3, 2)))
    district.identify()
    assert standing(district)[1] == ("Nguyễn Thị Hoa", "refused")
    with pytest.raises(Refused, match="1 dòng của danh sách khác"):
        withdraw(actor=clerk, upload=one)
    assert standing(district)[0] == ("Nguyễn Thị Hoa", "received")


def test_after_the_decisions_only_the_office_takes_lists_in(
    district: House, clerk: User, tmp_path: Path
) -> None:
    before = sent(district, clerk, content(tmp_path, LAN))
    receive(actor=clerk, upload=sent(district, clerk, content(tmp_path, HOA)))
    decide(district)
    with pytest.raises(Refused, match="đã có quyết định khen thưởng"):
        sent(district, clerk, content(tmp_path, STRANGER))
    with pytest.raises(Refused, match="đã có quyết định khen thưởng"):
        receive(actor=clerk, upload=before)
    assert receive(actor=district.office, upload=before).received == 1


def test_a_dropped_draft_is_not_received(district: House, clerk: User, tmp_path: Path) -> None:
    one = sent(district, clerk, content(tmp_path, HOA))
    drop(actor=clerk, upload=one)
    with pytest.raises(Refused):
        receive(actor=clerk, upload=one)
    assert standing(district) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "tệp rỗng"),
        (b"x" * (MAX_BYTES + 1), "tệp lớn hơn 10 MB"),
    ],
    ids=["empty", "one byte too many"],
)
def test_a_file_of_no_fitting_size_is_refused(district: House, clerk: User, data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        sent(district, clerk, data)
    assert UploadedList.objects.count() == 0


def test_a_file_that_is_no_list_says_why(district: House, clerk: User) -> None:
    one = sent(district, clerk, b"%PDF-1.7 ...")
    assert one.fault.startswith("Danh sách xã An.xlsx: ")
    assert "PDF" in one.fault
    with pytest.raises(Refused, match="PDF"):
        receive(actor=clerk, upload=one)
    assert standing(district) == []


def test_the_file_says_who_sends_it(district: House, clerk: User, tmp_path: Path) -> None:
    assert sent(district, clerk, content(tmp_path, HOA), unit=False).unit == district.a
    foreign = sent(district, clerk, content(tmp_path, HOA, unit="UBND xã Bình"), unit=False)
    assert (foreign.unit, foreign.draft) == (None, None)
    assert "không xác định được đơn vị gửi" in foreign.fault


def test_another_units_clerk_sees_and_does_nothing(district: House, clerk: User, tmp_path: Path) -> None:
    stranger = user("xa-binh", Role.UNIT_CLERK, district.b)
    one = sent(district, clerk, content(tmp_path, HOA))
    assert (list(uploads_for(stranger)), list(uploads_for(clerk))) == ([], [one])
    with pytest.raises(Refused):
        receive(actor=stranger, upload=one)
    with pytest.raises(Refused):
        drop(actor=stranger, upload=one)
    with pytest.raises(Refused):
        sent(district, stranger, content(tmp_path, LAN))
    receive(actor=clerk, upload=one)
    with pytest.raises(Refused):
        withdraw(actor=stranger, upload=one)
    assert standing(district) == [("Nguyễn Thị Hoa", "received")]


def test_no_personal_id_is_kept_in_the_clear(district: House, clerk: User, tmp_path: Path) -> None:
    path = save(
        tmp_path / "id.xlsx",
        ("UBND xã An",),
        (*HEAD, "Số CCCD"),
        (*HOA, "001180012345"),
    )
    one = sent(district, clerk, path.read_bytes())
    assert one.draft["rows"][0]["name"] == "Nguyễn Thị Hoa"
    assert "001180012345" not in str(one.draft)
    assert b"001180012345" not in bytes(one.sealed)
    assert identity.unseal(one.sealed) != ""
