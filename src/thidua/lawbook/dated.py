"""Dated entries of one file of the law: versions of criteria, quotas, votes, deciders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from thidua.lawbook.criteria import Criteria, read_basis, unread
from thidua.lawbook.facts import Subject
from thidua.lawbook.fields import Fields
from thidua.lawbook.rules import Basis, Deciders, Instrument, Quota, Version, Vote

NEVER = date(9999, 12, 31)
M = TypeVar("M", Version, Quota, Vote, Deciders)


@dataclass(frozen=True)
class Entries:
    """Reads dated entries with the instruments and terms read before."""

    instruments: Mapping[str, Instrument]
    words: Mapping[str, Mapping[str, str]]

    def dated(self, fields: Fields, key: str, make: Callable[[Fields], M]) -> tuple[M, ...]:
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
        start = inner.need("from", date, NEVER)
        return start, read_basis(inner, self.instruments, start), inner.get("repealed", bool, False)

    def version(self, inner: Fields, *, hold: bool = False) -> Version:
        start, basis, repealed = self._start(inner)
        subjects = subjects_of(inner, "for") if "for" in inner.data else ()
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

    def quota(self, inner: Fields) -> Quota:
        start, basis, repealed = self._start(inner)
        if "places" in inner.data:
            return Quota(start, None, "", basis, inner.need("places", int, 0))
        of = inner.get("of", str, "") if repealed else inner.one_of("of", self.words.get("base", {}), "")
        return Quota(start, self._percent(inner, repealed), of, basis)

    def vote(self, inner: Fields) -> Vote:
        start, basis, repealed = self._start(inner)
        return Vote(start, self._percent(inner, repealed), basis)

    def quotas_of(self, fields: Fields) -> tuple[Quota, ...]:
        return self.dated(fields, "quotas", self.quota)

    def votes_of(self, fields: Fields) -> tuple[Vote, ...]:
        return self.dated(fields, "votes", self.vote)

    def deciders_of(self, fields: Fields) -> tuple[Deciders, ...]:
        return self.dated(fields, "deciders", self.deciders)

    def deciders(self, inner: Fields) -> Deciders:
        start, basis, _ = self._start(inner)
        who = inner.words("who", required=True)
        for code in who:
            if code not in self.words.get("decider", {}):
                inner.fault("who", f"Người quyết định “{code}” chưa có tên trong terms.yaml, mục decider.")
        return Deciders(start, who, basis)


def subjects_of(fields: Fields, key: str = "subjects") -> tuple[Subject, ...]:
    words = fields.words(key, required=True)
    for word in words:
        if word not in ("person", "collective", "household"):
            fields.fault(key, f"Không có loại đối tượng “{word}”.")
    return cast(tuple[Subject, ...], words)


def _same_subject(one: object, other: object) -> bool:
    """Versions written for different kinds of nominee run side by side."""
    if isinstance(one, Version) and isinstance(other, Version) and one.subjects and other.subjects:
        return bool(set(one.subjects) & set(other.subjects))
    return True
