"""Checks on titles over several years: chains, numbers within a window, titles next to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from thidua.lawbook.checks.kinds import MET, TO_ATTEST, Check, Label, Lack, Said, Seen, decide
from thidua.lawbook.checks.phrases import ADD_AWARDS, named, span
from thidua.lawbook.cohort import Bool, Cohort, Int8, Int16
from thidua.lawbook.years import (
    OLDEST,
    count,
    in_years,
    latest_age,
    listed,
    spoken_years,
    whole,
    window,
)


def papers(seen: Seen, code: str, years: Iterable[int], *, revoked: bool = False) -> tuple[str, ...]:
    """Decisions on record for a title in some years, as `2023: 12/QĐ-UBND`."""
    wanted = set(years)
    found = [
        f"{g.year}: {g.evidence}"
        for g in seen.facts.honours or ()
        if g.honour == code and g.year in wanted and g.revoked is revoked and g.evidence
    ]
    return tuple(sorted(found))


@dataclass(frozen=True)
class TitleChain(Check):
    """The title held, and not revoked, for each of the `years` that end with the review year."""

    title: str
    years: int
    name: ClassVar[str] = "title_chain"
    key: ClassVar[str] = "chain"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(~whole(cohort.held(self.title), window(self.years)), ~cohort.honours_known)

    def gap(self, cohort: Cohort, on: date) -> Int8:
        """Years from the last break on: a chain that broke begins anew."""
        wanting = np.full(len(cohort), self.years, np.int8)
        for years in range(1, self.years + 1):
            wanting[whole(cohort.held(self.title), window(years))] = self.years - years
        return wanting

    def breaks(self, label: Label) -> str:
        return f"Một năm không đạt {label(self.title)} thì phải tính lại từ đầu."

    def asks(self, label: Label) -> str:
        return f"Đạt {label(self.title)} {spoken_years(self.years)}."

    def say(self, seen: Seen) -> Said:
        title, wanted = seen.label(self.title), int(window(self.years))
        held = int(seen.cohort.held(self.title)[seen.row])
        there, period = listed(seen.year, held, wanted), span(seen.year, self.years)
        found = papers(seen, self.title, there)
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Chưa có dữ liệu về danh hiệu {title}; yêu cầu đạt liên tục {period}.", cure=ADD_AWARDS
            )
        if seen.outcome == MET:
            return Said(f"Liên tục đạt {title} {period}.", found)
        if not there:
            return Said(f"Chưa đạt {title} năm nào trong {period}; yêu cầu đạt liên tục.", found)
        missing = named(listed(seen.year, ~held & 0xFFFFFFFF, wanted))
        return Said(
            f"Mới đạt {title} {named(there)}, còn thiếu {missing}; yêu cầu đạt liên tục {period}.", found
        )


@dataclass(frozen=True)
class NoRevokedTitle(Check):
    """No title of the chain was revoked. It speaks only where one was, and names the article of revocation."""

    title: str
    years: int
    name: ClassVar[str] = "no_revoked_title"
    key: ClassVar[str] = "chain"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        revoked = cohort.revoked.get(self.title, np.zeros(len(cohort), np.uint32))
        return np.asarray(revoked & ~cohort.held(self.title) & window(self.years), np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(self.relevant(cohort, on), False)

    def asks(self, label: Label) -> str:
        return f"Không có {label(self.title)} nào bị hủy bỏ {in_years(self.years)}."

    def say(self, seen: Seen) -> Said:
        years = listed(seen.year, int(seen.cohort.revoked[self.title][seen.row]), int(window(self.years)))
        return Said(
            f"{seen.label(self.title)} {named(years)} đã bị hủy bỏ nên không được tính.",
            papers(seen, self.title, years, revoked=True),
        )


@dataclass(frozen=True)
class OldTitlesStand(Check):
    """Says that titles given under an earlier law still count; it never fails anybody."""

    titles: tuple[str, ...]
    before_year: int
    years: int
    name: ClassVar[str] = "old_titles_stand"
    key: ClassVar[str] = "chain"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        old = window(self.years) & ~window(max(cohort.year - self.before_year + 1, 1))
        if cohort.year < self.before_year:
            old = window(self.years)
        return np.asarray(
            np.logical_or.reduce([cohort.held(code) & old > 0 for code in self.titles]), np.bool_
        )

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(np.zeros(len(cohort), np.bool_), False)

    def asks(self, label: Label) -> str:
        titles = ", ".join(map(label, self.titles))
        return f"{titles} đã đạt trước ngày 01/01/{self.before_year} theo luật cũ vẫn được tính."

    def say(self, seen: Seen) -> Said:
        return Said(f"Danh hiệu đạt trước ngày 01/01/{self.before_year} theo luật trước vẫn được tính.")


@dataclass(frozen=True)
class TitleCount(Check):
    """The title held in at least `count` of the `years` that end with the review year, in any order."""

    title: str
    count: int
    years: int
    name: ClassVar[str] = "title_count"
    key: ClassVar[str] = "title_count"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        lacking = count(cohort.held(self.title), window(self.years)) < self.count
        return decide(lacking, ~cohort.honours_known)

    def gap(self, cohort: Cohort, on: date) -> Int8:
        there = count(cohort.held(self.title), window(self.years))
        return np.asarray(np.maximum(self.count - there, 0), np.int8)

    def asks(self, label: Label) -> str:
        return f"Đạt {label(self.title)} ít nhất {self.count} lần {in_years(self.years)}."

    def say(self, seen: Seen) -> Said:
        title, period = seen.label(self.title), span(seen.year, self.years)
        years = listed(seen.year, int(seen.cohort.held(self.title)[seen.row]), int(window(self.years)))
        found, need = papers(seen, self.title, years), f"yêu cầu ít nhất {self.count} lần"
        if seen.outcome == TO_ATTEST:
            return Said(f"Chưa có dữ liệu về danh hiệu {title} trong {period}; {need}.", cure=ADD_AWARDS)
        if not years:
            return Said(f"Trong {period} chưa đạt {title} lần nào; {need}.", found)
        there = f"{len(years)} lần đạt {title} ({named(years)})"
        if seen.outcome == MET:
            return Said(f"Trong {period} có {there}, đáp ứng {need}.", found)
        return Said(f"Trong {period} mới có {there}; {need}.", found)


@dataclass(frozen=True)
class AdjoiningTitles(Check):
    """Two titles whose counted years adjoin: the earlier one ends the year before the latest one begins. A title
    whose decision names no years is taken to count the `each` years that end with its own."""

    title: str
    each: int
    name: ClassVar[str] = "adjoining_titles"
    key: ClassVar[str] = "chain"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        held = cohort.held(self.title)
        before = self._before(cohort)
        there = np.zeros(len(cohort), np.bool_)
        for age in range(1, OLDEST):
            there |= (cohort.year - before == age) & (held >> np.uint32(age) & np.uint32(1) == 1)
        return decide(~there, ~cohort.honours_known)

    def gap(self, cohort: Cohort, on: date) -> Int8:
        """Titles wanting: without any both are."""
        return np.where(cohort.held(self.title) > 0, 1, 2).astype(np.int8)

    def _before(self, cohort: Cohort) -> Int16:
        """The year before the latest title's counted years begin, for those who hold one."""
        age = latest_age(cohort.held(self.title)).astype(np.int16)
        since = cohort.since.get(self.title, np.zeros(len(cohort), np.int16))
        first = np.where(since > 0, since, cohort.year - age - self.each + 1)
        return np.asarray(first - 1, np.int16)

    def asks(self, label: Label) -> str:
        title = label(self.title)
        return f"Đạt {title} 2 lần liên tục, mỗi lần tính thành tích {self.each} năm, hai lần liền kề nhau."

    def say(self, seen: Seen) -> Said:
        title = seen.label(self.title)
        given = [g for g in seen.facts.honours or () if g.honour == self.title and not g.revoked]
        years = sorted({g.year for g in given if g.year <= seen.year})
        need = "yêu cầu đạt hai lần liên tục, thành tích của hai lần liền kề nhau"
        found = papers(seen, self.title, years)
        if seen.outcome == TO_ATTEST:
            return Said(f"Chưa có dữ liệu về danh hiệu {title}; {need}.", cure=ADD_AWARDS)
        if seen.outcome == MET:
            return Said(f"Đã hai lần liên tục đạt {title} ({named(years[-2:])}).", found)
        if not years:
            return Said(f"Chưa đạt {title} lần nào; {need}.", found)
        return Said(f"Đã đạt {title} {named(years)} nhưng chưa đủ hai lần liên tục; {need}.", found)


@dataclass(frozen=True)
class SubmittedInTime(Check):
    """The dossier arrives not later than the end of the year next to the last title. Whether the year next to
    its decision or to its achievement year is meant is open: between the two a person decides."""

    title: str
    name: ClassVar[str] = "submitted_in_time"
    key: ClassVar[str] = "deadline"
    lack: ClassVar[Lack] = "finding"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.asarray(cohort.held(self.title) > 0, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        year = cohort.year - latest_age(cohort.held(self.title)).astype(np.int32)
        decided = cohort.decided.get(self.title, np.zeros(len(cohort), np.int16)).astype(np.int32)
        late = on.year > np.maximum(year, decided) + 1
        return decide(late, ~late & (on.year > year + 1))

    def asks(self, label: Label) -> str:
        return f"Hồ sơ gửi trong năm liền kề với năm đạt {label(self.title)} lần gần nhất."

    def say(self, seen: Seen) -> Said:
        year = seen.year - int(latest_age(seen.cohort.held(self.title))[seen.row])
        found = papers(seen, self.title, [year])
        last = f"lần đạt {seen.label(self.title)} gần nhất (năm {year})"
        if seen.outcome == MET:
            return Said(f"Hồ sơ gửi đúng hạn, trong năm liền kề với {last}.", found)
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Hồ sơ phải gửi trong năm liền kề với {last}; chưa rõ tính theo năm thành tích hay năm ký quyết "
                "định.",
                found,
                "Đề nghị người có thẩm quyền xác định năm liền kề.",
            )
        return Said(f"Hồ sơ gửi quá hạn; hạn là hết năm liền kề với {last}.", found)


CHECKS: tuple[type[Check], ...] = (
    TitleChain,
    NoRevokedTitle,
    OldTitlesStand,
    TitleCount,
    AdjoiningTitles,
    SubmittedInTime,
)
