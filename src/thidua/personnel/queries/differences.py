"""Where two records of one person differ in themselves, and what contradicts so much that it must be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thidua.kernel.numbers import day
from thidua.registry.enums import Group, IdKind, Sex
from thidua.registry.models import Person

# What a merge can take from the merged record: the columns that go together, under one name.
TAKEN: dict[str, tuple[str, ...]] = {
    "full_name": ("full_name", "folded_name", "sort_key"),
    "born_on": ("born_on", "birth_year"),
    "sex": ("sex",),
    "started_on": ("started_on",),
    "group": ("group", "group_from"),
    "nationality": ("nationality",),
}
LABELS = {
    "full_name": "Họ và tên",
    "born_on": "Ngày sinh",
    "sex": "Giới tính",
    "started_on": "Bắt đầu công tác",
    "group": "Nhóm đối tượng",
    "nationality": "Quốc tịch",
}


@dataclass(frozen=True)
class Difference:
    """One thing both records tell, in words; empty where a record says nothing."""

    name: str
    label: str
    ours: str
    theirs: str


def told(person: Person, name: str) -> str:
    """What the record says, as a screen writes it."""
    value: Any = getattr(person, name)
    if name == "born_on" and value is None:
        return str(person.birth_year or "")
    if name in ("born_on", "started_on"):
        return day(value) if value else ""
    if name == "sex":
        return str(Sex(value).label) if value else ""
    if name == "group":
        return str(Group(value).label) if value else ""
    return str(value)


def differences(survivor: Person, merged: Person) -> list[Difference]:
    """What differs, and what only the merged record tells."""
    every = [Difference(n, label, told(survivor, n), told(merged, n)) for n, label in LABELS.items()]
    return [d for d in every if d.theirs and d.ours != d.theirs]


def contradictions(survivor: Person, merged: Person) -> list[str]:
    """What cannot be true of one person unless a paper is wrong; a merge wants a reason for it."""
    found = []
    if survivor.born_on and merged.born_on and survivor.born_on != merged.born_on:
        found.append(f"ngày sinh khác nhau: {day(survivor.born_on)} và {day(merged.born_on)}")
    elif survivor.birth_year and merged.birth_year and survivor.birth_year != merged.birth_year:
        found.append(f"năm sinh khác nhau: {survivor.birth_year} và {merged.birth_year}")
    if survivor.sex and merged.sex and survivor.sex != merged.sex:
        found.append("giới tính khác nhau")
    both = survivor.id_hash and merged.id_hash and survivor.id_hash != merged.id_hash
    if both and {survivor.id_kind, merged.id_kind} == {IdKind.CITIZEN}:
        found.append("hai số căn cước công dân khác nhau")
    return found
