"""A small season of invented units and people, written as a folder a test may spoil before it runs."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import yaml

Rows = list[list[Any]]
LIST_HEADING = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Danh hiệu đề nghị", "Thứ tự ưu tiên"]
_SENT = {"by": "thủ trưởng đơn vị đề nghị", "paper": "danh sách đề nghị đã ký"}
_FRAME: dict[str, Any] = {
    "season": "mau-2023",
    "authority": "UBND huyện Mẫu",
    "tier": "district",
    "place": "huyện Mẫu",
    "province": "tỉnh Thử",
    "review_year": 2023,
    "received_from": date(2023, 11, 15),
    "received_until": date(2023, 12, 15),
    "decided_on": date(2023, 12, 22),
    "signer": {"post": "Chủ tịch UBND huyện Mẫu", "name": None},
    "numbers": {"series": "QĐ-UBND", "year": 2023, "first": 501},
    "council": {"name": "Hội đồng Thi đua - Khen thưởng huyện Mẫu", "chair": "Chủ tịch", "members": 9},
    "attestations": [
        {"criterion": "ldtt_2003", "honours": ["ldtt", "cstd_co_so"], **_SENT},
        {"criterion": "movement_active", "honours": ["ttldtt"], **_SENT},
        {"criterion": "solidarity", "honours": ["ttldtt"], **_SENT},
    ],
}
_UNITS: Rows = [
    ["H00", "UBND huyện Mẫu", "Cơ quan cấp huyện", None],
    ["T01", "Trường THCS An Bình", "Trường học", "H00"],
    ["T02", "Trường Mầm non Hoa Sen", "Trường học", "H00"],
    ["X01", "UBND xã Phú An", "Xã", "H00"],
]
# Code, name, birth, unit. A1 and A2 want the one place for a fighter; B6 and B7 share a name and a year.
_PEOPLE: Rows = [
    ["A1", "Nguyễn Văn An", date(1980, 1, 5), "T01"],
    ["A2", "Đỗ Thị Bình", date(1981, 2, 6), "T01"],
    ["A3", "Cấn Hoài Chi", date(1982, 3, 7), "T01"],
    ["A4", "Lê Quang Dũng", date(1983, 4, 8), "T01"],
    ["A5", "Phí Thị Giang", date(1984, 5, 9), "T01"],
    ["A6", "Khuất Duy Hải", date(1985, 6, 10), "T01"],
    ["A7", "Vũ Thị Hạnh", date(1986, 7, 11), "T01"],
    ["B1", "Trần Thị Kim", date(1987, 8, 12), "T02"],
    ["B2", "Bùi Thị Lan", date(1988, 9, 13), "T02"],
    ["B3", "Kiều Thị Mai", date(1989, 10, 14), "T02"],
    ["B6", "Hoàng Thị Nga", date(1990, 3, 15), "T02"],
    ["B7", "Hoàng Thị Nga", date(1990, 11, 16), "T02"],
    ["X1", "Phùng Văn Phúc", date(1979, 12, 17), "X01"],
    ["X2", "Đinh Thị Quế", date(1978, 1, 18), "X01"],
]
_COMPLETED = ("B3",)  # graded below good
_ASKED_FOR: dict[str, Rows] = {
    "thcs-an-binh.xlsx": [
        ["TRƯỜNG THCS AN BÌNH"],
        ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"],
        LIST_HEADING,
        [1, "Nguyễn Văn An", date(1980, 1, 5), "Giáo viên", "LĐTT, CSTĐCS", 1],
        [2, "Đỗ Thị Bình", date(1981, 2, 6), "Giáo viên", "LĐTT, CSTĐCS", 2],
        [3, "Cấn Hoài Chi", date(1982, 3, 7), "Giáo viên", "LĐTT"],
        [4, "Lê Quang Dũng", date(1983, 4, 8), "Giáo viên", "LĐTT"],
        [5, "Phí Thị Giang", date(1984, 5, 9), "Giáo viên", "LĐTT"],
        [6, "Khuất Duy Hải", date(1985, 6, 10), "Giáo viên", "LĐTT"],
        [7, "Vũ Thị Hạnh", date(1986, 7, 11), "Kế toán", "LĐTT"],
        [],
        ["STT", "Tên tập thể", "Danh hiệu đề nghị"],
        [1, "Trường THCS An Bình", "Tập thể Lao động tiên tiến"],
    ],
    "mam-non-hoa-sen.xlsx": [
        ["TRƯỜNG MẦM NON HOA SEN"],
        ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"],
        LIST_HEADING,
        [1, "Trần Thị Kim", date(1987, 8, 12), "Giáo viên", "LĐTT"],
        [2, "Bùi Thị Lan", date(1988, 9, 13), "Giáo viên", "LĐTT"],
        [3, "Kiều Thị Mai", date(1989, 10, 14), "Giáo viên", "LĐTT"],
        [4, "Hoàng Thị Nga", 1990, "Giáo viên", "LĐTT"],
    ],
    "xa-phu-an.xlsx": [
        ["UBND XÃ PHÚ AN"],
        ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"],
        LIST_HEADING,
        [1, "Phùng Văn Phúc", date(1979, 12, 17), "Chủ tịch", "LĐTT"],
        [2, "Đinh Thị Quế", date(1978, 1, 18), "Công chức", "LĐTT"],
        [3, "Người Không Có Trong Sổ", date(1970, 1, 1), "Công chức", "LĐTT"],
    ],
}
_ANSWERS: list[dict[str, Any]] = [
    {"file": "nominations/mam-non-hoa-sen.xlsx", "sheet": "Sheet", "row": 7, "person": "B6"}
]


@dataclass
class SmallSeason:
    """What the folder will hold. `sent` maps names of lists to rows; `tally` and `answers` may be none."""

    frame: dict[str, Any] = field(default_factory=lambda: copy.deepcopy(_FRAME))
    units: Rows = field(default_factory=lambda: copy.deepcopy(_UNITS))
    people: Rows = field(default_factory=lambda: [[*row, _id(i)] for i, row in enumerate(_PEOPLE)])
    sent: dict[str, Rows] = field(default_factory=lambda: copy.deepcopy(_ASKED_FOR))
    answers: list[dict[str, Any]] | None = field(default_factory=lambda: copy.deepcopy(_ANSWERS))
    tally: Rows | None = None

    def write(self, folder: Path) -> Path:
        """Write the folder and return it."""
        put(folder / "registry/units.xlsx", [["Mã", "Tên đơn vị", "Loại", "Mã đơn vị cấp trên"], *self.units])
        heading = ["Mã CB", "Họ và tên", "Ngày sinh", "Mã đơn vị", "Số CCCD"]
        put(folder / "registry/people.xlsx", [heading, *self.people])
        graded = [[row[0], row[1], "HTNV" if row[0] in _COMPLETED else "HTTNV"] for row in self.people]
        ratings: Rows = [["Mã CB", "Họ và tên", "Năm 2023"], *graded]
        of_units: Rows = [["Mã đơn vị", "Tên đơn vị", "Năm 2023"], ["T01", "Trường THCS An Bình", "HTTNV"]]
        put(folder / "history/ratings-2023.xlsx", ratings, of_units)
        put(folder / "history/initiatives-2023.xlsx", _initiatives())
        registered: Rows = [[row[0], row[1], date(2023, 2, 1)] for row in self.units]
        put(
            folder / "history/registrations-2023.xlsx",
            [["Mã đơn vị", "Tên đơn vị", "Ngày đăng ký"], *registered],
        )
        for name, rows in self.sent.items():
            put(folder / "nominations" / name, rows)
        if self.tally is not None:
            put(folder / "council/tally.xlsx", self.tally)
        _dump(folder / "season.yaml", self.frame)
        if self.answers is not None:
            _dump(folder / "answers.yaml", {"answers": self.answers})
        return folder


def put(path: Path, *sheets: Sequence[Sequence[Any]]) -> Path:
    """Save rows as a workbook, one sheet each: `Sheet`, `Sheet1`, …"""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    for i, rows in enumerate(sheets):
        sheet = book.worksheets[0] if i == 0 else book.create_sheet(f"Sheet{i}")
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def _id(i: int) -> str:
    """An invented identity number of a range not in use."""
    return f"001180{900_000 + i}"


def _initiatives() -> Rows:
    heading = [
        "Mã sáng kiến",
        "Tên sáng kiến",
        "Mã CB tác giả",
        "Phạm vi ảnh hưởng",
        "Kết quả xét",
        "Năm áp dụng",
    ]
    return [
        heading,
        ["SK1", "Phần mềm điểm danh", "A1", "Cấp cơ sở", "Công nhận", 2023],
        ["SK2", "Thư viện số", "A2", "Cấp cơ sở", "Công nhận", 2023],
    ]


def _dump(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
