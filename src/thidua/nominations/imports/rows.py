"""One line of a list as a `DraftRow`, with whatever had to be repaired or could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from thidua.kernel.issues import Issue
from thidua.kernel.numbers import day
from thidua.kernel.sheets import Cell, Record, Sheet, fields, read_day, read_whole
from thidua.kernel.text import fold
from thidua.lawbook.wordings import HonourReader
from thidua.nominations.imports.columns import Layout
from thidua.nominations.imports.drafts import DraftRow, Kind


@dataclass(frozen=True)
class Context:
    """What titles and section lines say for the rows below them."""

    honour: str | None = None
    kind: Kind | None = None
    unit: str = ""
    title: str = ""
    near: bool = False  # said by a line inside the table, not by the title over it


@dataclass
class RowReader:
    """Reads the records of one table; `issues` gathers what a person has to look at."""

    sheet: Sheet
    layout: Layout
    reader: HonourReader
    latest_birth: int
    issues: list[Issue]
    column_empty: bool = False  # the table has a column for honours, and nobody filled it
    _above: dict[int, Cell] = field(default_factory=dict)

    def read(self, record: Record, context: Context) -> DraftRow:
        """Never drops a row: what cannot be read is left empty and told in an issue."""
        repairs: list[str] = [f"chuyển bảng mã {self.sheet.table} sang Unicode"] if self.sheet.table else []
        written = " ".join(str(record.cells[i]) for i in self.layout.names if i in record.cells)
        raw = fields.without_ids(written)
        kind = self._kind(raw, record, context)
        name, sex = raw, None
        if kind == "person":
            name, sex, done = fields.read_name(raw or None)
            repairs += done
        if not name:
            self._tell(record, "name_missing", "Dòng không có tên.", "Ghi tên hoặc xóa dòng này.")
        honours, wording = self._honours(record, context, kind)
        birth, year, told = self._birth(record)
        return DraftRow(
            sheet=self.sheet.name,
            row=record.number,
            kind=kind,
            name=name,
            honours=honours,
            wording=wording,
            birth=birth,
            birth_year=year,
            sex=fields.read_sex(self._at(record, "sex")) or told or sex,
            id_number=self._id(record, repairs),
            post=self._text(record, "post"),
            unit=self._text(record, "unit") or context.unit,
            priority=self._whole(record, "priority", "thứ tự ưu tiên"),
            rating=self._rating(record),
            initiative=self._text(record, "initiative"),
            members=self._whole(record, "members", "tổng số người"),
            members_ldtt=self._whole(record, "members_ldtt", "số người đạt"),
            note=self._text(record, "note"),
            repairs=tuple(repairs),
        )

    def _at(self, record: Record, what: str) -> Cell:
        index = self.layout.first.get(what)
        return record.cells.get(index) if index is not None else None

    def _text(self, record: Record, what: str) -> str:
        cell = self._at(record, what)
        index = self.layout.first.get(what, -1)
        cell = self._repeated(index, cell) if cell is not None else None
        return "" if cell is None else fields.without_ids(str(cell))

    def _tell(self, record: Record, code: str, message: str, cure: str, column: str = "") -> None:
        self.issues.append(Issue(code, message, cure, self.sheet.place(record.number, column)))

    def _kind(self, name: str, record: Record, context: Context) -> Kind:
        """The heading of a table of collectives decides, then the section, then the honour, then the name."""
        if self.layout.who in ("collective", "body"):
            return "collective"
        if context.kind:
            return context.kind
        codes = set(self._written(record, collective=False)[0])
        if not codes and context.honour:
            codes = {context.honour}
        if codes and codes <= self.reader.collective_only:
            return "collective"
        if self.layout.who == "person" or codes & self.reader.person_only:
            return "person"
        return "collective" if fields.is_organisation(name) else "person"

    def _honours(self, record: Record, context: Context, kind: Kind) -> tuple[tuple[str, ...], str]:
        """(codes, words of the list); the section or title speaks where the table has no column for it."""
        codes, wording, dark = self._written(record, collective=kind == "collective")
        silent = not self.layout.asks or self.column_empty or context.near
        if not codes and not wording and context.honour and silent:
            collective = kind == "collective"
            code = self.reader.of_collective(context.honour) if collective else context.honour
            return (code,), context.title
        if dark:
            self._tell(
                record,
                "honour_unreadable",
                f"Không hiểu danh hiệu ghi là “{dark}”.",
                "Ghi đủ tên danh hiệu hoặc hình thức khen thưởng.",
            )
        elif not codes:
            self._tell(
                record, "honour_missing", "Dòng không ghi đề nghị danh hiệu nào.", "Ghi danh hiệu đề nghị."
            )
        return codes, wording

    def _written(self, record: Record, *, collective: bool) -> tuple[tuple[str, ...], str, str]:
        """(codes, wording, words not understood) of the columns that ask for honours."""
        codes: list[str] = []
        words: list[str] = []
        dark: list[str] = []
        for index in (*self.layout.marks, *self.layout.honours):
            cell = self._repeated(index, record.cells.get(index))
            marked = self.layout.marks.get(index)
            if fields.is_nothing(cell):
                continue
            words.append(str(cell))
            if marked and fields.is_mark(cell):
                codes.append(self.reader.of_collective(marked) if collective else marked)
                continue
            reading = self.reader.read(str(cell), collective)
            codes += reading.codes
            if reading.dark or not reading.codes:
                dark.append(str(cell))
        ordered = sorted(set(codes), key=self.reader.order.__getitem__)  # whatever the order of columns
        return tuple(ordered), ", ".join(words), ", ".join(dark)

    def _repeated(self, index: int, cell: Cell) -> Cell:
        """`-nt-` and `"` stand for the cell above."""
        if fields.is_ditto(cell):
            return self._above.get(index)
        self._above[index] = cell
        return cell

    def _birth(self, record: Record) -> tuple[date | None, int | None, str | None]:
        """(day, year, sex told by the column "Nam" or "Nữ")."""
        parts = [record.cells.get(i) for i in self.layout.birth_parts]
        if any(parts):
            told = [part for part in parts if part is not None]  # the year alone, where nothing else is known
            return (*self._born(record, "/".join(map(str, told)) if len(told) > 1 else told[0]), None)
        for index, sex in self.layout.births:
            cell = record.cells.get(index)
            if cell is None:
                continue
            if sex and fields.is_mark(cell):
                return None, None, sex
            return (*self._born(record, cell), sex)
        return None, None, None

    def _born(self, record: Record, cell: Cell) -> tuple[date | None, int | None]:
        found = read_day(cell, latest=self.latest_birth)
        if found.wrong:
            self._tell(
                record,
                "birth_wrong",
                f"Ngày sinh “{day(cell) if isinstance(cell, date) else cell}” không đúng.",
                "Ghi ngày sinh theo dạng ngày/tháng/năm.",
            )
        return found.day, found.year

    def _id(self, record: Record, repairs: list[str]) -> str | None:
        cell = self._at(record, "id")
        number, done, wrong = fields.read_id(cell)
        repairs += done
        if wrong:
            self._tell(
                record,
                "id_unreadable",
                "Số CCCD không đọc được.",
                "Ghi đủ 12 chữ số ở dạng văn bản.",
            )
        return number

    def _rating(self, record: Record) -> str | None:
        cell = self._at(record, "rating")
        rating = fields.read_rating(cell)
        if cell is not None and rating is None:
            self._tell(
                record,
                "rating_unreadable",
                f"Không hiểu mức xếp loại “{cell}”.",
                "Ghi một trong bốn mức độ hoàn thành nhiệm vụ.",
            )
        return rating

    def _whole(self, record: Record, what: str, label: str) -> int | None:
        cell = self._at(record, what)
        number = read_whole(cell)
        if cell is not None and number is None and fold(str(cell)):
            self._tell(record, "number_unreadable", f"Không đọc được {label} “{cell}”.", "Ghi bằng chữ số.")
        return number
