"""season.yaml: the frame of a season, checked before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from thidua.councils.records import CouncilRecord
from thidua.decisions.actions import Series
from thidua.eligibility.actions import AttestationRecord
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.movements.records import SeasonRecord

FILE = "season.yaml"


@dataclass(frozen=True)
class SeasonFrame:
    """What season.yaml says: days and posts, council, number series, findings of competent persons."""

    season: SeasonRecord
    council: CouncilRecord
    series: Series
    findings: tuple[AttestationRecord, ...]


def load_yaml(path: Path) -> Any:
    """A YAML file's content. Raises InputFault naming file and line when it is missing or broken."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        issue = Issue(
            "yaml.missing", "không có tệp này.", f"Đặt tệp vào {path.parent.name}/.", Place(path.name)
        )
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        place = Place(path.name, row=mark.line + 1 if mark else 0)
        issue = Issue("yaml.broken", "tệp sai cú pháp YAML.", "Sửa lại dòng này.", place)
    raise InputFault(issue)


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
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)) or value == "":
            words = {
                str: "chữ",
                int: "số nguyên",
                date: "ngày dạng 2023-12-22",
                dict: "nhóm mục",
                list: "danh sách",
            }
            said = "thiếu mục này" if value is None else f"giá trị “{value}” không đúng kiểu"
            self.fault(path, f"{said}.", f"Ghi {words[kind]}.")
            return {} if kind is dict else [] if kind is list else None
        return value


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
    if isinstance(members, int) and members < 1:
        reader.fault("council.members", "hội đồng phải có ít nhất một thành viên.", "Ghi số thành viên.")
    numbers = reader.take(held, "numbers", dict)
    findings = tuple(_findings(reader, held.get("attestations") or [], set(honours), set(criteria)))
    for key, kind in (("series", str), ("year", int), ("first", int)):
        reader.take(numbers, key, kind, within="numbers")
    reader.take(council, "name", str, within="council")
    if reader.issues:
        raise InputFault(*reader.issues)
    return SeasonFrame(
        season=SeasonRecord(**season),
        council=CouncilRecord(council["name"], str(council.get("chair") or ""), members),
        series=Series(numbers["series"], numbers["year"], numbers["first"]),
        findings=findings,
    )


def _season(reader: _Reader, held: Mapping[str, Any]) -> dict[str, Any]:
    signer = reader.take(held, "signer", dict)
    values = {
        "code": reader.take(held, "season", str),
        "authority": reader.take(held, "authority", str),
        "tier": reader.take(held, "tier", str),
        "place": str(held.get("place") or ""),
        "province": str(held.get("province") or ""),
        "review_year": reader.take(held, "review_year", int),
        "received_from": reader.take(held, "received_from", date),
        "received_until": reader.take(held, "received_until", date),
        "decided_on": reader.take(held, "decided_on", date),
        "signer_post": reader.take(signer, "post", str, within="signer"),
        "signer_name": str(signer.get("name") or ""),
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
            if code not in honours:
                cure = "Dùng mã trong law/honours."
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
