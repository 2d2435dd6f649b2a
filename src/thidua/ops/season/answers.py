"""answers.yaml: what a person says of rows that may not be guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from thidua.kernel.issues import InputFault, Issue, Place
from thidua.nominations.actions import AnswerRecord
from thidua.ops.season.yaml_file import load_yaml

_CURE = "Ghi file, sheet, row và person (mã cán bộ) hoặc priority (số thứ tự ưu tiên)."


def read_answers(path: Path, *, optional: bool = False) -> list[AnswerRecord]:
    """Answers to rows that ask. With `optional` a file that is not there holds none.

    Raises InputFault for a missing or foreign file and for every answer without file, row, or person and
    priority.
    """
    if optional and not path.exists():
        return []
    held = load_yaml(path)
    if held is None:
        return []
    rows = held.get("answers") if isinstance(held, dict) else None
    if not isinstance(rows, list):
        message = "tệp không có mục answers."
        raise InputFault(Issue("answers.form", message, f"Liệt kê dưới answers. {_CURE}", Place(path.name)))
    issues: list[Issue] = []
    answers = [one for i, row in enumerate(rows, 1) if (one := _answer(row, i, path.name, issues))]
    if issues:
        raise InputFault(*issues)
    return answers


def _answer(row: Any, number: int, file: str, issues: list[Issue]) -> AnswerRecord | None:
    given = row if isinstance(row, dict) else {}
    line, priority = given.get("row"), given.get("priority")
    whole = type(line) is int and type(priority) in (int, type(None))  # `yes` is an int to Python, not here
    if not whole or not isinstance(given.get("file"), str) or not (given.get("person") or priority):
        message = f"câu trả lời thứ {number} thiếu mục hoặc ghi sai."
        issues.append(Issue("answers.row", message, _CURE, Place(file)))
        return None
    sheet, person = str(given.get("sheet") or ""), str(given.get("person") or "")
    return AnswerRecord(given["file"], sheet, given["row"], person, priority)
