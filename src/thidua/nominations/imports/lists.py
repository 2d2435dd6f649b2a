"""Read a unit's list of nominations from any layout: `read_list`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from thidua.kernel.issues import InputFault, Issue, Place
from thidua.kernel.sheets import Line, Row, Sheet, Table, find_tables, open_tables, read_whole
from thidua.kernel.sheets.fields import is_organisation
from thidua.kernel.text import fold
from thidua.lawbook.wordings import HonourReader
from thidua.nominations.imports.columns import ANCHORS, Layout, layout_of, list_vocabulary, with_told_honours
from thidua.nominations.imports.drafts import DraftRow, Kind, ListDraft
from thidua.nominations.imports.rows import Context, RowReader
from thidua.nominations.imports.senders import lines_of, list_year, senders

_WORKING_AGE = 15  # nobody younger is on a list of workers
_ANY_YEAR = 2012  # latest birth year when a list does not say its year
_CATALOGUE = re.compile(r"(?:dm|danh muc|danhmuc|huong dan|ghi chu|mau)\b.*")
_ENUMERATOR = re.compile(r"^(?:[IVXLC]{1,5}|[A-ZĐ]|\d{1,2})(?:\s*[.)/-]\s*|\s+(?=\S))")


def read_list(path: Path, *, name: str | None = None, honours: HonourReader) -> ListDraft:
    """The rows of a list as its clerk wrote them, nothing looked up.

    `name` is the file's name as the sender knows it; `honours` reads wordings, made once for many lists.
    Raises InputFault with one issue: a file that cannot be opened, a list without names, or one that names no
    honour anywhere. Trouble with single rows is told in `issues`; such rows are kept. Hidden sheets and
    sheets of reference are passed over.
    """
    vocabulary = list_vocabulary(honours)
    file = name or path.name
    sheets = [sheet for sheet in open_tables(path, name=name) if not sheet.hidden]
    found = [(sheet, find_tables(sheet, vocabulary, ANCHORS)) for sheet in sheets]
    above = [text for _, tables in found if tables for text in lines_of(r.cells for r in tables[0].above)]
    year = list_year(above, file)
    issues: list[Issue] = []
    rows: list[DraftRow] = []
    for sheet, tables in found:
        context, uncounted = Context(), 0
        for table in tables:
            layout = layout_of(table, vocabulary, honours, year)
            start = _start(table, layout, context, honours)
            if not (layout.asks or start.honour or _sections_name(table, honours)):
                layout = with_told_honours(layout, table, vocabulary, honours)
            latest = year - _WORKING_AGE if year else _ANY_YEAR
            row_reader = RowReader(sheet, layout, honours, latest, issues)
            context = start
            if layout.who == "body" and not (layout.honours or context.honour in honours.collective_only):
                continue  # figures about units, not a list
            row_reader.column_empty = layout.asks and not any(
                record.cells.keys() & {*layout.marks, *layout.honours} for record in table.records
            )
            context = _read_table(table, row_reader, context, rows)
            issues += _miscounted(table, uncounted)
            uncounted = 0 if table.counted else uncounted + len(table.records)
        if not tables:
            _demand_heading(sheet)
    _check(file, sheets, rows)
    return ListDraft(file, senders(above, file), tuple(rows), tuple(issues), year)


def _read_table(table: Table, row_reader: RowReader, start: Context, rows: list[DraftRow]) -> Context:
    """Append the rows of one table; the context at its end holds on when its heading is only repeated."""
    context, reader = start, row_reader.reader
    for line in table.lines:
        lone = _lone_text(line, row_reader, reader)
        said = _say(line.text or lone, reader) or (Context(unit=lone) if lone else None)
        if said is not None:
            context = _with(context, replace(said, near=True), start, reader)
        elif line.record is not None:
            rows.append(row_reader.read(line.record, context))
    return context


def _lone_text(line: Line, row_reader: RowReader, reader: HonourReader) -> str:
    """The text of a row that holds nothing but a text in the column of names, and that is no name."""
    record = line.record
    if record is None or len(record.cells) != 1 or next(iter(record.cells)) not in row_reader.layout.names:
        return ""
    text = str(next(iter(record.cells.values())))
    # "Ban giám hiệu", "Nhóm nuôi dưỡng": words of a name all begin with the same kind of letter.
    small = [word[0].islower() for word in text.split()]
    group = row_reader.layout.who == "person" and (is_organisation(text) or len(set(small)) > 1)
    return text if reader.named_in(text) or fold(text) in ("ca nhan", "tap the") or group else ""


def _say(text: str, reader: HonourReader) -> Context | None:
    """What a title or a section line says: one honour, persons or collectives, a unit; None for nothing."""
    plain = _ENUMERATOR.sub("", text)
    folded = fold(plain)
    if not folded or text.startswith("("):
        return None
    codes = reader.named_in(plain)
    persons, collectives = "ca nhan" in folded, "tap the" in folded
    kind: Kind | None = None
    if persons != collectives:
        kind = "person" if persons else "collective"
    if len(codes) == 1:
        if codes[0] in reader.collective_only:
            kind = "collective"
        return Context(codes[0], kind, title=plain)
    if kind and not codes:
        return Context(kind=kind)
    return Context(unit=plain) if is_organisation(plain) else None


def _with(context: Context, said: Context, start: Context, reader: HonourReader) -> Context:
    """The context after a line: an honour replaces the honour, a kind alone goes back to the title."""
    if said.honour:
        kind = said.kind or context.kind
        if said.honour in reader.person_only and said.honour not in reader.twins and not said.kind:
            kind = "person"
        return replace(said, kind=kind, unit=context.unit)
    if said.kind:
        return replace(start, kind=said.kind, unit=context.unit)
    return replace(context, unit=said.unit)


def _start(table: Table, layout: Layout, before: Context, reader: HonourReader) -> Context:
    """What stands over a table: the nearest line that names one honour, the nearest that tells the kind.

    A repeated heading (next page) goes on with the context before it. Over "Họ và tên" only a numbered
    section line ("B. TẬP THỂ") makes the rows collectives; a title may speak of both.
    """
    texts = lines_of(row.cells for row in table.above)[::-1]
    said = [(text, found) for text in texts if (found := _say(text, reader))]
    if not said and before != Context():
        return before
    context = next((found for _, found in said if found.honour), None) or Context()
    kinds = [found.kind for text, found in said if found.kind and _heads(text, layout)]
    if not context.honour:
        codes = reader.named_in(table.sheet.name)
        if len(codes) == 1:
            context = Context(codes[0], title=table.sheet.name)
    return replace(context, kind=kinds[0] if kinds else None, unit="")


def _sections_name(table: Table, reader: HonourReader) -> bool:
    """True when a line inside the table names one honour for the rows below it."""
    said = [_say(line.text, reader) for line in table.lines if line.text]
    return any(found and found.honour for found in said)


def _heads(text: str, layout: Layout) -> bool:
    return layout.who != "person" or _ENUMERATOR.match(text) is not None


def _miscounted(table: Table, before: int) -> list[Issue]:
    """A clerk's own count at the foot that differs from the rows read: a row may be missing or doubled. It
    may count the pages before this one too, which have `before` rows."""
    if len(table.counted) != 1:
        return []
    number, text = table.counted[0]
    said, read = read_whole(text), sum(record.number < number for record in table.records)
    if said is None or said in (read, before + read):
        return []
    message = f"Danh sách ghi “{text}” nhưng đọc được {read} dòng."
    return [Issue("count_differs", message, "Kiểm tra lại danh sách.", table.sheet.place(number))]


def _demand_heading(sheet: Sheet) -> None:
    """Catalogues and notes pass in silence. Raises InputFault for a sheet of numbered rows without a heading:
    those rows would be lost, so the list is not taken in halves."""
    if _CATALOGUE.fullmatch(fold(sheet.name)) or sum(map(_is_numbered, sheet.rows)) < 2:
        return
    message = "Không tìm thấy dòng tiêu đề của danh sách (Họ và tên, Danh hiệu đề nghị …)."
    cure = "Ghi tên cột như trên mẫu, hoặc bỏ trang này nếu không phải danh sách."
    raise InputFault(Issue("heading_missing", message, cure, sheet.place()))


def _is_numbered(row: Row) -> bool:
    words = [cell for cell in row.cells if isinstance(cell, str) and not cell.isdigit()]
    first = next((cell for cell in row.cells if cell is not None), None)
    return bool(words) and (isinstance(first, int) or (isinstance(first, str) and first.isdigit()))


def _check(file: str, sheets: Sequence[Sheet], rows: Sequence[DraftRow]) -> None:
    """Raises InputFault when the file holds no list."""
    named = [row for row in rows if row.name]
    if not named:
        place = Place(file, sheets[0].name if len(sheets) == 1 else "")
        message = "Không tìm thấy danh sách có tên cá nhân, tập thể."
        raise InputFault(Issue("list_empty", message, "Ghi tên ở cột “Họ và tên” hoặc “Tên tập thể”.", place))
    if not any(row.honours or row.wording for row in rows):
        place = Place(file, named[0].sheet)
        message = "Danh sách không ghi danh hiệu đề nghị ở cột nào, cũng không ở tiêu đề."
        raise InputFault(
            Issue("list_without_honour", message, "Thêm cột “Danh hiệu đề nghị” rồi gửi lại.", place)
        )
