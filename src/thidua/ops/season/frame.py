"""season.yaml: the frame of a season, checked before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from thidua.councils.records import CouncilRecord
from thidua.decisions.actions import Series
from thidua.eligibility.actions import AttestationRecord
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.movements.records import SeasonRecord
from thidua.ops.season.yaml_file import load_yaml

FILE = "season.yaml"
_LONGEST = {"season": 80, "tier": 20, "series": 40, "paper": 300, "criterion": 60}  # letters; else 200
_RANGES = {
    "review_year": (1990, 2100),
    "year": (1990, 2100),
    "first": (1, 10_000_000),
    "members": (1, 1000),
}


@dataclass(frozen=True)
class SeasonFrame:
    """What season.yaml says: days and posts, council, number series, findings of competent persons."""

    season: SeasonRecord
    council: CouncilRecord
    series: Series
    findings: tuple[AttestationRecord, ...]


class _Reader:
    """Takes keys out of nested mappings and gathers faults with their path."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.issues: list[Issue] = []

    def fault(self, key: str, message: str, cure: str) -> None:
        self.issues.append(Issue("season.key", message, cure, Place(self.file, column=key)))

    def take(self, held: Mapping[str, Any], key: str, kind: type, *, within: str = "") -> Any:
        path = f"{within}.{key}" if within else key
        value = held.get(key)
        if kind is date and isinstance(value, datetime):
            value = value.date()
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)) or value == "":
            words = {
                str: "chữ",
                int: "số nguyên",
                date: "ngày dạng 2023-12-22",
                dict: "nhóm mục",
                list: "danh sách",
            }
            short = isinstance(value, str | int | float | date) and len(str(value)) < 80
            told = f" “{value}”" if short else ""
            said = "thiếu mục này" if value is None else f"giá trị{told} không đúng kiểu"
            self.fault(path, f"{said}.", f"Ghi {words[kind]}.")
            return {} if kind is dict else [] if kind is list else None
        self._check(path, key, value)
        return value

    def _check(self, path: str, key: str, value: Any) -> None:
        """Texts that fit their place, numbers that can be."""
        if isinstance(value, str) and (len(value) > _LONGEST.get(key, 200) or not value.isprintable()):
            cure = f"Ghi trên một dòng, tối đa {_LONGEST.get(key, 200)} chữ."
            self.fault(path, "chữ quá dài hoặc có ký tự lạ.", cure)
        if key in _RANGES and not _RANGES[key][0] <= value <= _RANGES[key][1]:
            first, last = _RANGES[key]
            self.fault(path, "số này không hợp lệ.", f"Ghi số từ {first} đến {last}.")

    def may(self, held: Mapping[str, Any], key: str, *, within: str = "") -> str:
        """A text that may be left out."""
        return "" if held.get(key) in (None, "") else self.take(held, key, str, within=within) or ""


def read_frame(folder: Path, *, honours: Collection[str], criteria: Collection[str]) -> SeasonFrame:
    """Read and check the frame. `honours` and `criteria` are the codes the law book knows.

    Raises InputFault with every fault: missing keys, wrong kinds, days out of order, unknown honours or
    criteria, a council without members.
    """
    held = load_yaml(folder / FILE)
    if not isinstance(held, dict):
        raise InputFault(Issue("season.empty", "tệp rỗng hoặc sai khuôn.", "Ghi khung đợt xét.", Place(FILE)))
    reader = _Reader(FILE)
    season = _season(reader, held)
    council = reader.take(held, "council", dict)
    members = reader.take(council, "members", int, within="council")
    numbers = reader.take(held, "numbers", dict)
    findings = tuple(_findings(reader, held.get("attestations") or [], set(honours), set(criteria)))
    for key, kind in (("series", str), ("year", int), ("first", int)):
        reader.take(numbers, key, kind, within="numbers")
    reader.take(council, "name", str, within="council")
    chair = reader.may(council, "chair", within="council")
    if reader.issues:
        raise InputFault(*reader.issues)
    return SeasonFrame(
        season=SeasonRecord(**season),
        council=CouncilRecord(council["name"], chair, members),
        series=Series(numbers["series"], numbers["year"], numbers["first"]),
        findings=findings,
    )


def _season(reader: _Reader, held: Mapping[str, Any]) -> dict[str, Any]:
    signer = reader.take(held, "signer", dict)
    values = {
        "code": reader.take(held, "season", str),
        "authority": reader.take(held, "authority", str),
        "tier": reader.take(held, "tier", str),
        "place": reader.may(held, "place"),
        "province": reader.may(held, "province"),
        "review_year": reader.take(held, "review_year", int),
        "received_from": reader.take(held, "received_from", date),
        "received_until": reader.take(held, "received_until", date),
        "decided_on": reader.take(held, "decided_on", date),
        "signer_post": reader.take(signer, "post", str, within="signer"),
        "signer_name": reader.may(signer, "name", within="signer"),
    }
    first, last, decided = values["received_from"], values["received_until"], values["decided_on"]
    if first and last and first > last:
        reader.fault("received_until", "ngày nhận hồ sơ cuối sớm hơn ngày đầu.", "Sửa lại hai ngày.")
    if decided and last and decided < last:
        reader.fault("decided_on", "ngày quyết định sớm hơn ngày nhận hồ sơ cuối.", "Sửa lại ngày.")
    return values


def _findings(reader: _Reader, held: Any, honours: set[str], criteria: set[str]) -> list[AttestationRecord]:
    found = []
    if not isinstance(held, list):
        reader.fault("attestations", "mục này phải là danh sách.", "Ghi mỗi xác nhận một mục.")
        return []
    for i, line in enumerate(held, 1):
        within = f"attestations[{i}]"
        if not isinstance(line, dict):
            reader.fault(within, "mục này sai khuôn.", "Ghi criterion, honours, by, paper.")
            continue
        criterion = reader.take(line, "criterion", str, within=within)
        codes = reader.take(line, "honours", list, within=within)
        for code in codes:
            if not isinstance(code, str) or code not in honours:
                cure = "Dùng mã trong law/honours."
                code = code if isinstance(code, str | int | None) else "…"
                reader.fault(f"{within}.honours", f"không có danh hiệu, hình thức mang mã “{code}”.", cure)
        if criterion and criterion not in criteria:
            cure = "Dùng mã tiêu chuẩn trong law/terms.yaml."
            reader.fault(f"{within}.criterion", f"không có tiêu chuẩn mang mã “{criterion}”.", cure)
        by = reader.take(line, "by", str, within=within)
        paper = reader.take(line, "paper", str, within=within)
        found.append(
            AttestationRecord(
                str(criterion), tuple(map(str, codes)), str(by), str(paper), line.get("found", True) is True
            )
        )
    return found
