"""Reads files and folders of cases and hands each case to the runner of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from thidua.lawbook.book import LawBook
from thidua.lawbook.cases import authority, bonus, council, deadline, eligibility, quota
from thidua.lawbook.cases.results import CaseResult, Told
from thidua.lawbook.cases.shape import check_file
from thidua.lawbook.faults import Fault, LawFault
from thidua.lawbook.located import Mapped, read_yaml

_RUNNERS: Mapping[str, Callable[[LawBook, Mapped], Told]] = {
    "eligibility": eligibility.run,
    "quota": quota.run,
    "vote": council.run,
    "authority": authority.run,
    "bonus": bonus.run,
    "deadline": deadline.run,
}


@dataclass(frozen=True)
class Case:
    """A case as read from its file; it can be judged by several lawbooks."""

    file: str
    content: Mapped

    @property
    def contested(self) -> bool:
        return bool(self.content.get("contested", False))


def run(book: LawBook, paths: Iterable[Path]) -> list[CaseResult]:
    """Run the cases of files and folders, in order. Raises LawFault when a file is no file of cases."""
    return [run_one(book, case) for case in read(paths)]


def read(paths: Iterable[Path]) -> list[Case]:
    """The cases of files and folders, in order. Raises LawFault when a file is no file of cases."""
    return list(_cases(paths))


def _cases(paths: Iterable[Path]) -> Iterator[Case]:
    for path in paths:
        for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
            if not file.is_file():
                raise LawFault([Fault(str(file), 1, "Không có tệp này.")])
            content = read_yaml(file, file.name)
            if isinstance(content, Fault):
                raise LawFault([content])
            faults = check_file(file.name, content)
            if faults:
                raise LawFault(faults)
            for case in content["cases"]:
                yield Case(file.name, case)


def run_one(book: LawBook, case: Case) -> CaseResult:
    status, detail = _told(book, case.content)
    return CaseResult(
        file=case.file,
        id=case.content["id"],
        title=case.content["title"],
        kind=case.content["kind"],
        status=status,
        contested=case.contested,
        detail=detail,
    )


def _told(book: LawBook, case: Mapped) -> Told:
    runner = _RUNNERS.get(case["kind"])
    if runner is None:
        return "not_covered", f"Chưa xét loại tình huống “{case['kind']}”."
    if "honour" in case and case["honour"] not in book.catalogue:
        return "not_covered", f"Chưa có “{case['honour']}” trong law/honours."
    return runner(book, case)
