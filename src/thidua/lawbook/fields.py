"""Typed reading of one YAML mapping: what is missing, unknown or of the wrong kind becomes a fault."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from thidua.lawbook.faults import Fault
from thidua.lawbook.located import Mapped, read_yaml

T = TypeVar("T")

# An end is a later version or `repealed`: two places that say when a rule ends would one day disagree.
TYPED_ENDS = frozenset({"to", "until", "end", "expires", "effective_to"})
_KINDS = {
    str: "chữ",
    int: "số nguyên",
    bool: "true hoặc false",
    date: "ngày (năm-tháng-ngày)",
    list: "danh sách",
}


@dataclass
class Fields:
    """One mapping of one file. Every getter reports its fault and returns a harmless value, so that reading
    goes on and all faults of a file are shown together."""

    file: str
    data: Mapped
    faults: list[Fault]
    seen: set[str] = field(default_factory=set)

    def fault(self, key: str, message: str) -> None:
        self.faults.append(Fault(self.file, self.data.line_of(key), message))

    def inner(self, data: Mapped) -> Fields:
        return Fields(self.file, data, self.faults)

    def get(self, key: str, kind: type[T], default: T) -> T:
        """Value of an optional key."""
        self.seen.add(key)
        value = self.data.get(key)
        if value is None and key not in self.data:
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(key, f"Khóa “{key}” phải là {_KINDS.get(kind, kind.__name__)}.")
            return default
        return value

    def need(self, key: str, kind: type[T], default: T) -> T:
        """Value of a required key."""
        if key not in self.data:
            self.seen.add(key)
            self.fault(key, f"Thiếu khóa “{key}”.")
            return default
        return self.get(key, kind, default)

    def one_of(self, key: str, allowed: Collection[str], default: str) -> str:
        value = self.need(key, str, default)
        if value not in allowed:
            self.fault(key, f"Giá trị “{value}” của “{key}” không có trong: {', '.join(allowed)}.")
            return default
        return value

    def words(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of strings."""
        value: list[Any] = self.need(key, list, []) if required else self.get(key, list, [])
        if not all(isinstance(word, str) for word in value):
            self.fault(key, f"Khóa “{key}” phải là danh sách chữ.")
            return ()
        return tuple(value)

    def items(self, key: str) -> list[Fields]:
        """A list of mappings."""
        value: list[Any] = self.get(key, list, [])
        wrong = [item for item in value if not isinstance(item, Mapped)]
        if wrong:
            self.fault(key, f"Mỗi mục của “{key}” phải là một bảng khóa: giá trị.")
        return [self.inner(item) for item in value if isinstance(item, Mapped)]

    def mapping(self, key: str) -> Fields | None:
        """An optional mapping."""
        self.seen.add(key)
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapped):
            self.fault(key, f"Khóa “{key}” phải là một bảng khóa: giá trị.")
            return None
        return self.inner(value)

    def part(self, key: str) -> Fields:
        """A required mapping. Of a missing one nothing more is told than that it is missing."""
        inner = self.mapping(key)
        if inner is not None:
            return inner
        if key not in self.data:
            self.fault(key, f"Thiếu khóa “{key}”.")
        nothing = Mapped()
        nothing.lines = {}
        return Fields(self.file, nothing, [])

    def finish(self) -> None:
        """Report keys nobody asked for."""
        for key in self.data:
            if key in TYPED_ENDS:
                self.fault(
                    key, f"Không ghi ngày hết hiệu lực (“{key}”); thêm phiên bản sau hoặc repealed: true."
                )
            elif key not in self.seen:
                self.fault(str(key), f"Khóa lạ “{key}”.")


def open_fields(law: Path, file: Path, faults: list[Fault]) -> Fields | None:
    """One file of the law's folder; None with a fault when it is missing or not readable."""
    name = file.relative_to(law).as_posix()
    content = read_yaml(file, name) if file.is_file() else Fault(name, 1, "Thiếu tệp.")
    if isinstance(content, Fault):
        faults.append(content)
        return None
    return Fields(name, content, faults)
