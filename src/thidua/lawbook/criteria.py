"""YAML under `requires` → a tree of criteria: `all`, `any`, named checks with typed parameters."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args, get_origin

from thidua.lawbook.checks import CHECKS, Check
from thidua.lawbook.checks.devotion import Band
from thidua.lawbook.citations import Citation
from thidua.lawbook.facts import GROUPS, LEAVES, POSTS
from thidua.lawbook.fields import Fields
from thidua.lawbook.rules import AllOf, AnyOf, Basis, Criterion, Instrument, Node, StandardOf, Unread

# Parameters whose words come from a closed list that a type cannot say in one place.
_CLOSED: Mapping[str, tuple[str, ...]] = {"groups": GROUPS, "leave": LEAVES, "leave_counts": LEAVES}

_DECIDES = "“decides” chỉ dùng cho căn cứ chưa kiểm chứng và phải kèm “why”."


@dataclass
class Criteria:
    """Reads the criteria of one version that begins on `start` and rests on `basis`."""

    instruments: Mapping[str, Instrument]
    criterion_labels: Mapping[str, str]
    start: date
    basis: Basis
    hold: bool = False
    ids: set[str] = dataclasses.field(default_factory=set)

    def node(self, fields: Fields) -> Node | None:
        if "all" in fields.data or "any" in fields.data:
            return self._group(fields)
        if fields.data.get("text") == "unread":
            return self._unread(fields)
        if fields.data.get("check") == "meets_standard_of":
            return self._standard(fields)
        return self._criterion(fields)

    def _id(self, fields: Fields) -> str:
        name = fields.need("id", str, "?")
        if name in self.ids:
            fields.fault("id", f"Mã tiêu chuẩn “{name}” dùng hai lần trong một phiên bản.")
        self.ids.add(name)
        return name

    def _group(self, fields: Fields) -> Node | None:
        key = "all" if "all" in fields.data else "any"
        label = fields.get("label", str, "Tất cả" if key == "all" else "Một trong")
        name = fields.get("id", str, key)
        parts = tuple(node for item in fields.items(key) if (node := self.node(item)))
        fields.finish()
        if not parts:
            fields.fault(key, f"“{key}” phải có ít nhất một tiêu chuẩn.")
            return None
        return AllOf(name, label, parts) if key == "all" else AnyOf(name, label, parts)

    def _standard(self, fields: Fields) -> Node:
        fields.get("check", str, "")
        made = StandardOf(
            id=self._id(fields),
            label=fields.get("label", str, "Đạt tiêu chuẩn của danh hiệu khác"),
            honour=fields.need("honour", str, ""),
            or_title=fields.get("or_title", bool, False),
        )
        fields.finish()
        return made

    def _unread(self, fields: Fields) -> Node:
        """An alternative whose text nobody has read."""
        fields.get("text", str, "")
        basis = read_basis(fields, self.instruments, self.start) if "basis" in fields.data else self.basis
        if not basis.unverified:
            fields.fault("text", "Phần chưa đọc phải có căn cứ ghi status: unverified.")
        made = Unread(self._id(fields), fields.need("label", str, ""), basis)
        fields.finish()
        return made

    def _criterion(self, fields: Fields) -> Node | None:
        name = self._id(fields)
        word = fields.need("check", str, "")
        kind = CHECKS.get(word)
        if kind is None:
            if word:
                fields.fault("check", f"Không có phép kiểm tra “{word}”.")
            return None
        bases = read_bases(fields, self.instruments, self.start) if "basis" in fields.data else (self.basis,)
        check = self._check(fields, kind, name)
        key = kind.key or name
        label = fields.get("label", str, self.criterion_labels.get(key, ""))
        if not label or key not in self.criterion_labels:
            fields.fault("id", f"Tiêu chuẩn “{key}” chưa có tên trong terms.yaml, mục criterion.")
        decides, why = fields.get("decides", bool, False), fields.get("why", str, "")
        if decides and not (any(basis.unverified for basis in bases) and why):
            fields.fault("decides", _DECIDES)
        hold = fields.get("hold", bool, False) or self.hold
        fields.finish()
        if check is None:
            return None
        return Criterion(name, label, check, key, bases, hold, decides, why)

    def _check(self, fields: Fields, kind: type[Check], name: str) -> Check | None:
        hints = typing.get_type_hints(kind)
        given: dict[str, Any] = {}
        sound = True
        for parameter in dataclasses.fields(kind):
            if parameter.name == "criterion" and "criterion" not in fields.data:
                given["criterion"] = name
                continue
            fields.seen.add(parameter.name)
            if parameter.name not in fields.data:
                if parameter.default is dataclasses.MISSING:
                    fields.fault("check", f"Phép kiểm tra “{kind.name}” thiếu tham số “{parameter.name}”.")
                    sound = False
                continue
            value = fields.data[parameter.name]
            if hints[parameter.name] == tuple[Band, ...]:
                given[parameter.name] = _bands(fields, parameter.name)
                continue
            if not _fits(value, hints[parameter.name], _CLOSED.get(parameter.name)):
                fields.fault(
                    parameter.name, f"Tham số “{parameter.name}” có giá trị không hợp lệ: {value!r}."
                )
                sound = False
            given[parameter.name] = tuple(value) if isinstance(value, list) else value
        return kind(**given) if sound else None


def _bands(fields: Fields, name: str) -> tuple[Band, ...]:
    made = []
    for inner in fields.items(name):
        years = inner.need("from_years", int, 1), inner.get("below_years", int, 0)
        made.append(Band(inner.one_of("post", POSTS, POSTS[0]), *years))
        inner.finish()
        if years[1] and years[1] <= years[0]:
            inner.fault("below_years", "Khung thời gian giữ chức vụ phải có mức trên lớn hơn mức dưới.")
    if not made:
        fields.fault(name, f"Tham số “{name}” phải có ít nhất một khung thời gian.")
    return tuple(made)


def _fits(value: object, hint: Any, closed: tuple[str, ...] | None) -> bool:
    """True when a YAML value is of the type a check's parameter asks for."""
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) is tuple:
        return (
            isinstance(value, list)
            and bool(value)
            and all(isinstance(word, str) and (closed is None or word in closed) for word in value)
        )
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    return isinstance(value, hint)


def read_bases(fields: Fields, instruments: Mapping[str, Instrument], start: date) -> tuple[Basis, ...]:
    """One basis, or a list of dated ones: a rule that moved from one instrument to the next unchanged."""
    if not isinstance(fields.data.get("basis"), list):
        return (read_basis(fields, instruments, start),)
    made: list[Basis] = []
    for inner in fields.items("basis"):
        since = inner.need("from", date, start)
        if since < start or (made and since <= made[-1].since):
            inner.fault("from", "Các căn cứ phải xếp theo ngày tăng dần, từ ngày hiệu lực của phiên bản.")
        decides, why = inner.get("decides", bool, False), inner.get("why", str, "")
        basis = _basis(inner, instruments, since)
        if decides and not (basis.unverified and why):
            inner.fault("decides", _DECIDES)
        made.append(dataclasses.replace(basis, since=since, decides=decides))
    if not made or made[0].since != start:
        fields.fault("basis", "Căn cứ đầu tiên phải bắt đầu cùng ngày với phiên bản.")
        return (Basis(Citation("?"), unverified=True),)
    return tuple(made)


def read_basis(fields: Fields, instruments: Mapping[str, Instrument], start: date) -> Basis:
    """`basis: {instrument, article, clause, point, status}` of a rule that begins on `start`."""
    inner = fields.mapping("basis")
    if inner is None:
        fields.fault("basis", "Thiếu căn cứ (basis).")
        return Basis(Citation("?"), unverified=True)
    return _basis(inner, instruments, start)


def _basis(inner: Fields, instruments: Mapping[str, Instrument], start: date) -> Basis:
    nothing = Basis(Citation("?"), unverified=True)
    number = inner.need("instrument", str, "?")
    made = Citation(
        instrument=number,
        article=inner.get("article", int, 0),
        clause=inner.get("clause", int, 0),
        point=inner.get("point", str, ""),
    )
    unverified = (
        "status" in inner.data and inner.one_of("status", ("unverified",), "unverified") == "unverified"
    )
    inner.finish()
    instrument = instruments.get(number)
    if instrument is None:
        inner.fault("instrument", f"Văn bản “{number}” không có trong law/instruments.")
        return nothing
    if (made.clause and not made.article) or (made.point and not made.clause):
        inner.fault("instrument", f"Trích dẫn không đủ bậc điều, khoản, điểm: {made}.")
    if not made.article and not unverified:
        inner.fault("instrument", "Căn cứ không nêu điều thì phải ghi status: unverified.")
    check_in_force(inner, instrument, instruments, start)
    return Basis(made, unverified or instrument.unverified)


def check_in_force(
    inner: Fields, instrument: Instrument, instruments: Mapping[str, Instrument], start: date
) -> None:
    """The instrument was in force on the day a rule that rests on it begins."""
    ended = instruments.get(instrument.repealed_by)
    if start < instrument.start:
        inner.fault("instrument", f"Văn bản {instrument.number} chưa có hiệu lực ngày {start.isoformat()}.")
    elif ended and start >= ended.start:
        inner.fault("instrument", f"Văn bản {instrument.number} đã hết hiệu lực ngày {start.isoformat()}.")


def unread(basis: Basis) -> Node:
    """The only criterion of a version whose text nobody has read."""
    return Unread("text_unread", "Văn bản chưa đọc được", basis)
