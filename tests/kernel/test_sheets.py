"""Rows keep the numbers seen on screen, cells come clean, CSV is read in every code page clerks use."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from thidua.kernel.issues import InputFault
from thidua.kernel.sheets import Day, Vocabulary, find_tables, open_tables, read_day, read_table, read_whole
from thidua.kernel.sheets.model import Row, Sheet

LINES = [
    "Trường Tiểu học Lại Thượng",
    "",
    "STT,Họ và tên,Ngày sinh,Danh hiệu đề nghị",
    '1,Nguyễn Thị Diễm,04/02/1981,"LĐTT, CSTĐCS"',
    "2,Đỗ Đức Mỹ,11/09/1970,Lao động tiên tiến",
]
BODY = [
    (3, ("STT", "Họ và tên", "Ngày sinh", "Danh hiệu đề nghị")),
    (4, ("1", "Nguyễn Thị Diễm", "04/02/1981", "LĐTT, CSTĐCS")),
    (5, ("2", "Đỗ Đức Mỹ", "11/09/1970", "Lao động tiên tiến")),
]


def body(path: Path) -> list[tuple[int, tuple[object, ...]]]:
    (sheet,) = open_tables(path)
    return [(row.number, row.cells) for row in sheet.rows if len(row.filled) == 4]


def cp1258(text: str) -> bytes:
    """As Windows writes Vietnamese: shapes in one byte, tones as marks of their own."""
    import unicodedata

    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", marks.replace(tone, "")).encode("cp1258") + tone.encode(
                "cp1258"
            )
    return bytes(out)


def tcvn3(text: str) -> bytes:
    from thidua.kernel.repair import _TCVN3_FROM, _TCVN3_TO

    back = dict(zip(_TCVN3_TO, _TCVN3_FROM, strict=True))
    return "".join(back.get(char, char) for char in text).encode("latin-1")


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        cp1258,
        tcvn3,
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16 without mark", "windows-1258", "tcvn3"],
)
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_in_every_code_page(tmp_path: Path, encode: object, sign: str) -> None:
    text = "\r\n".join(LINES)
    if sign != ",":
        text = text.replace('"LĐTT, CSTĐCS"', "LĐTT@ CSTĐCS").replace(",", sign).replace("@", ",")
    (tmp_path / "ds.csv").write_bytes(encode(text))  # type: ignore[operator]
    assert body(tmp_path / "ds.csv") == BODY


def test_csv_of_excel_that_names_its_sign(tmp_path: Path) -> None:
    (tmp_path / "ds.csv").write_text("sep=;\nSTT;Họ tên\n1;Lê A, B\n", encoding="utf-8-sig")
    assert [(r.number, r.cells) for r in open_tables(tmp_path / "ds.csv")[0].rows] == [
        (2, ("STT", "Họ tên")),
        (3, ("1", "Lê A, B")),
    ]


def test_a_lone_quotation_mark_swallows_no_rows(tmp_path: Path) -> None:
    lines = ["STT,Họ tên", '1,"Nguyễn An', *(f"{n},Lê Bình {n}" for n in range(2, 20))]
    (tmp_path / "ds.csv").write_text("\n".join(lines), encoding="utf-8")
    assert len(open_tables(tmp_path / "ds.csv")[0].rows) == 20


def test_csv_in_no_known_code_page(tmp_path: Path) -> None:
    (tmp_path / "ds.csv").write_bytes("Список сотрудников района, Иванов Пётр".encode("cp1251"))
    with pytest.raises(InputFault) as caught:
        open_tables(tmp_path / "ds.csv")
    assert caught.value.issues[0].code == "file_encoding"


def test_leading_empty_rows_and_columns_keep_their_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C5"] = "Họ  và\u00a0tên "
    sheet["D5"] = 7.0
    sheet["E5"] = 2.5
    sheet["F5"] = datetime(1981, 2, 4)
    sheet["G5"] = True
    sheet["H5"] = "Nguye\u0302\u0303n"
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(tmp_path / "ds.xlsx")
    first, hidden = open_tables(tmp_path / "ds.xlsx")
    assert first.rows[4] == Row(5, (None, None, "Họ và tên", 7, 2.5, date(1981, 2, 4), "x", "Nguyễn"))
    assert type(first.rows[4].cells[3]) is int
    assert (first.hidden, hidden.hidden, hidden.name, hidden.rows) == (False, True, "Ẩn", ())


VOCABULARY = Vocabulary(
    {
        "name": ["Họ và tên"],
        "birth": ["Ngày sinh", "Năm sinh"],
        "unit": ["Đơn vị"],
        "post": ["Chức vụ, đơn vị"],
    },
    fill=("unit",),
)


def sheet_of(*rows: tuple[object, ...], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    return Sheet("a.xlsx", "S", tuple(Row(i, r) for i, r in enumerate(rows, 1)), merged=merged)  # type: ignore[arg-type]


def test_read_table_by_meaning_not_place() -> None:
    sheet = sheet_of(
        ("SỔ THEO DÕI", None, None),
        (None, None, None),
        ("Đơn vị", "HỌ VÀ  TÊN", "Ngày, tháng, năm sinh"),
        ("(1)", "(2)", "(3)"),
        ("Trường A", "Lê An", "1/2/80"),
        (None, "Lê Bình", None),
        (None, "Tổng cộng: 2 người", None),
        (None, "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"),
        (None, "Trần Ký", "Vũ Tên"),
    )
    assert [
        (r.number, r.get("unit"), r.get("name"), r.get("birth"))
        for r in read_table(sheet, VOCABULARY, ["name"])
    ] == [
        (5, "Trường A", "Lê An", "1/2/80"),
        (6, None, "Lê Bình", None),
    ]
    assert VOCABULARY.field_of("Chức vụ, đơn vị công tác") == "post"


def test_merged_cells_fill_units_but_never_names() -> None:
    rows = (("Đơn vị", "Họ và tên"), ("Trường A", "Lê An"), (None, "Lê Bình"), (None, None))
    sheet = sheet_of(*rows, merged=((2, 0, 3, 0), (3, 1, 4, 1)))
    assert [(r.get("unit"), r.get("name")) for r in read_table(sheet, VOCABULARY, ["name"])] == [
        ("Trường A", "Lê An"),
        ("Trường A", "Lê Bình"),
    ]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputFault) as caught:
        read_table(sheet_of(("Mã", "Họ và tên", "Đơn vị"), (1, "Lê An", "A")), VOCABULARY, ["name", "birth"])
    issue = caught.value.issues[0]
    assert (issue.message, issue.place.sheet, issue.place.row) == (
        "Không tìm thấy dòng tiêu đề có cột “Ngày sinh”.",
        "S",
        1,
    )


@pytest.mark.parametrize("merged", [((1, 1, 1, 2), (1, 0, 2, 0)), ()], ids=["merged", "unmerged"])
def test_two_rows_of_headings(merged: tuple[tuple[int, int, int, int], ...]) -> None:
    rows = (("Họ và tên", "Năm sinh", None, "Đơn vị"), (None, "Nam", "Nữ", None), ("Lê An", 1980, None, "A"))
    (table,) = find_tables(sheet_of(*rows, merged=merged), VOCABULARY, ["name"])
    assert [(c.field, c.heading, c.sub) for c in table.columns] == [
        ("name", "Họ và tên", ""),
        ("birth", "Năm sinh / Nam", "Nam"),
        ("birth", "Năm sinh / Nữ", "Nữ"),
        ("unit", "Đơn vị", ""),
    ]
    assert [record.number for record in table.records] == [3]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("04/02/1981", Day(date(1981, 2, 4), 1981)),
        ("4.2.1981", Day(date(1981, 2, 4), 1981)),
        ("1981-02-04 00:00:00", Day(date(1981, 2, 4), 1981)),
        ("ngày 5 tháng 3 năm 1980", Day(date(1980, 3, 5), 1980)),
        ("1/2/08", Day(date(2008, 2, 1), 2008)),
        ("1/2/09", Day(date(1909, 2, 1), 1909)),
        (1979, Day(None, 1979)),
        ("1979", Day(None, 1979)),
        ("00/00/1979", Day(None, 1979)),
        ("3/1979", Day(None, 1979)),
        (29621, Day(date(1981, 2, 4), 1981)),
        (date(1905, 6, 1), Day(None, 1979)),
        ("31/02/1980", Day(None, 1980, wrong=True)),
        ("01/01/2008", Day(date(2008, 1, 1), 2008)),
        ("01/01/2009", Day(wrong=True)),
        ("không rõ", Day(wrong=True)),
        (None, Day()),
        ("-", Day()),
    ],
)
def test_days(cell: object, expected: Day) -> None:
    assert read_day(cell, latest=2008) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (20, 20),
        ("20", 20),
        ("1.774", 1774),
        ("20 người", 20),
        ("05", 5),
        ("5,0", 5),
        (2.5, None),
        ("hai", None),
    ],
)
def test_whole_numbers(cell: object, expected: int | None) -> None:
    assert read_whole(cell) == expected  # type: ignore[arg-type]
