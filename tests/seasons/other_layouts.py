"""Five lists and the register of the demo season, written anew in layouts of other offices.

Only openpyxl reads and writes here: the product's own readers take no part in what they are tried with.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from openpyxl.workbook import Workbook

Where = tuple[str, str, int]  # file below the season's folder, sheet, row
LDTT, FIGHTER, COLLECTIVE = "Lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "Tập thể Lao động tiên tiến"


@dataclass(frozen=True)
class Entry:
    """One row of a list by meaning, and where it stood."""

    at: tuple[str, int]
    name: Any
    honour: str
    birth: Any = None
    sex: Any = None
    post: Any = None
    id: Any = None
    rating: Any = None
    priority: Any = None
    members: Any = None
    members_ldtt: Any = None


def entries(book: Workbook, sheet: str, start: int, columns: str, honour: str = "") -> Iterator[Entry]:
    """Numbered rows from `start`; `columns` names the field of each column, `-` for none."""
    for number, row in enumerate(book[sheet].iter_rows(min_row=start, values_only=True), start):
        if not isinstance(row[0], int):
            return
        values = {key: cell for key, cell in zip(columns.split(), row, strict=False) if key != "-"}
        marked = [key for key in (LDTT, FIGHTER) if values.pop(key.replace(" ", "_"), None)]
        said = values.pop("honour", None) or honour or ", ".join(marked)
        born = [(values.pop(key, None), sex) for key, sex in (("man", "Nam"), ("woman", "Nữ"))]
        for year, sex in born:
            if year:
                values |= {"birth": year, "sex": sex}
        yield Entry((sheet, number), honour=" ".join(str(said).split()), **values)


@dataclass
class Scribe:
    """Writes a workbook line by line and remembers where each entry went."""

    book: Workbook = field(default_factory=Workbook)
    moved: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    last: int = 0

    def sheet(self, name: str) -> None:
        """Begin a sheet; the first one is there already."""
        if self.last:
            self.book.active = self.book.create_sheet(name)
        self.book.active.title = name
        self.last = 0

    def line(self, *cells: Any) -> int:
        """The number of the row that was written."""
        self.last += 1
        for column, cell in enumerate(cells, 1):
            self.book.active.cell(self.last, column, cell)
        return self.last

    def merged(self, first: int, last: int, *cells: Any) -> None:
        row = self.line(*cells)
        self.book.active.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)

    def entry(self, one: Entry, *cells: Any) -> None:
        self.moved[one.at] = (self.book.active.title, self.line(*cells))


def two_rows_of_headings(persons: Sequence[Entry], collectives: Sequence[Entry]) -> Scribe:
    """Starts low, a label for the sender, two rows of headings, columns from right to left, empty columns."""
    to = Scribe()
    to.sheet("Phụ lục 1")
    for _ in range(4):
        to.line()
    to.merged(2, 9, None, "BIỂU TỔNG HỢP TRÌNH KHEN THƯỞNG – NĂM 2023")
    to.line(None, "Đơn vị đề nghị: UBND thị trấn Liên Quan")
    to.line()
    top = to.line(None, "Số TT", "Đề nghị", None, None, "Thông tin cá nhân", None, None, None)
    low = to.line(
        None,
        None,
        "Hình thức, danh hiệu",
        "Ghi chú",
        None,
        "Căn cước công dân",
        "Chức danh",
        "Sinh ngày",
        "Họ tên",
    )
    for first, last in ((3, 4), (6, 9)):
        to.book.active.merge_cells(start_row=top, end_row=top, start_column=first, end_column=last)
    to.book.active.merge_cells(start_row=top, end_row=low, start_column=2, end_column=2)
    for i, one in enumerate(persons, 1):
        to.entry(one, None, i, one.honour, None, None, one.id, one.post, one.birth, one.name)
    to.line(None, f"Danh sách có {len(persons)} người")
    to.sheet("Phụ lục 2")
    to.line("Hình thức, danh hiệu", "Quân số", "Đạt LĐTT", "Tên tập thể")
    for one in collectives:
        to.entry(one, "TT LĐTT", one.members, one.members_ldtt, one.name)
    return to


def sections(persons: Sequence[Entry], collectives: Sequence[Entry]) -> Scribe:
    """No column for the honour: sections name it, the collectives stand below on the same sheet."""
    to = Scribe()
    to.sheet("Danh sach 2023")
    to.line(None, None, "ỦY BAN NHÂN DÂN XÃ HƯƠNG NGẢI")
    to.merged(1, 5, "ĐỀ NGHỊ XÉT TẶNG DANH HIỆU THI ĐUA NĂM 2023")
    to.line("Họ và tên", "Số định danh cá nhân", "TT", "Năm sinh", "Công việc")
    for number, honour in (("I", FIGHTER), ("II", LDTT)):
        to.line(f"{number}. {honour.upper()}")
        for i, one in enumerate((p for p in persons if p.honour == honour), 1):
            to.entry(one, one.name, one.id, i, one.birth, one.post)
    to.line()
    to.line("III. TẬP THỂ LAO ĐỘNG TIÊN TIẾN")
    to.line("Tên đơn vị", "Tổng số", "TT")
    for i, one in enumerate(collectives, 1):
        to.entry(one, one.name, one.members, i)
    return to


def one_column(persons: Sequence[Entry], collectives: Sequence[Entry]) -> Scribe:
    """Crosses become words in one column, the two columns of birth years one with the sex beside it."""
    to = Scribe()
    to.sheet("Trang tính1")
    to.line("UBND xã Kim Quan")
    to.line("Bảng kê đề nghị khen thưởng năm 2023")
    to.line("Lý do", "Đề nghị", None, "Phái", "Năm sinh", "Tên cá nhân", "Vị trí việc làm")
    short = {LDTT: "lao động TT", FIGHTER: "chiến sỹ thi đua CS"}
    for one in persons:
        wording = " + ".join(short[honour] for honour in one.honour.split(", "))
        to.entry(one, None, wording, None, one.sex, one.birth, one.name, one.post)
    to.sheet("Trang tính2")
    to.line("UBND xã Kim Quan")
    to.line("STT", "Danh hiệu", "Tập thể đề nghị")
    for one in collectives:
        to.entry(one, 1, "Tập thể LĐ tiên tiến", one.name)
    return to


def order_of_priority(persons: Sequence[Entry], collectives: Sequence[Entry]) -> Scribe:
    """The order of priority first and under another name; a sheet of notes before the list."""
    to = Scribe()
    to.sheet("Hướng dẫn")
    to.line("Điền theo mẫu", "Không thêm cột")
    to.sheet("DS")
    to.line("Phòng Giáo dục và Đào tạo huyện Thạch Thất", None, None, "TRƯỜNG MẦM NON PHÙNG XÁ")
    to.line("Danh sách đề nghị công nhận danh hiệu thi đua, năm học 2022 - 2023")
    to.line("Ưu tiên", "Danh hiệu thi đua", "Nghề nghiệp", "CMND/CCCD", "Họ, tên", "Sinh năm", "Ghi chú")
    for one in reversed(persons):
        to.entry(one, one.priority, one.honour, one.post, one.id, one.name, one.birth)
    assert not collectives
    return to


def crosses(persons: Sequence[Entry], collectives: Sequence[Entry]) -> Scribe:
    """Two sheets named after honours become one with a column of crosses for each honour."""
    to = Scribe()
    to.sheet("TH")
    to.line()
    to.line("Đơn vị: UBND xã Đại Đồng")
    top = to.line("STT", "Họ và tên", "Sinh ngày", "Số CCCD", "Danh hiệu đề nghị năm 2023", None, "Đánh giá")
    to.line(None, None, None, None, "LĐTT", "CSTĐCS", None)
    to.book.active.merge_cells(start_row=top, end_row=top, start_column=5, end_column=6)
    for i, one in enumerate(sorted(persons, key=lambda p: str(p.name)), 1):
        marks = ("+" if one.honour == LDTT else None, "+" if one.honour == FIGHTER else None)
        to.entry(one, i, one.name, one.birth, one.id, *marks, one.rating)
    assert not collectives
    return to


Layout = Callable[[Sequence[Entry], Sequence[Entry]], Scribe]
_CLASSIC = "- name birth post id honour"
_BODIES = "- name members members_ldtt - - honour"
# File, sheets of persons (sheet, first row, columns, honour), sheets of collectives, layout, new file name.
_SOURCES: tuple[tuple[str, tuple[tuple[Any, ...], ...], tuple[tuple[Any, ...], ...], Layout, str], ...] = (
    (
        "ubnd-thi-tran-lien-quan-thi-dua-2023.xlsx",
        (("Ca nhan", 8, _CLASSIC),),
        (("Tap the", 6, _BODIES),),
        two_rows_of_headings,
        "bieu 1.xlsx",
    ),
    (
        "ubnd-xa-huong-ngai.xlsx",
        (("Ca nhan", 8, _CLASSIC),),
        (("Tap the", 6, _BODIES),),
        sections,
        "ZZ-Huong Ngai (ban cuoi).xlsx",
    ),
    (
        "DS de nghi khen thuong 2023 - UBND xa Kim Quan.xlsx",
        (("Danh sách", 10, "- name man woman post Lao_động_tiên_tiến Chiến_sĩ_thi_đua_cơ_sở"),),
        (("Danh sách", 34, _BODIES),),
        one_column,
        "kq.xlsx",
    ),
    (
        "truong-mam-non-phung-xa.xlsx",
        (("Biểu 01", 6, "- name post birth id honour priority"),),
        (),
        order_of_priority,
        "truong-mam-non-phung-xa.xlsx",
    ),
    (
        "BIEU_TONG_HOP_UBND_XA_DAI_DONG.xlsx",
        (
            ("CSTDCS", 7, "- name birth sex post id rating", FIGHTER),
            ("LDTT", 7, "- name birth sex post id rating", LDTT),
        ),
        (),
        crosses,
        "Đại Đồng – tổng hợp.xlsx",
    ),
)


def rewrite(demo: Path, folder: Path) -> dict[Where, Where]:
    """Copy the demo season with five lists, their answers and the register in other layouts.

    Returns where each row of those lists went.
    """
    shutil.copytree(demo, folder)
    moved: dict[Where, Where] = {}
    for file, persons, collectives, layout, name in _SOURCES:
        path = folder / "nominations" / file
        book = openpyxl.load_workbook(path)
        path.unlink()
        read = [
            [e for source in sources for e in entries(book, *source)] for sources in (persons, collectives)
        ]
        written = layout(*read)
        written.book.save(folder / "nominations" / name)
        for (sheet, row), (new_sheet, new_row) in written.moved.items():
            moved[f"nominations/{file}", sheet, row] = (f"nominations/{name}", new_sheet, new_row)
    _answers(folder / "answers.yaml", moved)
    _units(folder / "registry/units.xlsx")
    _people(folder / "registry/people.xlsx")
    return moved


def _answers(path: Path, moved: dict[Where, Where]) -> None:
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    for one in held["answers"]:
        at = (one["file"], one["sheet"], one["row"])
        one["file"], one["sheet"], one["row"] = moved.get(at, at)
    path.write_text(yaml.safe_dump(held, allow_unicode=True), encoding="utf-8")


def _rows(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True))


def _units(path: Path) -> None:
    """Parents by name; the name before the code."""
    rows = _rows(path)
    names = {row[0]: row[1] for row in rows}
    to = Scribe()
    to.sheet("Cơ quan")
    to.line("DANH BẠ CƠ QUAN, ĐƠN VỊ")
    to.line("TT", "Tên cơ quan", "Trực thuộc", "Loại hình", "Khối thi đua", "Ký hiệu")
    for i, (code, name, kind, parent, cluster) in enumerate(rows, 1):
        to.line(i, name, names.get(parent), kind, cluster, code)
    to.book.save(path)


def _people(path: Path) -> None:
    """Units by name, sexes and days in other places, a title and an empty column."""
    rows = _rows(path)
    units = {row[5]: row[1] for row in _rows(path.with_name("units.xlsx"))}
    to = Scribe()
    to.sheet("Hồ sơ")
    to.line("SỔ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC")
    to.line()
    to.line(
        "Đơn vị công tác",
        "Họ tên",
        None,
        "Sinh ngày",
        "Phái",
        "Căn cước",
        "Chức danh",
        "Ngày vào làm",
        "Mã số CB",
    )
    for code, name, sex, born, number, unit, post, started in rows:
        to.line(units[unit], name, None, born, sex, number, post, started, code)
    to.book.save(path)


def at(row: dict[str, Any], moved: dict[Where, Where]) -> Where:
    """Where a row of the demo stands now."""
    place = (row["file"], row["sheet"], row["row"])
    return moved.get(place, place)
