"""Who sent a list and for which year: from the lines above its tables and from the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from thidua.kernel.sheets import Cell
from thidua.kernel.sheets.fields import is_organisation
from thidua.kernel.text import fold, tidy

_LETTER = re.compile(
    r"(?:kèm theo|theo)\s+(?:tờ trình|công văn|văn bản|báo cáo|biên bản).*?\bcủa\s+(.+?)[\s)\].]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:tên )?(?:cơ quan|đơn vị)(?:,? đơn vị)?(?: đề nghị| trình| gửi| báo cáo)?\s*:\s*(.+)$", re.I
)
_NO_BODY = re.compile(_LABEL.pattern + r"|\W*ban hành\b", re.IGNORECASE)
_LOWER_BODY = re.compile(
    r"(?:UBND|HUYỆN|PHÒNG GIÁO DỤC|PHÒNG GD|SỞ|QUẬN)\b.+?(?<!VĂN)\s"
    r"(?=(?:TRƯỜNG|PHÒNG|TRUNG TÂM|TRẠM|HỘI|BAN QUẢN LÝ|UBND XÃ|UBND PHƯỜNG|UBND THỊ TRẤN)\s)",
    re.IGNORECASE,
)
_FILE_WORDS = re.compile(
    r"\b(?:ds|danh sach|tong hop|bieu|de nghi|khen thuong|thi dua|tdkt|td kt|khen|nam|chinh thuc|ban|cuoi"
    r"|moi|gui|lan|final|copy|ldtt|cstdcs|bo sung|sua|\d{1,4}|v\d)\b"
)
_YEAR = re.compile(r"(?<![\d/])(20\d\d)(?:\s*[-–]\s*(20\d\d))?(?![\d/])")
_NO_YEAR = re.compile(r"(?:ngày|tháng).*|\d+/20\d\d\S*|(?:luật|nghị định|thông tư).*", re.IGNORECASE)


def senders(texts: Sequence[str], file: str) -> tuple[str, ...]:
    """Names of the sending unit, the likeliest first: the lowest heading line, "Kèm theo Tờ trình của …", the
    file's name; then the lines above, which name the body over the sender.
    """
    labelled = [found[1] for text in texts if (found := _LABEL.match(text))]
    letters = [found[1] for text in texts if (found := _LETTER.search(text))]
    bodies = [text for text in texts if is_organisation(text) and not _NO_BODY.match(text)][::-1]
    lower = [_LOWER_BODY.sub("", text) for text in bodies[:1] if _LOWER_BODY.match(text)]
    return _distinct([*labelled, *lower, *bodies[:1], *letters, *_from_file(file), *bodies[1:]])


def _from_file(file: str) -> list[str]:
    """The file's name without its ending and the words that every list bears; then with "ban"
    before it ("ban cuoi" is a final copy, "Ban Quan ly" begins a name)."""
    kept = tidy(re.sub(r"[_()\[\]]+|(?<=\w)-(?=\w)", " ", PurePath(file).stem)).strip(" -")
    before = ""
    while found := _FILE_WORDS.match(_aligned(kept)):
        before = kept if found[0] == "ban" else ""
        kept = kept[found.end() :].strip(" -–.,")
    return [_without_tail(kept), _without_tail(before)]


def _without_tail(kept: str) -> str:
    while True:
        tail = [f for f in _FILE_WORDS.finditer(_aligned(kept)) if f.end() == len(kept)]
        if not tail:
            return kept
        kept = kept[: tail[-1].start()].strip(" -–.,")


def _aligned(text: str) -> str:
    """Folded letter by letter, so that places stay the same."""
    return "".join((fold(char) or " ")[:1] for char in text)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        if fold(name):
            seen.setdefault(fold(name), tidy(name))
    return tuple(seen.values())


def list_year(texts: Iterable[str], file: str) -> int | None:
    """The year the list is for: the first year its title lines name, days and numbers of papers apart."""
    for text in [*texts, PurePath(file).stem.replace("_", " ")]:
        found = _YEAR.search(_NO_YEAR.sub("", text))
        if found:
            return int(found[2] or found[1])
    return None


def lines_of(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """The texts of heading lines, cell by cell."""
    return [cell for cells in rows for cell in cells if isinstance(cell, str)]
