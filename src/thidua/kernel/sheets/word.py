"""Tables of a Word document (.docx) laid out as grids: one sheet a table, named "Bảng 1", "Bảng 2"."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from thidua.kernel.sheets.archive import MAX_GRID
from thidua.kernel.sheets.gate import fault

Block = tuple[int, int, int, int]
# Word itself allows 63 columns; a wider span only makes the grid swell.
MAX_COLUMNS = 63
_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Grid:
    """One table: its rows as texts, numbered from 1, and its merged blocks as in `Sheet.merged`."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    merged: list[Block] = field(default_factory=list)


def read_grids(data: bytes, name: str) -> list[Grid]:
    """The document's tables in order. Raises InputFault for a broken, swelling or table-less document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = ElementTree.fromstring(archive.read("word/document.xml"))  # the gate refused all entities
    except (ElementTree.ParseError, zipfile.BadZipFile, LookupError, ValueError) as error:
        raise fault(
            name, "file_broken", "Tệp Word bị hỏng, không mở được.", "Mở lại, lưu lại dạng .docx và gửi lại."
        ) from error
    tables = _outer_tables(body)
    if not tables:
        raise fault(
            name,
            "file_no_table",
            "Tệp Word không có bảng nào.",
            "Đưa danh sách vào bảng (Chèn → Bảng) hoặc gửi bảng tính .xlsx.",
        )
    return [_grid(table, f"Bảng {number}", name) for number, table in enumerate(tables, start=1)]


def _outer_tables(parent: Element) -> list[Element]:
    """Tables that stand in no other table, in order."""
    found: list[Element] = []
    waiting = [parent]
    while waiting:
        element = waiting.pop()
        if element.tag == _SPACE + "tbl":
            found.append(element)
        else:
            waiting.extend(reversed(element))
    return found


def _grid(table: Element, title: str, name: str) -> Grid:
    grid = Grid(title)
    open_blocks: dict[int, Block] = {}  # blocks that may go on in the next row, by their first column
    cells = 0
    for number, row in enumerate(_children(table, "tr"), start=1):
        texts = [""] * _number(row, "trPr/gridBefore", 0)
        going_on: dict[int, Block] = {}
        for cell in _children(row, "tc"):
            start, span = len(texts), _number(cell, "tcPr/gridSpan", 1)
            above = open_blocks.get(start) if _goes_on(cell) else None
            first = above[0] if above else number
            going_on[start] = (first, start, number, start + span - 1)
            texts += ["" if above else _text(cell), *[""] * (span - 1)]
        grid.merged += [block for at, block in open_blocks.items() if _ends(block, going_on.get(at))]
        open_blocks = going_on
        cells += len(texts)
        if len(texts) > MAX_COLUMNS or cells > MAX_GRID:
            raise fault(
                name,
                "file_wide",
                f"{title} trong tệp Word trải quá rộng.",
                "Xóa các cột thừa của bảng rồi gửi lại.",
            )
        grid.rows.append(texts)
    grid.merged += [block for block in open_blocks.values() if _ends(block, None)]
    return grid


def _children(parent: Element, tag: str) -> list[Element]:
    """Rows or cells, also those inside content controls."""
    found = []
    waiting = list(reversed(parent))
    while waiting:
        child = waiting.pop()
        if child.tag == _SPACE + tag:
            found.append(child)
        elif child.tag in (_SPACE + "sdt", _SPACE + "sdtContent"):
            waiting.extend(reversed(child))
    return found


def _number(element: Element, path: str, otherwise: int) -> int:
    """A width in columns; one beyond the limit is cut just above it, so that it is refused, not laid out."""
    found = element.find("/".join(_SPACE + step for step in path.split("/")))
    value = "" if found is None else found.get(_SPACE + "val", "")
    return min(int(value), MAX_COLUMNS + 1) if value.isdecimal() else otherwise


def _goes_on(cell: Element) -> bool:
    """True for a cell that goes on with the one above it."""
    found = cell.find(f"{_SPACE}tcPr/{_SPACE}vMerge")
    return found is not None and found.get(_SPACE + "val", "continue") == "continue"


def _ends(block: Block, below: Block | None) -> bool:
    """True for a block of several cells that the row below does not go on with."""
    return block[:2] != block[2:] and (below is None or below[0] != block[0])


def _text(cell: Element) -> str:
    """Text of the cell's own paragraphs; text struck out by tracked changes is not there any more."""
    lines = []
    for paragraph in cell.findall(_SPACE + "p"):
        parts = []
        for piece in paragraph.iter():
            if piece.tag == _SPACE + "t":
                parts.append(piece.text or "")
            elif piece.tag in (_SPACE + "tab", _SPACE + "br"):
                parts.append(" ")
        lines.append("".join(parts))
    return "\n".join(lines)
