"""Reading a season's folder: every file is read and checked before the database is touched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from thidua.decisions.imports import read_higher
from thidua.honours.imports import AwardLine, read_awards
from thidua.initiatives.imports import read_initiatives
from thidua.initiatives.records import InitiativeRecord
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.kernel.text import fold
from thidua.lawbook import LawBook
from thidua.movements.imports import read_launch, read_registrations
from thidua.movements.records import LaunchRecord, RegistrationRecord
from thidua.nominations.actions import AnswerRecord
from thidua.nominations.imports import ListDraft, read_list
from thidua.ops.season.answers import read_answers
from thidua.ops.season.frame import SeasonFrame, read_frame
from thidua.registry.imports import read_disciplines, read_people, read_positions, read_ratings, read_units
from thidua.registry.records import DisciplineRecord, PersonRecord, PositionRecord, RatingRecord, UnitRecord

Read = TypeVar("Read")
LISTS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
HISTORY = ("awards", "ratings", "initiatives", "positions", "discipline", "registrations")
# Older or foreign names of history files, folded, by what they hold.
_HISTORY_WORDS = {
    "awards": ("award", "khen thuong", "danh hieu"),
    "ratings": ("rating", "xep loai", "danh gia"),
    "initiatives": ("initiative", "sang kien"),
    "positions": ("position", "chuc vu"),
    "discipline": ("discipline", "ky luat"),
    "registrations": ("registration", "dang ky"),
}


@dataclass(frozen=True)
class ReadList:
    """A unit's list with the sha256 of its content; `file` is its path below the season's folder."""

    file: str
    sha256: str
    draft: ListDraft


@dataclass
class SeasonFolder:
    """Everything a season's folder holds, read; `passed_over` names broken files that were gone past."""

    frame: SeasonFrame
    units: list[UnitRecord] = field(default_factory=list)
    people: list[PersonRecord] = field(default_factory=list)
    awards: list[AwardLine] = field(default_factory=list)
    person_ratings: list[RatingRecord] = field(default_factory=list)
    unit_ratings: list[RatingRecord] = field(default_factory=list)
    initiatives: list[InitiativeRecord] = field(default_factory=list)
    disciplines: list[DisciplineRecord] = field(default_factory=list)
    positions: list[PositionRecord] = field(default_factory=list)
    registrations: list[RegistrationRecord] = field(default_factory=list)
    lists: list[ReadList] = field(default_factory=list)
    higher: list[AwardLine] = field(default_factory=list)
    launch: LaunchRecord | None = None
    answers: list[AnswerRecord] = field(default_factory=list)
    tally: Path | None = None
    passed_over: list[Issue] = field(default_factory=list)


class FolderReader:
    """Reads file by file; a broken file ends the reading, or is reported and gone past."""

    def __init__(self, folder: Path, book: LawBook, *, keep_going: bool, say: Callable[[str], None]) -> None:
        self.folder, self.book, self.keep_going, self.say = folder, book, keep_going, say
        self.honours = book.honour_reader()
        self.faults: list[Issue] = []
        self.notes: list[Issue] = []

    def read(self) -> SeasonFolder:
        """The folder's content. Raises InputFault with the faults of every broken file, in their order."""
        self._check_folder()
        frame = read_frame(
            self.folder,
            honours=[h.code for h in self.book.honours()],
            criteria=list(self.book.terms["criterion"]),
        )
        held = SeasonFolder(frame)
        self.say("Đọc danh bạ đơn vị và cán bộ …")
        held.units = self._demand("registry", "units", read_units)
        held.people = self._demand("registry", "people", read_people)
        self._history(held)
        self._lists(held)
        for path in self._files("higher"):
            held.higher += self._try(path, lambda p, n: read_higher(p, self.honours, name=n)) or []
        launch = next(iter(sorted(self.folder.glob("launch-*"))), None)
        held.launch = self._try(launch, lambda p, n: read_launch(p)) if launch else None
        held.answers = read_answers(self.folder / "answers.yaml", optional=True)
        tally = self.folder / "council" / "tally.xlsx"
        held.tally = tally if tally.exists() else None
        if self.faults and not self.keep_going:
            raise InputFault(*self.faults)
        held.passed_over = self.faults + self.notes
        return held

    def _check_folder(self) -> None:
        if not self.folder.is_dir():
            issue = Issue(
                "season.folder", "không có thư mục này.", "Kiểm tra lại đường dẫn.", Place(str(self.folder))
            )
            raise InputFault(issue)
        try:
            empty = not any(self.folder.iterdir())
        except OSError:
            cure = "Cấp quyền đọc thư mục rồi chạy lại."
            place = Place(str(self.folder))
            raise InputFault(Issue("season.folder", "không có quyền đọc thư mục này.", cure, place))
        if empty:
            cure = "Chép season.yaml, registry/ và nominations/ vào thư mục."
            raise InputFault(Issue("season.folder", "thư mục rỗng.", cure, Place(self.folder.name)))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _files(self, sub: str) -> list[Path]:
        """Workbooks of a sub-folder in the order of their names; lock and hidden files are passed over."""
        return sorted(
            p
            for p in (self.folder / sub).glob("*")
            if p.suffix.lower() in LISTS and not p.name.startswith(("~$", "."))
        )

    def _note_others(self) -> None:
        """Scans of letters may lie beside the lists; a list sent as one of them must not be missed."""
        for path in sorted((self.folder / "nominations").iterdir()):
            if path.suffix.lower() not in LISTS and not path.name.startswith(("~$", ".")):
                cure = "Nếu là danh sách, chép sang bảng tính .xlsx rồi chạy lại."
                place = Place(self._name(path))
                self.notes.append(Issue("list.other", "không phải bảng tính nên không đọc.", cure, place))

    def _try(self, path: Path, read: Callable[[Path, str], Read]) -> Read | None:
        try:
            return read(path, self._name(path))
        except InputFault as fault:
            self.faults += fault.issues
            return None

    def _demand(self, sub: str, stem: str, read: Callable[..., list[Any]]) -> list[Any]:
        """A file of the register. Without it nobody can be known, so its fault is never gone past."""
        path = next((p for p in self._files(sub) if p.stem == stem), None)
        if path is None:
            cure = f"Đặt tệp {sub}/{stem}.xlsx vào thư mục đợt xét."
            raise InputFault(
                Issue("registry.missing", "không có tệp danh bạ này.", cure, Place(f"{sub}/{stem}.xlsx"))
            )
        return read(path, name=self._name(path))

    def _history(self, held: SeasonFolder) -> None:
        year = held.frame.season.review_year
        self.say("Đọc lịch sử khen thưởng, xếp loại, sáng kiến, kỷ luật …")
        for path in self._files("history"):
            what = next((k for k in HISTORY if any(w in fold(path.stem) for w in _HISTORY_WORDS[k])), "")
            if what == "awards":
                held.awards += self._try(path, lambda p, n: read_awards(p, self.honours, name=n)) or []
            elif what == "ratings":
                persons, units = self._try(path, lambda p, n: read_ratings(p, name=n)) or ([], [])
                held.person_ratings += persons
                held.unit_ratings += units
            elif what == "initiatives":
                held.initiatives += self._try(path, lambda p, n: read_initiatives(p, name=n)) or []
            elif what == "discipline":
                held.disciplines += self._try(path, lambda p, n: read_disciplines(p, name=n)) or []
            elif what == "positions":
                held.positions += self._try(path, lambda p, n: read_positions(p, name=n)) or []
            elif what == "registrations":
                read = self._try(path, lambda p, n: read_registrations(p, year=year, name=n))
                held.registrations += read or []
            else:
                message = "không rõ tệp này chứa gì."
                cure = f"Đặt tên bắt đầu bằng {', '.join(HISTORY[:-1])} hoặc {HISTORY[-1]}."
                self.faults.append(Issue("history.unknown", message, cure, Place(self._name(path))))

    def _lists(self, held: SeasonFolder) -> None:
        files = self._files("nominations")
        if not files:
            cure = "Chép danh sách của các đơn vị (.xlsx, .csv) vào nominations/."
            raise InputFault(Issue("lists.none", "không có danh sách nào.", cure, Place("nominations/")))
        self._note_others()
        for i, path in enumerate(files, 1):
            draft = self._try(path, lambda p, n: read_list(p, name=n, honours=self.honours))
            if draft is not None:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                held.lists.append(ReadList(self._name(path), digest, draft))
            if i % 20 == 0 or i == len(files):
                self.say(f"Đọc danh sách của các đơn vị: {i}/{len(files)}")
