"""The catalogue of papers: which form is in force on a day, and where its template lies.

A form is a folder `papers/<form>/<start date>/` with `form.yaml`, `template.typ` and `sample.json`. Only
the start is written down; a form ends where the next begins. `same_as` takes template and fields of another
start date.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.numbers import day

PAPERS = Path(__file__).resolve().parents[3] / "papers"


@dataclass(frozen=True)
class Field:
    """One entry of a form's data: `kind` is text, day, list or yes_no; `label` is what an official calls it.

    `each` holds the entries of the mappings in a list, where it has mappings.
    """

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    each: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form as it is in force from `start`. `verified` is False while its legal source is unread."""

    code: str
    title: str
    start: date
    template: Path
    basis: str
    verified: bool
    fields: tuple[Field, ...]
    note: str = ""

    def sample(self) -> dict[str, Any]:
        """Invented data that fills every part of the form, for previews and tests."""
        data: dict[str, Any] = json.loads(self.template.with_name("sample.json").read_text(encoding="utf-8"))
        return data


def find(form: str, on: date | None = None) -> Form:
    """The version of `form` in force on a day; without a day, the newest.

    Raises InputFault for an unknown form, or a day before its first version.
    """
    versions = _versions(form)
    if not versions:
        raise InputFault(
            Issue("unknown_form", f"Không có mẫu giấy tờ “{form}”.", "Chọn một mẫu trong danh mục.")
        )
    in_force = [version for version in versions if on is None or version.start <= on]
    if not in_force:
        first = day(versions[0].start)
        raise InputFault(
            Issue("form_not_in_force", f"Mẫu “{form}” chỉ dùng từ {first}.", "Kiểm tra lại ngày của văn bản.")
        )
    return in_force[-1]


def forms() -> tuple[str, ...]:
    """Codes of all forms, sorted."""
    return tuple(sorted({path.parent.parent.name for path in PAPERS.glob("*/*/form.yaml")}))


@lru_cache
def _versions(form: str) -> tuple[Form, ...]:
    if not form.replace("-", "").isalnum():
        return ()
    found = (_read(path) for path in (PAPERS / form).glob("*/form.yaml"))
    return tuple(sorted(found, key=lambda version: version.start))


def _read(path: Path) -> Form:
    meta = yaml.safe_load(path.read_text(encoding="utf-8"))
    source = path
    if "same_as" in meta:
        source = path.parent.with_name(str(meta["same_as"])) / "form.yaml"
    shape = yaml.safe_load(source.read_text(encoding="utf-8"))
    basis = meta["basis"]
    article = f" art {basis['article']}" if "article" in basis else ""
    return Form(
        code=meta["form"],
        title=meta["title"],
        start=meta["from"],
        template=source.with_name("template.typ"),
        basis=basis["instrument"] + article,
        verified=meta["status"] == "verified",
        fields=_fields(shape.get("fields", {})),
        note=meta.get("note", "").strip(),
    )


def _fields(entries: dict[str, dict[str, Any]]) -> tuple[Field, ...]:
    return tuple(
        Field(
            name,
            entry["label"],
            entry.get("type", "text"),
            entry.get("required", False),
            _fields(entry.get("each", {})),
        )
        for name, entry in entries.items()
    )
