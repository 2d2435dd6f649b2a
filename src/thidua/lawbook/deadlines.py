"""Terms: what has to be done until when, in working days or on a day of the year."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from thidua.kernel.days import after_working_days
from thidua.kernel.numbers import day
from thidua.lawbook.fields import Fields
from thidua.lawbook.rules import Basis, Honour, Instrument, at
from thidua.lawbook.source import NEVER, Source, spoken

_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})")


@dataclass(frozen=True)
class End:
    """A term ends `working_days` after its event, or, when that is 0, on day.month `years` after its year."""

    event: str
    working_days: int = 0
    years: int = 0
    month: int = 12
    day: int = 31

    def on(self, event: date, holidays: Collection[date]) -> date:
        if self.working_days:
            return after_working_days(event, self.working_days, holidays)
        return date(event.year + self.years, self.month, self.day)

    def words(self, labels: Mapping[str, str]) -> str:
        """When the term ends, whatever the day of its event."""
        if self.working_days:
            return f"{self.working_days} ngày làm việc sau {labels[self.event]}"
        year = {0: "của năm có", 1: "của năm sau năm có"}.get(
            self.years, f"của năm thứ {self.years} sau năm có"
        )
        return f"ngày {self.day:02d}/{self.month:02d} {year} {labels[self.event]}"


@dataclass(frozen=True)
class Ends:
    """The ends of a term from a day on."""

    start: date
    basis: Basis
    ends: tuple[End, ...]


@dataclass(frozen=True)
class Deadline:
    """A term of some honours, or of all honours of one level."""

    id: str
    name: str
    honours: tuple[str, ...]
    level: str
    versions: tuple[Ends, ...]

    def of(self, honour: Honour) -> bool:
        return honour.code in self.honours or honour.level == self.level


@dataclass(frozen=True)
class Due:
    """One term that runs: its last day, and the sentence that says how it came about."""

    id: str
    name: str
    due_on: date
    sentence: str
    cite: str
    unverified: bool = False


@dataclass(frozen=True)
class Calendar:
    """The terms of the law with the words to explain them; `holidays` are public holidays nobody works on."""

    deadlines: tuple[Deadline, ...]
    labels: Mapping[str, str]
    instruments: Mapping[str, Instrument]
    holidays: Collection[date] = field(default=())

    def terms(self, honour: Honour, on: date) -> tuple[tuple[Deadline, Ends], ...]:
        """The terms of an honour under the law of the day, as they are listed."""
        running = ((one, at(one.versions, on)) for one in self.deadlines if one.of(honour))
        return tuple((one, version) for one, version in running if version)

    def due(self, honour: Honour, events: Mapping[str, date], on: date) -> tuple[Due, ...]:
        """Terms that the events start under the law of the day `on`, the nearest first. Raises KeyError for an
        event the terms do not name."""
        for event in events:
            self.labels[event]
        found = []
        for one, version in self.terms(honour, on):
            running = [end for end in version.ends if end.event in events]
            if running:
                found.append(self._due(one, version, running, events))
        return tuple(sorted(found, key=lambda due: (due.due_on, due.id)))

    def _due(self, one: Deadline, version: Ends, running: list[End], events: Mapping[str, date]) -> Due:
        days = [(end.on(events[end.event], self.holidays), end) for end in running]
        due_on, first = min(days, key=lambda pair: pair[0])
        told = [
            f"{one.name} {day(due_on)}: {self._why(first, events)} ({spoken(version.basis, self.instruments)})."
        ]
        told += [
            f"Tính theo {self.labels[end.event]} thì đến {day(later)}; lấy ngày sớm hơn."
            for later, end in days
            if later != due_on
        ]
        return Due(
            one.id, one.name, due_on, " ".join(told), str(version.basis.citation), version.basis.unverified
        )

    def _why(self, end: End, events: Mapping[str, date]) -> str:
        started = f"{self.labels[end.event]} {day(events[end.event])}"
        if not end.working_days:
            return f"theo {started}"
        without = "" if self.holidays else ", chưa trừ ngày nghỉ lễ"
        return f"{end.working_days} ngày làm việc sau {started}{without}"


def read(source: Source) -> tuple[Deadline, ...]:
    """`deadlines.yaml`, and that of the local pack where it has one."""
    made: dict[str, Deadline] = {}
    for fields in source.files("deadlines.yaml"):
        for inner in fields.items("deadlines"):
            one = _deadline(source, inner)
            if one.id in made:
                inner.fault("id", f"Thời hạn “{one.id}” khai báo hai lần.")
            made[one.id] = one
        fields.finish()
    return tuple(made.values())


def _deadline(source: Source, fields: Fields) -> Deadline:
    honours = fields.words("honours")
    source.honours(fields, honours, "honours")
    level = source.term(fields, "level", "level") if "level" in fields.data else ""
    if bool(honours) == bool(level):
        fields.fault("id", "Thời hạn ghi hoặc “honours” hoặc “level”.")
    kept: list[tuple[End, ...]] = [()]

    def version(inner: Fields) -> Ends:
        start = inner.need("from", date, NEVER)
        basis = source.basis(inner, start)
        kept.append(tuple(_end(source, one) for one in inner.items("ends")) or kept[-1])
        if not kept[-1]:
            inner.fault("ends", "Thời hạn chưa ghi kết thúc khi nào (ends).")
        return Ends(start, basis, kept[-1])

    made = Deadline(
        fields.need("id", str, "?"),
        fields.need("name", str, ""),
        honours,
        level,
        source.dated(fields, "versions", version),
    )
    fields.finish()
    return made


def _end(source: Source, fields: Fields) -> End:
    event = source.term(fields, "event", "event")
    if "working_days" in fields.data:
        count = fields.need("working_days", int, 1)
        if count < 1:
            fields.fault("working_days", "Số ngày làm việc phải từ 1 trở lên.")
        fields.finish()
        return End(event, working_days=max(count, 1))
    years, text = fields.get("years", int, 0), fields.need("day", str, "31.12")
    found = _DAY.fullmatch(text)
    fields.finish()
    try:
        # A day that not every year has is no day of the year.
        fixed = date(2023, int(found[2]), int(found[1])) if found else None
    except ValueError:
        fixed = None
    if fixed is None or not 0 <= years <= 10:
        fields.fault("day", 'Ngày kết thúc viết dạng "30.6" (ngày.tháng), “years” là số năm sau đó.')
        return End(event)
    return End(event, years=years, month=fixed.month, day=fixed.day)
