"""The law as anyone reads it: lists, one honour on a day, what changed, its cases; in a browser too."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from desk import WIDTHS, faults_of, follow
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db
OLD, NEW = "2017-10-01", "2024-01-01"


def rows(page: str) -> list[list[str]]:
    """Cells of the table, without their markup."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]


def get(client: Client, name: str, *args: str, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_honour_is_found_without_accents_and_by_how_clerks_write_it(client: Client) -> None:
    for words in ("chien si thi dua co so", "cstđcs"):
        assert rows(get(client, "law", q=words, luat=NEW)) == [
            [
                "Chiến sĩ thi đua cơ sở",
                "Cá nhân",
                "Cấp cơ sở",
                "Thủ trưởng cơ quan, đơn vị; Giám đốc sở; Chủ tịch UBND cấp huyện",
                "✓ đối chiếu dữ liệu · ✎ người xác nhận",
            ]
        ]


def test_the_list_follows_the_law_of_the_day(client: Client) -> None:
    def standing(day: str) -> dict[str, str]:
        found = rows(get(client, "law", q="bang khen cua bo", luat=day))
        return {row[1]: row[4] for row in found}

    assert standing(OLD) == dict.fromkeys(("Cá nhân", "Tập thể", "Hộ gia đình"), "? chưa kiểm chứng")
    assert standing(NEW) == {
        "Cá nhân": "✓ đối chiếu dữ liệu · ✎ người xác nhận",
        "Tập thể": "✓ đối chiếu dữ liệu · ✎ người xác nhận",
        "Hộ gia đình": "✎ người xác nhận",
    }


def test_filters_narrow_and_the_workbook_holds_what_they_leave(client: Client) -> None:
    query = {"loai": "title", "doi_tuong": "person", "tinh_trang": "computed", "luat": NEW}
    shown = [row[0] for row in rows(get(client, "law", **query))]
    assert {"Lao động tiên tiến", "Chiến sĩ thi đua toàn quốc"} <= set(shown)
    assert not {"Tập thể Lao động tiên tiến", "Bằng khen của Thủ tướng Chính phủ"} & set(shown)
    content = client.get(reverse("law"), query | {"xuat": "xlsx"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == shown


def test_names_are_sorted_as_in_vietnamese_dictionaries(client: Client) -> None:
    names = [row[0] for row in rows(get(client, "law", sap="ten", cap="co_so"))]
    assert names.index("Chiến sĩ tiên tiến") < names.index("Đơn vị tiên tiến") < names.index("Giấy khen")


def test_instruments_say_whether_they_hold(client: Client) -> None:
    found = {row[0]: row for row in rows(get(client, "instruments"))}
    assert found["98/2023/NĐ-CP"][2:] == [
        "31/12/2023",
        "01/01/2024",
        "✕ Hết hiệu lực từ 01/07/2025, thay bằng 152/2025/NĐ-CP",
        "✓ Đã đọc",
    ]
    assert found["06/2026/QH16"][5] == "? Chưa đọc"
    assert 'href="https://vi.wikisource.org' in get(client, "instruments", q="06/2022")


def test_an_honour_on_two_days(client: Client) -> None:
    page = get(client, "law_honour", "cstd_co_so", ngay="2024-05-06")
    assert "luật ngày 06/05/2024" in page
    assert "Chỉ cần đạt một trong các cách sau." in page
    differing = page.partition("Khác với luật ngày 31/12/2023")[2]
    assert "<strong>Thêm:</strong> Hoàn thành xuất sắc nhiệm vụ" in differing
    assert "Nay: Năm xét xếp loại “Hoàn thành xuất sắc nhiệm vụ”. (một trong các cách)" in differing
    before = get(client, "law_honour", "cstd_co_so", ngay="31/12/2023")
    assert "Chỉ cần đạt một trong các cách sau." not in before.partition("Khác với luật")[0]
    assert "khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP" in before


def test_a_day_nobody_can_read_is_said_and_today_is_shown(client: Client) -> None:
    page = get(client, "law_honour", "ldtt", ngay="31/02/2024")
    assert "Ngày “31/02/2024” không đọc được nên đang hiện luật hôm nay. Ghi ngày dạng 31/12/2023." in page


def test_a_day_before_all_law_in_the_book(client: Client) -> None:
    page = get(client, "law_honour", "ldtt", ngay="2010-01-01", so="2009-01-01")
    assert "Ngày 01/01/2010 bộ luật chưa có tiêu chuẩn cho đối tượng này." in page


def test_an_honour_nobody_knows_is_not_there(client: Client) -> None:
    for name in ("law_honour", "law_honour_cases"):
        assert client.get(reverse(name, args=["khong_co"])).status_code == 404


def test_the_cases_of_an_honour_are_run_and_told(client: Client) -> None:
    page = get(client, "law_honour_cases", "cstd_co_so")
    assert "0 trả lời khác" in page
    case = page.partition("mã A01")[0].rpartition("<details>")[2]
    assert "Đã được tặng: Lao động tiên tiến năm 2022." in case
    assert "Không đủ tiêu chuẩn; Chưa có sáng kiến được công nhận." in case
    assert "✓ trả lời đúng" in case


@pytest.mark.django_db(transaction=True)
def test_a_reader_goes_from_the_list_to_the_article(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(live_server.url + reverse("home"))
    follow(page.get_by_role("link", name="Luật", exact=True))
    page.get_by_label("Tìm (không cần dấu)").fill("tap the lao dong xuat sac")
    page.get_by_label("Theo luật").select_option(label="từ 01/01/2024")
    follow(page.get_by_role("button", name="Lọc"))
    follow(page.get_by_role("link", name="Tập thể Lao động xuất sắc"))
    card = page.get_by_role("region", name="Tiêu chuẩn: Tập thể")
    leaf = card.get_by_role("listitem").filter(has_text="Ít nhất 70 % cá nhân đạt Lao động tiên tiến.").last
    link = leaf.get_by_role("link")
    assert (link.inner_text(), (link.get_attribute("href") or "").split("/")[2]) == (
        "Điều 27",
        "vi.wikisource.org",
    )
    follow(page.get_by_role("link", name="từ 01/10/2017"))
    assert page.locator("[aria-current=date]").inner_text() == "từ 01/10/2017"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", WIDTHS[1:])  # the narrow one finds more
def test_pages_of_the_law_are_accessible_and_fit(
    width: int, browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True).new_page()
    addresses = [
        reverse("law"),
        reverse("instruments"),
        *(reverse("law_honour", args=[code]) + "?ngay=2025-08-01" for code in ("hcld_3", "ttldxs")),
        reverse("law_honour", args=["ldtt"]) + "?ngay=khong",
        reverse("law_honour_cases", args=["cstd_co_so"]),
    ]
    faults: dict[str, object] = {}
    for address in addresses:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        if found := faults_of(page):
            faults[address] = found
    assert faults == {}
