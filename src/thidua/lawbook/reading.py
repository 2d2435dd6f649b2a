"""The law's folder → a lawbook, with every fault of every file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar, cast

from thidua.lawbook.book import LawBook
from thidua.lawbook.citations import parse
from thidua.lawbook.criteria import Criteria, read_basis, unread
from thidua.lawbook.facts import Subject
from thidua.lawbook.faults import Fault, LawFault
from thidua.lawbook.fields import Fields
from thidua.lawbook.located import read_yaml
from thidua.lawbook.practice import read_practice
from thidua.lawbook.rules import (
    AllOf,
    AnyOf,
    Basis,
    Deciders,
    Honour,
    Instrument,
    Node,
    Quota,
    Rule,
    StandardOf,
    Version,
    Vote,
)
from thidua.lawbook.source import Source

SECTIONS = (
    "outcome", "criterion", "reason", "grade", "subject", "group", "scope", "work", "level", "kind",
    "discipline", "pending", "leave", "post", "decider", "base", "tier", "event",
    "circumstance",
)  # fmt: skip
_NEVER = date(9999, 12, 31)
M = TypeVar("M", Version, Quota, Vote, Deciders)


def load(path: Path) -> LawBook:
    """Read the law's folder. Raises LawFault with every fault found."""
    book, faults = read(path)
    if faults:
        raise LawFault(faults)
    return book


def read(path: Path) -> tuple[LawBook, list[Fault]]:
    """Read what can be read and list what cannot. With faults the book must not be used to judge."""
    reader = _Reader(path)
    if not path.is_dir():
        reader.faults.append(Fault(".", 1, "Không có thư mục luật."))
    book = LawBook(
        digest=digest(path),
        terms=reader.terms(),
        instruments=reader.read_instruments(),
        clerks_words=reader.wordings,
        catalogue=reader.catalogue(),
        rules=reader.shared_rules(),
    )
    reader.check_references(book)
    source = Source(path, reader.faults, book.instruments, book.terms, book.catalogue)
    book = replace(book, practice=read_practice(source))
    return book, sorted(reader.faults)


def digest(path: Path) -> str:
    """sha256 over names and bytes of the law's files; the cases test the law and are no part of it."""
    made = hashlib.sha256()
    for file in sorted(path.rglob("*.yaml")):
        name = file.relative_to(path)
        if name.parts[0] != "cases":
            content = file.read_bytes()
            made.update(f"{name.as_posix()}\0{len(content)}\0".encode() + content)
    return made.hexdigest()


@dataclass
class _Reader:
    path: Path
    faults: list[Fault] = field(default_factory=list)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    wordings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, tuple[Fields, str]] = field(default_factory=dict)

    def _file(self, file: Path) -> Fields | None:
        name = file.relative_to(self.path).as_posix()
        content = read_yaml(file, name) if file.is_file() else Fault(name, 1, "Thiếu tệp.")
        if isinstance(content, Fault):
            self.faults.append(content)
            return None
        return Fields(name, content, self.faults)

    def _folder(self, name: str) -> Iterator[tuple[Path, Fields]]:
        for file in sorted((self.path / name).glob("*.yaml")):
            fields = self._file(file)
            if fields:
                yield file, fields

    def terms(self) -> dict[str, dict[str, str]]:
        fields = self._file(self.path / "terms.yaml")
        if fields is None:
            return self.words
        for section in SECTIONS:
            self.words[section] = {}
            inner = fields.mapping(section)
            for word in inner.data if inner else ():
                self.words[section][str(word)] = inner.need(word, str, "") if inner else ""
            if inner is None:
                fields.fault(section, f"terms.yaml thiếu mục “{section}”.")
        spoken = fields.mapping("wordings")
        for code in spoken.data if spoken else ():
            self.wordings[code] = spoken.words(code) if spoken else ()
            if spoken:
                self.places[f"wordings {code}"] = (spoken, code)
        fields.finish()
        return self.words

    def read_instruments(self) -> dict[str, Instrument]:
        places: dict[str, Fields] = {}
        for _, fields in self._folder("instruments"):
            number = fields.need("number", str, "?")
            cited = parse(number)
            if cited is None or cited.article:
                fields.fault("number", f"Số, ký hiệu “{number}” không đúng dạng 06/2022/QH15.")
            if number in self.instruments:
                fields.fault("number", f"Văn bản {number} khai báo hai lần.")
            self.instruments[number] = Instrument(
                number=number,
                name=fields.need("name", str, ""),
                start=fields.need("from", date, _NEVER),
                issued=fields.get("issued", date, _NEVER) if "issued" in fields.data else None,
                repealed_by=fields.get("repealed_by", str, ""),
                unverified="status" in fields.data
                and bool(fields.one_of("status", ("unverified",), "unverified")),
                address=fields.get("address", str, ""),
                note=fields.get("note", str, ""),
                more_favourable="transition" in fields.data
                and bool(fields.one_of("transition", ("more_favourable",), "more_favourable")),
            )
            fields.finish()
            places[number] = fields
        for number, one in self.instruments.items():
            if one.repealed_by and one.repealed_by not in self.instruments:
                places[number].fault(
                    "repealed_by", f"Văn bản “{one.repealed_by}” không có trong law/instruments."
                )
        return self.instruments

    def catalogue(self) -> dict[str, Honour]:
        made: dict[str, Honour] = {}
        for file, fields in self._folder("honours"):
            code = fields.need("honour", str, "?")
            if code != file.stem:
                fields.fault("honour", f"Mã “{code}” phải trùng tên tệp “{file.stem}”.")
            self.places[code] = (fields, "honour")
            self.places[f"{code} absorbs"] = (fields, "absorbs")
            made[code] = Honour(
                code=code,
                name=fields.need("name", str, ""),
                kind=cast(Literal["title", "form"], fields.one_of("kind", ("title", "form"), "title")),
                level=cast(
                    Literal["co_so", "bo_tinh", "nha_nuoc", "local"],
                    fields.one_of("level", ("co_so", "bo_tinh", "nha_nuoc", "local"), "co_so"),
                ),
                subjects=self._subjects(fields),
                rank=fields.need("rank", int, 0),
                absorbs=fields.words("absorbs"),
                collective_twin=fields.get("collective_twin", str, ""),
                versions=self._dated(fields, "versions", self._version),
                quotas=self._dated(fields, "quotas", self._quota),
                votes=self._dated(fields, "votes", self._vote),
                deciders=self._dated(fields, "deciders", self._deciders),
            )
            fields.get("note", str, "")
            fields.finish()
        return made

    def _subjects(self, fields: Fields, key: str = "subjects") -> tuple[Subject, ...]:
        words = fields.words(key, required=True)
        for word in words:
            if word not in ("person", "collective", "household"):
                fields.fault(key, f"Không có loại đối tượng “{word}”.")
        return cast(tuple[Subject, ...], words)

    def shared_rules(self) -> tuple[Rule, ...]:
        made = []
        for file, fields in self._folder("rules"):
            name = fields.need("rule", str, "?")
            if name != file.stem:
                fields.fault("rule", f"Mã “{name}” phải trùng tên tệp “{file.stem}”.")
            hold = fields.one_of("effect", ("bar", "hold"), "bar") == "hold"
            honours = fields.words("honours", required=True)
            self.places[f"rule {name}"] = (fields, "honours")

            def version(inner: Fields, hold: bool = hold) -> Version:
                return self._version(inner, hold=hold)

            made.append(
                Rule(name, fields.need("name", str, ""), honours, self._dated(fields, "versions", version))
            )
            fields.get("note", str, "")
            fields.finish()
        return tuple(made)

    def _dated(self, fields: Fields, key: str, make: Callable[[Fields], M]) -> tuple[M, ...]:
        made: list[M] = []
        for inner in fields.items(key):
            one = make(inner)
            inner.get("note", str, "")
            inner.finish()
            if any(one.start <= other.start and _same_subject(one, other) for other in made):
                inner.fault("from", "Các phiên bản phải xếp theo ngày hiệu lực tăng dần.")
            made.append(one)
        return tuple(made)

    def _start(self, inner: Fields) -> tuple[date, Basis, bool]:
        start = inner.need("from", date, _NEVER)
        return start, read_basis(inner, self.instruments, start), inner.get("repealed", bool, False)

    def _version(self, inner: Fields, *, hold: bool = False) -> Version:
        start, basis, repealed = self._start(inner)
        subjects = self._subjects(inner, "for") if "for" in inner.data else ()
        requires = inner.mapping("requires")
        if requires is None:
            text_unread = inner.get("text", str, "") == "unread"
            if not repealed and not (text_unread and basis.unverified):
                inner.fault(
                    "requires",
                    "Thiếu “requires”; nếu chưa đọc văn bản thì ghi text: unread, status: unverified.",
                )
            return Version(start, basis, unread(basis) if text_unread else None, subjects)
        criteria = Criteria(self.instruments, self.words.get("criterion", {}), start, basis, hold)
        return Version(start, basis, criteria.node(requires), subjects)

    def _percent(self, inner: Fields, repealed: bool) -> int | None:
        if repealed:
            return None
        percent = inner.need("percent", int, 1)
        if not 1 <= percent <= 100:
            inner.fault("percent", "Tỷ lệ phải từ 1 đến 100.")
        return percent

    def _quota(self, inner: Fields) -> Quota:
        start, basis, repealed = self._start(inner)
        if "places" in inner.data:
            return Quota(start, None, "", basis, inner.need("places", int, 0))
        of = inner.get("of", str, "") if repealed else inner.one_of("of", self.words.get("base", {}), "")
        return Quota(start, self._percent(inner, repealed), of, basis)

    def _vote(self, inner: Fields) -> Vote:
        start, basis, repealed = self._start(inner)
        return Vote(start, self._percent(inner, repealed), basis)

    def _deciders(self, inner: Fields) -> Deciders:
        start, basis, _ = self._start(inner)
        who = inner.words("who", required=True)
        for code in who:
            if code not in self.words.get("decider", {}):
                inner.fault("who", f"Người quyết định “{code}” chưa có tên trong terms.yaml, mục decider.")
        return Deciders(start, who, basis)

    def check_references(self, book: LawBook) -> None:
        """Codes of honours named anywhere exist in the catalogue."""
        for rule in book.rules:
            self._known([code for code in rule.honours if code != "all"], book, f"rule {rule.id}")
        for code in self.wordings:
            self._known((code,), book, f"wordings {code}")
        for code, honour in book.catalogue.items():
            self._known(honour.absorbs, book, f"{code} absorbs")
            self._twin(honour, book)
            for version in honour.versions:
                self._known(
                    [n.honour for n in _nodes(version.requires) if isinstance(n, StandardOf)], book, code
                )

    def _twin(self, honour: Honour, book: LawBook) -> None:
        twin = book.catalogue.get(honour.collective_twin)
        if honour.collective_twin and (twin is None or "collective" not in twin.subjects):
            message = f"“{honour.collective_twin}” không phải danh hiệu, hình thức dành cho tập thể."
            self.places[honour.code][0].fault("collective_twin", message)

    def _known(self, codes: Sequence[str], book: LawBook, place: str) -> None:
        fields, key = self.places[place]
        for code in codes:
            if code not in book.catalogue:
                fields.fault(key, f"Không có danh hiệu, hình thức “{code}” trong law/honours.")


def _same_subject(one: object, other: object) -> bool:
    """Versions written for different kinds of nominee run side by side."""
    if isinstance(one, Version) and isinstance(other, Version) and one.subjects and other.subjects:
        return bool(set(one.subjects) & set(other.subjects))
    return True


def _nodes(node: Node | None) -> Iterator[Node]:
    if node is None:
        return
    yield node
    if isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from _nodes(part)


__all__ = ["SECTIONS", "digest", "load", "read"]
