"""The law's folder → a lawbook, with every fault of every file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal, cast

from thidua.lawbook import packs
from thidua.lawbook.book import LawBook
from thidua.lawbook.citations import parse
from thidua.lawbook.dated import NEVER, Entries, subjects_of
from thidua.lawbook.faults import Fault, LawFault
from thidua.lawbook.fields import Fields, open_fields
from thidua.lawbook.packs import Pack
from thidua.lawbook.practice import read_practice
from thidua.lawbook.rules import AllOf, AnyOf, Criterion, Honour, Instrument, Node, Rule, StandardOf, Version
from thidua.lawbook.source import Source

SECTIONS = (
    "outcome", "criterion", "reason", "grade", "subject", "group", "scope", "work", "level", "kind",
    "discipline", "pending", "leave", "post", "decider", "base", "tier", "event",
    "circumstance",
)  # fmt: skip
# What the law alone says of a national honour.
NATIONAL_ONLY = frozenset(
    {"name", "kind", "level", "subjects", "rank", "absorbs", "collective_twin", "versions"}
)

# Parameters of checks that hold codes of honours.
HONOURS_NAMED = ("honour", "title", "titles", "form", "closed_by", "lower", "yearly", "counted_for")


def load(path: Path, place: str | None = None) -> LawBook:
    """Read the law's folder with the pack of a place: the one of `place.yaml` when None, no pack when empty.
    Raises LawFault with every fault found."""
    book, faults = read(path, place)
    if book.place and book.place.template:
        faults.append(
            Fault(f"local/{book.place.place}/pack.yaml", 1, "Gói mẫu chỉ để chép, không dùng để xét.")
        )
    if faults:
        raise LawFault(faults)
    return book


def read(path: Path, place: str | None = None) -> tuple[LawBook, list[Fault]]:
    """Read what can be read and list what cannot. With faults the book must not be used to judge."""
    reader = _Reader(path)
    if not path.is_dir():
        reader.faults.append(Fault(".", 1, "Không có thư mục luật."))
    name = packs.chosen(path, reader.faults) if place is None else place
    reader.read_terms(name)
    book = LawBook(
        digest=digest(path, name),
        terms=reader.words,
        instruments=reader.read_instruments(),
        clerks_words=reader.wordings,
        catalogue=reader.catalogue(),
        rules=reader.shared_rules(),
        place=reader.pack,
    )
    reader.check_references(book)
    source = Source(path, reader.faults, book.instruments, book.terms, book.catalogue, name)
    book = replace(book, practice=read_practice(source))
    return book, sorted(reader.faults)


def digest(path: Path, place: str = "") -> str:
    """sha256 over names and bytes of the law's files, of the packs only that of the place; the cases test the
    law and are no part of it."""
    made = hashlib.sha256()
    for file in sorted(path.rglob("*.yaml")):
        name = file.relative_to(path)
        if name.parts[0] != "cases" and (name.parts[0] != "local" or name.parts[1] == place):
            content = file.read_bytes()
            made.update(f"{name.as_posix()}\0{len(content)}\0".encode() + content)
    return made.hexdigest()


@dataclass
class _Reader:
    path: Path
    pack: Pack | None = None
    faults: list[Fault] = field(default_factory=list)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    wordings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, tuple[Fields, str]] = field(default_factory=dict)

    @property
    def _entries(self) -> Entries:
        return Entries(self.instruments, self.words)

    def _file(self, file: Path) -> Fields | None:
        return open_fields(self.path, file, self.faults)

    def _folder(self, name: str) -> Iterator[tuple[str, str, Fields]]:
        """Files of a folder of the national law, then of the pack: the file's stem, its place, its fields."""
        place = self.pack.place if self.pack else ""
        local = [(place, self.path / "local" / place / name)] if place else []
        for where, folder in [("", self.path / name), *local]:
            for file in sorted(folder.glob("*.yaml")):
                fields = self._file(file)
                if fields:
                    yield file.stem, where, fields

    def read_terms(self, place: str) -> None:
        """The labels of the law, then those of the criteria only the pack of the place uses."""
        self._read_labels()
        known = self.words.setdefault("criterion", {})
        self.pack = packs.read_pack(self.path, place, known, self.faults) if place else None
        known |= self.pack.criterion if self.pack else {}

    def _read_labels(self) -> None:
        fields = self._file(self.path / "terms.yaml")
        if fields is None:
            return
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

    def read_instruments(self) -> dict[str, Instrument]:
        places: dict[str, Fields] = {}
        for _, _, fields in self._folder("instruments"):
            number = fields.need("number", str, "?")
            cited = parse(number)
            if cited is None or cited.article:
                fields.fault("number", f"Số, ký hiệu “{number}” không đúng dạng 06/2022/QH15.")
            if number in self.instruments:
                fields.fault("number", f"Văn bản {number} khai báo hai lần.")
            self.instruments[number] = Instrument(
                number=number,
                name=fields.need("name", str, ""),
                start=fields.need("from", date, NEVER),
                issued=fields.get("issued", date, NEVER) if "issued" in fields.data else None,
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
        for stem, place, fields in self._folder("honours"):
            code = fields.need("honour", str, "?")
            if code != stem:
                fields.fault("honour", f"Mã “{code}” phải trùng tên tệp “{stem}”.")
            if "wordings" in fields.data:
                self.wordings[code] = self.wordings.get(code, ()) + fields.words("wordings")
            fields.get("note", str, "")
            if code in made:
                made[code] = self._tightened(made[code], fields)
            else:
                made[code] = self._honour(code, place, fields)
            fields.finish()
        return made

    def _honour(self, code: str, place: str, fields: Fields) -> Honour:
        self.places[code] = (fields, "honour")
        self.places[f"{code} absorbs"] = (fields, "absorbs")
        entries = self._entries
        if place and fields.data.get("level") != "local":
            fields.fault("level", "Danh hiệu riêng của địa phương phải ghi level: local.")
        return Honour(
            code=code,
            name=fields.need("name", str, ""),
            kind=cast(Literal["title", "form"], fields.one_of("kind", ("title", "form"), "title")),
            level=cast(
                Literal["co_so", "bo_tinh", "nha_nuoc", "local"],
                fields.one_of("level", ("co_so", "bo_tinh", "nha_nuoc", "local"), "co_so"),
            ),
            subjects=subjects_of(fields),
            rank=fields.need("rank", int, 0),
            absorbs=fields.words("absorbs"),
            collective_twin=fields.get("collective_twin", str, ""),
            versions=entries.dated(fields, "versions", entries.version),
            quotas=entries.quotas_of(fields),
            votes=entries.votes_of(fields),
            deciders=entries.deciders_of(fields),
            place=place,
        )

    def _tightened(self, national: Honour, fields: Fields) -> Honour:
        """A national honour as a pack completes it: its own caps, votes and deciders, never looser ones."""
        entries = self._entries
        for key in fields.data:
            if key in NATIONAL_ONLY:
                fields.seen.add(key)
                fields.fault(
                    key,
                    f"Gói địa phương không định nghĩa lại “{key}” của danh hiệu toàn quốc; "
                    "tiêu chuẩn chặt hơn ghi thành quy tắc trong rules.",
                )
        quotas, votes = entries.quotas_of(fields), entries.votes_of(fields)
        deciders = entries.deciders_of(fields)
        found = {
            "quotas": packs.looser(national.quotas, quotas),
            "votes": packs.looser(national.votes, votes),
            "deciders": packs.looser(national.deciders, deciders),
        }
        for key, faults in found.items():
            for place, why in faults:
                fields.items(key)[place].fault("from", why)
        return replace(
            national,
            quotas=packs.overlay(national.quotas, quotas),
            votes=packs.overlay(national.votes, votes),
            deciders=packs.overlay(national.deciders, deciders),
        )

    def shared_rules(self) -> tuple[Rule, ...]:
        made: list[Rule] = []
        for stem, place, fields in self._folder("rules"):
            name = fields.need("rule", str, "?")
            if name != stem:
                fields.fault("rule", f"Mã “{name}” phải trùng tên tệp “{stem}”.")
            if any(name == rule.id for rule in made):
                fields.fault("rule", f"Quy tắc “{name}” đã có trong luật toàn quốc.")
            made.append(self._rule(name, place, fields))
            fields.get("note", str, "")
            fields.finish()
        return tuple(made)

    def _rule(self, name: str, place: str, fields: Fields) -> Rule:
        hold = fields.one_of("effect", ("bar", "hold"), "bar") == "hold"
        honours = fields.words("honours", required=True)
        self.places[f"rule {name}"] = (fields, "honours")
        entries = self._entries

        def version(inner: Fields) -> Version:
            return entries.version(inner, hold=hold)

        return Rule(
            name,
            fields.need("name", str, ""),
            honours,
            entries.dated(fields, "versions", version),
            place,
            fields.words("except"),
            fields.get("general", bool, "all" in honours),
        )

    def check_references(self, book: LawBook) -> None:
        """Codes of honours named anywhere exist in the catalogue."""
        for rule in book.rules:
            named = [code for code in (*rule.honours, *rule.but) if code != "all"]
            named += [code for version in rule.versions for code in _named(version.requires)]
            self._known(named, book, f"rule {rule.id}")
        for code in self.wordings:
            if f"wordings {code}" in self.places:
                self._known((code,), book, f"wordings {code}")
        for code, honour in book.catalogue.items():
            self._known(honour.absorbs, book, f"{code} absorbs")
            self._twin(honour, book)
            self._known([c for version in honour.versions for c in _named(version.requires)], book, code)

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


def _named(node: Node | None) -> Iterator[str]:
    """Codes of the honours that a tree of criteria names."""
    match node:
        case StandardOf():
            yield node.honour
        case Criterion():
            for parameter in HONOURS_NAMED:
                value = getattr(node.check, parameter, ())
                yield from filter(None, (value,) if isinstance(value, str) else value)
        case AllOf() | AnyOf():
            for part in node.parts:
                yield from _named(part)


__all__ = ["SECTIONS", "digest", "load", "read"]
