"""A season run unattended. Every step is a transaction that takes up what the one before left, so that a
run that was killed goes on where it stopped, and a run that succeeded finds nothing to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction

from thidua.audit.actions import seal
from thidua.councils.actions import record_tally, set_up
from thidua.councils.imports import read_tally
from thidua.councils.records import Votes
from thidua.decisions.actions import issue, record_higher
from thidua.decisions.imports import gather
from thidua.decisions.queries import signing_doubt
from thidua.eligibility.actions import attest
from thidua.eligibility.queries.law import law_book
from thidua.kernel.issues import InputFault, Issue
from thidua.movements.models import Season
from thidua.nominations.actions import answer, apply_caps, appraise, identify
from thidua.nominations.enums import NomineeKind, State
from thidua.ops.season.desk import Desk
from thidua.ops.season.folder import FolderReader, SeasonFolder
from thidua.ops.season.intake import take_in
from thidua.registry.queries.matching import PersonIndex
from thidua.registry.queries.units import unit_index

# The key of the lock that keeps two runs of one database apart.
_LOCK = 7_312_023
_LOCK_PATIENCE_SECONDS = 60


@dataclass
class Run:
    """A finished run: the season, what to warn of, and seconds by step."""

    season: Season
    warnings: list[str]
    timings: dict[str, float] = field(default_factory=dict)


class SeasonRun:
    """One run of one folder on the configured database."""

    def __init__(self, folder: Path, *, keep_going: bool, say: Callable[[str], None]) -> None:
        self.folder, self.keep_going, self.say = folder, keep_going, say
        self.timings: dict[str, float] = {}
        self.warnings: list[str] = []

    def read(self) -> SeasonFolder:
        """Read the folder; the database is not needed. Raises InputFault."""
        with self._timed("import"):
            reader = FolderReader(self.folder, law_book(), keep_going=self.keep_going, say=self.say)
            return reader.read()

    def run(self, held: SeasonFolder) -> Run:
        """Take the folder from intake to ledger. Raises InputFault or Refused, and nothing was written."""
        with only_run():
            season, desk = self._up_to_council(held)
            with self._timed("decide"):
                self._decide(season, desk, held)
                seal()
        return Run(season, self.warnings, self.timings)

    @transaction.atomic
    def _up_to_council(self, held: SeasonFolder) -> tuple[Season, Desk]:
        """Intake, judgement and tally together: an answer or a vote that fits nothing shows only here."""
        with self._timed("import"):
            self.say("Nhập danh bạ, lịch sử và danh sách …")
            season, desk, warned = take_in(held, keep_going=self.keep_going)
            self.warnings += [*map(str, held.passed_over), *warned]
            self.warnings += [str(i) for one in held.lists for i in one.draft.issues]
        with self._timed("judge"):
            self._judge(season, desk, held)
        with self._timed("decide"):
            self._council(season, desk, held)
        return season, desk

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.timings[step] = self.timings.get(step, 0.0) + time.perf_counter() - start

    def _judge(self, season: Season, desk: Desk, held: SeasonFolder) -> None:
        frame = held.frame
        people = PersonIndex()
        units = unit_index(place=season.place, province=season.province, on=season.received_until)
        attest(actor=desk.office, season=season, findings=frame.findings)
        self.say("Nhận diện cá nhân, tập thể …")
        identify(actor=desk.office, season=season, people=people, units=units)
        answer(actor=desk.office, season=season, answers=held.answers, people=people)
        self.say("Xét tiêu chuẩn cá nhân …")
        appraise(actor=desk.office, season=season, kind=NomineeKind.PERSON)
        apply_caps(actor=desk.office, season=season)
        self.say("Xét tiêu chuẩn tập thể …")
        appraise(actor=desk.office, season=season, kind=NomineeKind.COLLECTIVE)

    def _decide(self, season: Season, desk: Desk, held: SeasonFolder) -> None:
        approved = set(season.nominations.filter(state=State.APPROVED).values_list("honour", flat=True))
        # The higher title first: who gets it gives up the lower one asked for beside it.
        for honour in (h.code for h in law_book().honours() if h.code in approved):
            decision = issue(actor=desk.records, season=season, honour=honour, series=held.frame.series)
            if decision:
                self.say(f"Quyết định {decision.number}: {law_book().label(honour)}")
                if doubt := signing_doubt(decision):
                    self.warnings.append(f"Quyết định {decision.number}: kiểm tra thẩm quyền ký. {doubt}")
        people = PersonIndex()
        units = unit_index(place=season.place, province=season.province, on=season.received_until)
        higher, untied = gather(held.higher, people, units, year=season.review_year)
        self.warnings += map(str, untied)
        for one in higher:
            record_higher(actor=desk.records, season=season, higher=one)

    def _council(self, season: Season, desk: Desk, held: SeasonFolder) -> None:
        council = set_up(actor=desk.office, authority=season.authority, council=held.frame.council)
        nominations = season.nominations.exclude(state=State.REFUSED).select_related(
            "person", "collective", "submitting_unit", "line", "verdict"
        )
        before = list(nominations.filter(state=State.ELIGIBLE))
        if held.tally:
            source = "council/tally.xlsx"
            reader = law_book().honour_reader()
            units = unit_index(place=season.place, province=season.province, on=season.received_until)
            others = list(nominations.exclude(state=State.ELIGIBLE))
            votes = read_tally(held.tally, reader, units, before, others=others, name=source)
            self.warnings += [
                f"{source}: không có phiếu cho {one.line.name} ({law_book().label(one.honour)}), hồ sơ chờ."
                for one in before
                if one not in votes
            ]
        else:
            votes = {one: Votes(council.members) for one in before}
            source = "kiểm phiếu giấy do thư ký bản chạy thử nhập"
        self.say(f"Hội đồng: {len(votes)} hồ sơ …")
        record_tally(actor=desk.secretary, council=council, season=season, votes=votes, source=source)
        if not held.tally:
            self.warnings.append(
                "Không có council/tally.xlsx: mọi hồ sơ đủ điều kiện được coi là hội đồng thông qua "
                "theo kết quả kiểm phiếu giấy do thư ký bản chạy thử nhập."
            )


@contextmanager
def only_run() -> Iterator[None]:
    """Keep other runs off this database. A run that was killed frees it when the server notices.

    Raises InputFault when another run holds it for longer than a minute.
    """
    deadline = time.monotonic() + _LOCK_PATIENCE_SECONDS
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            row = cursor.fetchone()
            if row and row[0]:
                break
            if time.monotonic() > deadline:
                message = "một lần chạy khác đang dùng cơ sở dữ liệu này."
                raise InputFault(Issue("run.busy", message, "Chờ lần chạy đó xong rồi chạy lại."))
            time.sleep(0.2)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
