"""Local packs: what one province adds to the national law. A pack adds and tightens, it never loosens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from thidua.lawbook.faults import Fault
from thidua.lawbook.fields import open_fields
from thidua.lawbook.rules import Deciders, Quota, Vote, at

OPEN = date(9999, 12, 31)
MAJORITY = 51  # percent: what the law asks where it names no share
E = TypeVar("E", Quota, Vote, Deciders)


@dataclass(frozen=True)
class Pack:
    """A folder of `law/local`. A template is for copying and is never loaded. `criterion` are the labels of
    criteria that only this pack uses."""

    place: str
    name: str
    province: str
    template: bool
    criterion: Mapping[str, str]
    note: str = ""


def places(law: Path) -> list[str]:
    """The packs there are, templates as well."""
    return sorted(file.parent.name for file in (law / "local").glob("*/pack.yaml"))


def chosen(law: Path, faults: list[Fault]) -> str:
    """The place named in `place.yaml`: the one whose pack is loaded when nobody asks for another."""
    fields = open_fields(law, law / "place.yaml", faults)
    if fields is None:
        return ""
    place = fields.need("place", str, "")
    fields.finish()
    if place and place not in places(law):
        fields.fault("place", _unknown(law, place))
        return ""
    return place


def read_pack(law: Path, place: str, known: Mapping[str, str], faults: list[Fault]) -> Pack | None:
    """The pack of a place; None with a fault when there is none. `known` are criteria that have their label."""
    if place not in places(law):
        faults.append(Fault(f"local/{place}", 1, _unknown(law, place)))
        return None
    fields = open_fields(law, law / "local" / place / "pack.yaml", faults)
    if fields is None:
        return None
    if fields.need("place", str, place) != place:
        fields.fault("place", f"“place” phải trùng tên thư mục “{place}”.")
    labels = fields.mapping("criterion")
    for word in labels.data if labels else ():
        if word in known and labels:
            labels.fault(word, f"Tiêu chuẩn “{word}” đã có tên trong terms.yaml.")
    pack = Pack(
        place=place,
        name=fields.need("name", str, ""),
        province=fields.need("province", str, ""),
        template=fields.get("template", bool, False),
        criterion={word: labels.need(word, str, "") for word in labels.data} if labels else {},
        note=fields.get("note", str, ""),
    )
    fields.finish()
    return pack


def _unknown(law: Path, place: str) -> str:
    return f"Không có gói “{place}” trong law/local; đang có: {', '.join(places(law))}."


def overlay(national: Sequence[E], local: Sequence[E]) -> tuple[E, ...]:
    """One timeline: the local entry on its days, the national one on the others."""
    made = []
    for start in sorted({one.start for one in (*national, *local)}):
        own, law = at(local, start), at(national, start)
        entry = own if own and own.binds else law
        if entry:
            made.append(replace(entry, start=start))
    return tuple(made)


def _spans(entries: Sequence[E]) -> list[tuple[E, date]]:
    """Each entry with the day the next one takes over."""
    return list(zip(entries, [*(one.start for one in entries[1:]), OPEN][: len(entries)], strict=True))


def looser(national: Sequence[E], local: Sequence[E]) -> Iterator[tuple[int, str]]:
    """Local entries that allow what the law forbids on some day: their place in the list and why."""
    for place, (own, end) in enumerate(_spans(local)):
        laws = [law for law, until in _spans(national) if law.binds and law.start < end and own.start < until]
        whys = {_why(law, own) for law in laws} | {_below_majority(own)} if own.binds else set()
        for why in sorted(whys - {""}):
            yield place, why


def _why(law: E, own: E) -> str:
    match law, own:
        case Quota(), Quota():
            return _quota(law, own)
        case Vote(percent=int(need)), Vote(percent=int(percent)) if percent < need:
            return f"Số phiếu của địa phương ({percent} %) thấp hơn mức của luật ({need} %)."
        case Deciders(), Deciders():
            more = [who for who in own.who if who not in law.who]
            return f"Luật không giao thẩm quyền cho: {', '.join(more)}." if more else ""
    return ""


def _quota(law: Quota, own: Quota) -> str:
    if law.of != own.of:
        return "Giới hạn của địa phương phải tính theo cùng căn cứ với giới hạn của luật."
    limit, most = (own.percent or own.places or 0), (law.percent or law.places or 0)
    return f"Giới hạn của địa phương ({limit}) cao hơn mức của luật ({most})." if limit > most else ""


def _below_majority(own: Quota | Vote | Deciders) -> str:
    if isinstance(own, Vote) and own.percent is not None and own.percent < MAJORITY:
        return "Số phiếu của địa phương phải quá nửa tổng số thành viên."
    return ""
