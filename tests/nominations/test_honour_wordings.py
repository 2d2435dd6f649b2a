"""Wordings of honours: every known way reads to its code, and no misspelling crosses to another code."""

from __future__ import annotations

from pathlib import Path

import pytest

from thidua.lawbook import load
from thidua.lawbook.wordings import HonourReader, Reading, distance

BOOK = load(Path(__file__).parents[2] / "law")
WORDINGS = BOOK.wordings()
READER = BOOK.honour_reader()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("LĐTT", ("ldtt",)),
        ("LĐ tiên tiến", ("ldtt",)),
        ("Lao động TT", ("ldtt",)),
        ("DH LĐTT", ("ldtt",)),
        ("lao động tiên tiến năm 2023", ("ldtt",)),
        ("Chiến sỹ thi đua cấp cơ sở", ("cstd_co_so",)),
        ("CSTĐCS", ("cstd_co_so",)),
        ("CSTĐ cơ sở", ("cstd_co_so",)),
        ("LĐTT, CSTĐCS", ("ldtt", "cstd_co_so")),
        ("LĐTT và CSTĐ cơ sở", ("ldtt", "cstd_co_so")),
        ("TTLĐTT", ("ttldtt",)),
        ("Tập thể LĐTT", ("ttldtt",)),
        ("Tập thể Lao động xuất sắc", ("ttldxs",)),
        ("CSTĐ cấp thành phố", ("cstd_bo_tinh",)),
        ("Chiến sĩ thi đua toàn quốc", ("cstd_toan_quoc",)),
        ("Chiến sĩ tiên tiến", ("cstt",)),
        ("Bằng khen của Chủ tịch UBND thành phố Hà Nội", ("bk_bo_tinh",)),
        ("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", ("bk_bo_tinh",)),
        ("Bằng khen của Thủ tướng Chính phủ", ("bk_ttg",)),
        ("Giấy khen của Chủ tịch UBND huyện", ("giay_khen",)),
        ("Cờ thi đua xuất sắc của UBND thành phố Hà Nội", ("co_bo_tinh",)),
        ("Cờ thi đua của Chính phủ", ("co_cp",)),
        ("Huân chương Lao động hạng Ba", ("hcld_3",)),
        ("Huân chương Lao động hạng Nhất", ("hcld_1",)),
        ("HCLĐ hạng II", ("hcld_2",)),
        ("Người tốt, việc tốt", ("hn_nguoi_tot_viec_tot",)),
        ("Đơn vị quyết thắng", ("dvqt",)),
    ],
)
def test_wordings(text: str, codes: tuple[str, ...]) -> None:
    assert (READER.read(text).codes, READER.read(text).dark) == (codes, "")
    assert READER.read(text.upper()).codes == codes


def test_the_personal_wording_of_a_collective_is_the_collective_title() -> None:
    assert READER.read("LĐTT", True).codes == ("ttldtt",)
    assert READER.read("Lao động tiên tiến", True).codes == ("ttldtt",)
    assert READER.read("Chiến sĩ tiên tiến", True).codes == ("dvtt",)


def test_the_law_says_who_can_get_an_honour() -> None:
    assert READER.collective_only == {
        "ttldtt", "ttldxs", "dvtt", "dvqt", "co_bo_tinh", "co_cp", "co_quan_khu", "xa_tieu_bieu", "thon_van_hoa",
        "dhvd_tinh_anh_hung",
    }  # fmt: skip
    assert READER.person_only == {
        "ldtt", "cstt", "cstd_co_so", "cstd_bo_tinh", "cstd_toan_quoc", "hn_nguoi_tot_viec_tot", "knc_bo_tinh",
        "huy_chuong", "dhvd_bmvnah", "dhvd_nhan_dan", "dhvd_uu_tu", "giai_thuong_hcm", "giai_thuong_nn",
        "hn_cong_dan_uu_tu", "hn_cong_dan_danh_du",
    }  # fmt: skip


@pytest.mark.parametrize("code", WORDINGS)
def test_every_wording_of_the_law_reads_to_its_honour(code: str) -> None:
    assert {p: READER.read(p) for p in WORDINGS[code]} == {p: Reading((code,)) for p in WORDINGS[code]}


@pytest.mark.parametrize(
    ("text", "giver", "codes"),
    [
        ("Bằng khen", "Chủ tịch UBND thành phố Hà Nội", ("bk_bo_tinh",)),
        ("Bằng khen", "CHỦ TỊCH UBND TỈNH HÒA BÌNH", ("bk_bo_tinh",)),
        ("Bằng khen", "Thủ tướng Chính phủ", ("bk_ttg",)),
        ("Cờ thi đua xuất sắc", "UBND thành phố Hà Nội", ("co_bo_tinh",)),
        ("Cờ thi đua", "Chính phủ", ("co_cp",)),
        ("LĐTT", "Chủ tịch UBND huyện", ("ldtt",)),
        ("Cờ thi đua", "Chủ tịch UBND huyện", ()),
        ("Bằng khen", "", ()),
        ("Huân chương Lao động", "Chủ tịch nước", ()),
        ("", "UBND thành phố Hà Nội", ()),
    ],
)
def test_what_the_giver_tells_apart(text: str, giver: str, codes: tuple[str, ...]) -> None:
    assert READER.read_given(text, giver).codes == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Lao động tiến tiên", ("ldtt",)),
        ("Lao đông tien tiên", ("ldtt",)),
        ("Lao độngg tiên tiến", ("ldtt",)),
        ("Chiến sĩ thi đu cơ sở", ("cstd_co_so",)),
        ("Chiên sỹ thi đua cơ sơ", ("cstd_co_so",)),
        ("Tập thể lao độg tiên tiến", ("ttldtt",)),
    ],
)
def test_small_misspellings_are_read(text: str, codes: tuple[str, ...]) -> None:
    assert READER.read(text).codes == codes


@pytest.mark.parametrize(
    "text",
    [
        "CSTĐ",
        "Bằng khen",
        "Huân chương Lao động",
        "Huân chương Lao động hạng Bai",
        "Cờ thi đua",
        "Cờ thi đua xuất sắc",
        "Cờ thi đua của UBND huyện",
        "Không đề nghị",
        "Lao động giỏi",
        "xyz",
        "Tập thể lao động",
    ],
)
def test_what_names_no_one_honour_stays_dark(text: str) -> None:
    reading = READER.read(text)
    assert reading.codes == ()
    assert reading.dark != ""


def test_words_not_understood_beside_an_honour_are_told() -> None:
    reading = READER.read("LĐTT, Huy hiệu lạ")
    assert (reading.codes, reading.dark) == (("ldtt",), "huy hieu la")


def test_one_wrong_letter_never_leads_to_another_code() -> None:
    for code, phrases in WORDINGS.items():
        for phrase in phrases:
            for place in range(0, len(phrase), 3):
                read = READER.read(phrase[:place] + "q" + phrase[place + 1 :]).codes
                assert set(read) <= {
                    code,
                    *READER.named_in(phrase[place + 1 :]),
                    *READER.named_in(phrase[:place]),
                }


def test_a_table_of_ones_own_wordings() -> None:
    assert HonourReader({"a": ["Sao sáng"]}).read("SAO SÁNG").codes == ("a",)


def test_distance() -> None:
    assert [distance("abc", other) for other in ("abc", "abd", "ab", "xabc", "cba")] == [0, 1, 1, 1, 2]
