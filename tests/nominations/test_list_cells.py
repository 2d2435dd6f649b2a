"""What stands in one cell: ids, names, births, other columns; who sent the list and for which year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from clerks_lists import AN, COLUMN, TITLE, one, read, read_list, save


@pytest.mark.parametrize(
    ("cell", "number", "repaired"),
    [
        ("001080000001", "001080000001", False),
        (1080000001, "001080000001", True),
        (26073901639, "026073901639", True),
        ("001 080 000 001", "001080000001", True),
        ("123456789", "123456789", False),
        (12345678, "012345678", True),
        ("1234567", None, False),
        ("0010800000012", None, False),
        ("-", None, False),
    ],
)
def test_identity_numbers(tmp_path: Path, cell: object, number: str | None, repaired: bool) -> None:
    row, told = one(tmp_path, CCCD=cell)
    assert (row.id_number, bool(row.repairs)) == (number, repaired)
    assert told == (["id_unreadable"] if number is None and cell != "-" else [])


@pytest.mark.parametrize("cell", [26073901639, "026 073 901 639", "0260739016390", "26073901639x"])
def test_nothing_that_is_kept_or_shown_repeats_an_identity_number(tmp_path: Path, cell: object) -> None:
    rows = [["Năm 2023"], ["STT", "Họ và tên", "CCCD", "Danh hiệu", "Ghi chú"]]
    draft = read(tmp_path, *rows, [1, AN, cell, "LĐTT", "CCCD 026073901639, SĐT 0912345678"])
    kept = [*draft.rows[0].repairs, *map(str, draft.issues), draft.rows[0].note]
    assert [text for text in kept if "73901" in text.replace(" ", "")] == []
    assert draft.rows[0].note == "CCCD …639, SĐT 0912345678"


def test_an_identity_number_beside_the_name_is_not_kept(tmp_path: Path) -> None:
    draft = read(tmp_path, ["Họ và tên", "Danh hiệu"], [f"{AN} (026073901639)", "LĐTT"])
    assert draft.rows[0].name == f"{AN} (…639)"


@pytest.mark.parametrize(
    ("typed", "name", "sex"),
    [
        ("NGUYỄN THỊ LAN", "Nguyễn Thị Lan", None),
        ("nguyễn thị lan", "Nguyễn Thị Lan", None),
        ("H'HEN NIÊ", "H'Hen Niê", None),
        ("Bà Nguyễn  Thị Lan", "Nguyễn Thị Lan", "Nữ"),
        ("Ông Lê An", "Lê An", "Nam"),
        ("3. Lê An", "Lê An", None),
        ("Bàng Văn An", "Bàng Văn An", None),
        ("TS. Lê An", "Lê An", None),
        ("PGS.TS Lê An", "Lê An", None),
        ("Bà ThS. Lê An", "Lê An", "Nữ"),
        ("Cô Lê An", "Lê An", None),
        ("Cồ Lê An", "Cồ Lê An", None),
        ("Dsa Lê An", "Dsa Lê An", None),
        ("Lê MINH An", "Lê MINH An", None),
    ],
)
def test_names(tmp_path: Path, typed: str, name: str, sex: str | None) -> None:
    row, _ = one(tmp_path, Họ_và_tên=typed)
    assert (row.name, row.sex) == (name, sex)


def test_births_in_any_form(tmp_path: Path) -> None:
    for cell, birth, year in (
        ("4/2/81", date(1981, 2, 4), 1981),
        (date(1981, 2, 4), date(1981, 2, 4), 1981),
        (1981, None, 1981),
        ("04.02.1981", date(1981, 2, 4), 1981),
        ("1981", None, 1981),
        ("1/1/08", date(2008, 1, 1), 2008),
        ("1/1/09", date(1909, 1, 1), 1909),
    ):
        row, told = one(tmp_path, Ngày_tháng_năm_sinh=cell)
        assert (row.birth, row.birth_year, told) == (birth, year, [])


def test_the_other_columns(tmp_path: Path) -> None:
    row, told = one(
        tmp_path,
        **{
            "Chức vụ, đơn vị công tác": "Giáo viên",
            "Bộ phận": "Tổ Toán",
            "Thứ tự ưu tiên": 2,
            "Tên sáng kiến": "Cách dạy mới",
            "Ghi chú": "bổ sung",
            "Giới tính": "nữ",
        },
    )
    assert (row.post, row.unit, row.priority, row.initiative, row.note, row.sex, told) == (
        "Giáo viên",
        "Tổ Toán",
        2,
        "Cách dạy mới",
        "bổ sung",
        "Nữ",
        [],
    )


def test_senders_lowest_unit_first(tmp_path: Path) -> None:
    rows = (
        ["PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"],
        ["TRƯỜNG THCS Y"],
        TITLE,
        ["(Kèm theo Tờ trình số 12/TTr-THCS ngày 01/12/2023 của Trường THCS Yên)"],
        *COLUMN[5:],
    )
    path = save(tmp_path / "DS de nghi khen thuong 2023 - Truong THCS Yy.xlsx", ("DS", rows))
    assert read_list(path).senders == (
        "TRƯỜNG THCS Y",
        "Trường THCS Yên",
        "Truong THCS Yy",
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
    )


@pytest.mark.parametrize(
    ("file", "sender"),
    [
        ("BIEU_TONG_HOP_TRUONG_THCS_Y.xlsx", "TRUONG THCS Y"),
        ("truong-thcs-y-thi-dua-2023.xlsx", "truong thcs y"),
        ("TĐKT 2023 Trường THCS Y (chính thức).xlsx", "Trường THCS Y"),
        ("Danh sách đề nghị UBND xã Y.xlsx", "UBND xã Y"),
    ],
)
def test_senders_from_the_name_of_the_file(tmp_path: Path, file: str, sender: str) -> None:
    draft = read_list(save(tmp_path / file, ("DS", COLUMN[5:])))
    assert draft.senders == (sender,)


def test_the_year_is_that_of_the_title_not_of_the_letter(tmp_path: Path) -> None:
    letter = ["(Kèm theo Tờ trình ngày 05 tháng 01 năm 2024)"]
    assert read(tmp_path, letter, ["Năm học 2022 - 2023"], *COLUMN[5:]).year == 2023
    assert read(tmp_path, letter, ["Căn cứ Nghị định 91/2017/NĐ-CP"], *COLUMN[5:]).year is None
