"""Reading further files of the law with what was read before: instruments, terms, honours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from thidua.lawbook.citations import Citation
from thidua.lawbook.criteria import check_in_force, read_basis
from thidua.lawbook.faults import Fault
from thidua.lawbook.fields import Fields, open_fields
from thidua.lawbook.rules import Basis, Honour, Instrument

NEVER = date(9999, 12, 31)


class _Started(Protocol):
    @property
    def start(self) -> date: ...


D = TypeVar("D", bound=_Started)


@dataclass
class Source:
    """The law's folder as a reader of money, terms, papers and offices needs it; `place` is the local pack."""

    path: Path
    faults: list[Fault]
    instruments: Mapping[str, Instrument]
    terms: Mapping[str, Mapping[str, str]]
    catalogue: Mapping[str, Honour]
    place: str = ""

    def file(self, file: Path) -> Fields | None:
        return open_fields(self.path, file, self.faults)

    def named(self, name: str) -> Fields | None:
        """The file of that name in the law's folder; a missing one is a fault."""
        return self.file(self.path / name)

    def files(self, name: str) -> Iterator[Fields]:
        """The file of that name, and the one of the local pack where it has one."""
        for fields in (self.named(name), self.file(self._local / name) if self._has(name) else None):
            if fields:
                yield fields

    def folder(self, name: str, *, local: bool = False) -> Iterator[Fields]:
        """The files of a folder of the law, or of the local pack."""
        if local and not self.place:
            return
        for file in sorted((self._local if local else self.path).glob(f"{name}/*.yaml")):
            fields = self.file(file)
            if fields:
                yield fields

    @property
    def _local(self) -> Path:
        return self.path / "local" / self.place

    def _has(self, name: str) -> bool:
        return bool(self.place) and (self._local / name).is_file()

    def basis(self, fields: Fields, start: date) -> Basis:
        """A `basis` that may be a whole instrument."""
        inner = fields.part("basis")
        made = self.place_of(inner, self.instrument(inner, start))
        inner.finish()
        return made

    def start(self, fields: Fields) -> tuple[date, Basis]:
        """`from` and `basis` of one dated entry."""
        start = fields.need("from", date, NEVER)
        return start, read_basis(fields, self.instruments, start)

    def instrument(self, fields: Fields, start: date) -> str:
        """A required instrument that is known and in force on the day."""
        number = fields.need("instrument", str, "?")
        known = self.instruments.get(number)
        if known is None:
            fields.fault("instrument", f"Văn bản “{number}” không có trong law/instruments.")
        else:
            check_in_force(fields, known, self.instruments, start)
        return number

    def place_of(self, fields: Fields, number: str) -> Basis:
        """`article`, `clause`, `point`, `status` written in an entry itself. Tables of figures are often quoted
        without their article: the whole instrument is a place too."""
        made = Citation(
            number, fields.get("article", int, 0), fields.get("clause", int, 0), fields.get("point", str, "")
        )
        if (made.clause and not made.article) or (made.point and not made.clause):
            fields.fault("article", f"Trích dẫn không đủ bậc điều, khoản, điểm: {made}.")
        unverified = "status" in fields.data and bool(fields.one_of("status", ("unverified",), "unverified"))
        known = self.instruments.get(number)
        return Basis(made, unverified or bool(known and known.unverified))

    def dated(self, fields: Fields, key: str, make: Callable[[Fields], D]) -> tuple[D, ...]:
        """A required list of dated entries, the earliest first."""
        made: list[D] = []
        for inner in fields.items(key):
            one = make(inner)
            inner.get("note", str, "")
            inner.finish()
            if made and one.start <= made[-1].start:
                inner.fault("from", "Các phiên bản phải xếp theo ngày hiệu lực tăng dần.")
            made.append(one)
        if not made:
            fields.fault(key, f"Thiếu danh sách “{key}”.")
        return tuple(made)

    def honours(self, fields: Fields, codes: Sequence[str], key: str) -> None:
        """Codes of honours exist in the catalogue."""
        for code in codes:
            if code not in self.catalogue:
                fields.fault(key, f"Không có danh hiệu, hình thức “{code}” trong law/honours.")

    def term(self, fields: Fields, section: str, key: str) -> str:
        """A required word that has its label in a section of terms.yaml."""
        word = fields.need(key, str, "")
        if word and word not in self.terms.get(section, {}):
            fields.fault(key, f"“{word}” chưa có tên trong terms.yaml, mục {section}.")
        return word

    def spoken(self, basis: Basis) -> str:
        return spoken(basis, self.instruments)


def spoken(basis: Basis, instruments: Mapping[str, Instrument]) -> str:
    """A basis as an official writes it, with the mark of one nobody has verified."""
    citation = basis.citation
    name = instruments[citation.instrument].name if citation.instrument in instruments else "Văn bản"
    return citation.spoken(name) + (", chưa kiểm chứng" if basis.unverified else "")
