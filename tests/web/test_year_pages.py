"""The year's frame on its pages: a covenant signed and reported, an initiative marked in secret, a conference held."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pytest
from builders import SERIES, SPIRIT, House, born, house, people, row, user
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from movements_of_tests import under_way

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.conferences.models import Conference
from thidua.decisions.actions import issue
from thidua.initiatives.models import Application, InitiativeCouncil
from thidua.movements.models import Covenant
from thidua.ops.demo.trial_ca import TrialCA
from thidua.registry.models import Person

pytestmark = pytest.mark.django_db
PASSPHRASE = "mat-khau-cua-thu-truong"


@pytest.fixture
def town() -> House:
    return house()


def as_(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def said(client: Client, address: str, **given: object) -> str:
    """What the page says after the form was sent."""
    page = client.post(address, given, follow=True).content.decode()
    return page.split('role="status">')[-1].split("<")[0] if 'role="status"' in page else page


@lru_cache
def key(name: str = "Nguyễn Văn Mẫu") -> bytes:
    return TrialCA.make("CA thử").pkcs12(name, PASSPHRASE)


def test_a_head_signs_on_a_page_and_the_passphrase_is_nowhere(town: House) -> None:
    movement = under_way(town)
    office, head = as_(town.office), as_(user("thu-truong", Role.UNIT_HEAD, town.a))
    row_ = {"name": "Trồng cây", "measure": "cây", "goal": "100", "kind": "at_least", "cumulative": "cong"}
    assert said(office, f"/phong-trao/{movement.pk}/mau-giao-uoc/", **row_) == "Đã lưu mẫu gồm 1 chỉ tiêu."
    said(head, "/giao-uoc/moi/", movement=movement.pk, unit="A", head_post="Chủ tịch xã")
    one = Covenant.objects.get()
    place = f"/giao-uoc/{one.pk}/"
    assert said(head, place, viec="gui") == "Giao ước ở bước “Chờ thống nhất”."
    assert said(office, place, viec="thong-nhat") == "Giao ước ở bước “Chờ ký”."
    file = SimpleUploadedFile("ky.p12", key())
    form = {
        "viec": "chung-thu",
        "passphrase": PASSPHRASE,
        "on": "2024-01-29",
        "witnesses": "Huyện ủy",
        "key": file,
    }
    answer = head.post(f"{place}ky/", form, follow=True)
    page = answer.content.decode()
    assert "Đã ký bằng chứng thư của Nguyễn Văn Mẫu." in page
    assert "Nội dung còn nguyên; chứng thư không thuộc tổ chức được tin cậy" in page  # no root is named here
    assert (PASSPHRASE in page, PASSPHRASE in str(answer.request)) == (False, False)
    target = one.targets.get()
    report = {f"gia-tri-{target.pk}": "25,5", "source": "BC quý 1"}
    assert said(head, f"{place}quy-1/", **report) == "Đã ghi quý 1: 1 số liệu mới, 0 đính chính."
    report = {f"gia-tri-{target.pk}": "26", "source": "BC quý 1", "reason": "Cộng sót một thôn"}
    assert said(head, f"{place}quy-1/", **report) == "Đã ghi quý 1: 0 số liệu mới, 1 đính chính."
    page = head.get(place).content.decode()
    assert "25,5 → 26. Cộng sót một thôn" in page
    public = Client().get(f"/cong-khai/giao-uoc/{one.pk}/").content.decode()
    assert ("Trồng cây" in public, "Nguyễn Văn Mẫu" in public, "BC quý 1" in public) == (True, False, False)


def test_a_paper_changed_behind_the_system_s_back_is_told(town: House) -> None:
    test_a_head_signs_on_a_page_and_the_passphrase_is_nowhere(town)
    one = Covenant.objects.select_related("paper").get()
    assert one.paper is not None
    one.paper.content = bytes(one.paper.content) + b"\n% them"
    one.paper.save(update_fields=["content"])
    page = as_(town.office).get(f"/giao-uoc/{one.pk}/").content.decode()
    assert "Tệp đang lưu khác mã băm đã ghi khi ký" in page


def test_a_member_s_marks_show_on_no_page_until_the_marking_is_closed(town: House) -> None:
    people(born("CB1", "Nguyễn Văn An", "A", date(1980, 1, 1)), born("CB2", "Lê Thị Bình", "A"))
    office, clerk = as_(town.office), as_(user("can-bo", Role.UNIT_CLERK, town.a))
    first, second = (user(f"uv-{n}", Role.COUNCIL_MEMBER, town.authority) for n in (1, 2))
    rule = {"name": "HĐSK", "unit": town.authority.code, "pass_percent": "70", "quorum_percent": "100"}
    more = {"scope": "grassroots", "criterion": "Tính mới", "points": "40", "member": [first.pk, second.pk]}
    assert said(office, "/sang-kien/hoi-dong/", **rule, **more) == "Đã lập HĐSK."
    text = {
        "title": "Thẻ màu",
        "solution": "Dán thẻ vào sổ khi nộp bài",
        "year": "2023",
        "kind": "initiative",
    }
    authors = {"author": ["Nguyễn Văn An (CB1)", "Lê Thị Bình"], "share": ["60", "40"]}
    said(clerk, "/sang-kien/moi/", unit="A", **text, **authors)
    one = Application.objects.get()
    place = f"/sang-kien/{one.pk}/"
    assert said(clerk, place, viec="nop") == "Hồ sơ ở bước “Đã nộp”."
    council = InitiativeCouncil.objects.get()
    assert said(office, place, viec="chuyen", council=council.pk) == "Hồ sơ ở bước “Hội đồng đang chấm”."
    field = f"diem-{council.criteria.get().pk}"
    said(as_(first), f"{place}cham/", **{field: "37,7"})
    seen = [
        as_(who).get(at).content.decode() for who in (second, town.office) for at in (place, "/sang-kien/")
    ]
    seen += [as_(second).get(at).content.decode() for at in (f"{place}cham/", "/sang-kien/cham/")]
    seen.append(clerk.get(place).content.decode())
    assert [("37,7" in page or "37.7" in page) for page in seen] == [False] * 7
    assert "1 trên 2 ủy viên đã chấm đủ" in office.get(place).content.decode()
    assert "37,7" in as_(first).get(f"{place}cham/").content.decode()
    said(as_(second), f"{place}cham/", **{field: "30"})
    said(office, place, viec="chot")
    assert "37,7" in office.get(place).content.decode()
    signer = as_(user("nguoi-ky", Role.SIGNER, town.authority))
    form = {
        "viec": "cong-nhan",
        "number": "5/QĐ",
        "on": "2023-11-20",
        "body": "Chủ tịch",
        "scope": "grassroots",
    }
    assert said(signer, place, **form).startswith("Đã công nhận, mã SK-2023-")
    author = one.authors.get(person=Person.objects.get(code="CB1"))
    paper = clerk.get(f"{place}chung-nhan/{author.pk}.pdf")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")


def test_a_conference_is_prepared_held_and_handed_over_on_its_pages(town: House) -> None:
    people(born("CB1", "Nguyễn Thị Ường", "A", date(1980, 1, 2)))
    town.rate("good")
    town.attest(SPIRIT)
    town.send(town.a, row("Nguyễn Thị Ường", birth=date(1980, 1, 2)))
    town.judge()
    town.vote()
    assert issue(actor=town.records, season=town.season, honour="ldtt", series=SERIES) is not None
    office = as_(town.office)
    plan = {"title": "Hội nghị", "unit": town.authority.code, "held_on": "2024-01-29", "begins_at": "08:00"}
    said(office, "/hoi-nghi/moi/", **plan, place="Hội trường", season=town.season.pk)
    one = Conference.objects.get()
    place = f"/hoi-nghi/{one.pk}/"
    assert said(office, place, viec="chon", honour="ldtt") == "Đã đưa 1 lượt khen thưởng vào danh sách trao."
    page = office.post(place, {"viec": "buoc", "step": "begin"}, follow=True).content.decode()
    assert "Chưa có chương trình." in page
    items = {"minutes": ["15", "x5"], "content": ["Khai mạc", "Trao thưởng"], "leader": ["", ""]}
    assert "“Số phút, dòng 2”: “x5” không phải số nguyên." in said(
        office, place, viec="chuong-trinh", **items
    )
    items["minutes"] = ["15", "45"]
    assert said(office, place, viec="chuong-trinh", **items) == "Đã lưu 2 mục chương trình."
    assert "08:15" in office.get(place).content.decode()
    assert said(office, place, viec="buoc", step="begin") == "Hội nghị ở bước “Đang diễn ra”."
    assert "Nguyễn Thị Ường" in office.get(f"{place}kich-ban/").content.decode()
    ticked = {"step": "present", "row": one.presented.get().pk}
    assert said(office, f"{place}da-trao/", **ticked) == "Đã ghi 1 lượt."
    assert one.presented.get().state == "presented"
    calendar = office.get("/lich-nam/?nam=2023").content.decode()
    assert ("Hạn nhận danh sách" in calendar, "Hội nghị</a>" in calendar) == (True, False)  # held in 2024
