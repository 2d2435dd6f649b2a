"""Reads files and folders of cases and hands each case to the runner of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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


def run(book: LawBook, paths: Iterable[Path]) -> list[CaseResult]:
    """Run the cases of files and folders, in order. Raises LawFault when a file is no file of cases."""
    return [_run(book, name, case) for name, case in _cases(paths)]


def _cases(paths: Iterable[Path]) -> Iterator[tuple[str, Mapped]]:
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
                yield file.name, case


def _run(book: LawBook, file: str, case: Mapped) -> CaseResult:
    status, detail = _told(book, case)
    return CaseResult(
        file=file,
        id=case["id"],
        title=case["title"],
        kind=case["kind"],
        status=status,
        contested=case.get("contested", False),
        detail=detail,
    )


def _told(book: LawBook, case: Mapped) -> Told:
    runner = _RUNNERS.get(case["kind"])
    if runner is None:
        return "not_covered", f"Chưa xét loại tình huống “{case['kind']}”."
    if "honour" in case and case["honour"] not in book.catalogue:
        return "not_covered", f"Chưa có “{case['honour']}” trong law/honours."
    return runner(book, case)
