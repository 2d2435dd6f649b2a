"""Sets a form with typst.

Data go in as JSON, never as markup; only the vendored fonts are seen; no network, no typst packages.
"""

from __future__ import annotations

import ctypes
import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.documents import catalogue
from thidua.documents.catalogue import Field, Form
from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.text import tidy

if TYPE_CHECKING:
    import typst

_M_MMAP_THRESHOLD = -3  # glibc's malloc.h
FONTS = Path(__file__).with_name("fonts")


class PaperFailed(Exception):
    """A form could not be set. `form` names it, `detail` is what the engine said."""

    def __init__(self, form: str, detail: str) -> None:
        self.form, self.detail = form, detail
        super().__init__(f"Không dựng được giấy tờ theo mẫu “{form}”: {detail}")


def render(form: str, data: Mapping[str, Any], *, on: date | None) -> bytes:
    """A paper as PDF/A-2b, by the version of the form in force `on` that day (None: the newest).

    `data` holds text, numbers, dates, lists and mappings as the form's `sample.json` shows; text is stored
    NFC and each string is one paragraph; an optional entry may be absent. The same data give the same
    bytes. Raises InputFault when the form is unknown or a required entry is missing, PaperFailed when the
    text does not fit or has a letter the fonts lack.
    """
    return set_pages(catalogue.find(form, on), plain(data))


def plain(value: Any) -> Any:
    """Data as JSON has them: text tidied to NFC, dates as yyyy-mm-dd, sequences as lists."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value


def missing(form: Form, data: Mapping[str, Any]) -> Iterator[Issue]:
    """One issue for each required entry that is absent or empty, and for each day that is not a day."""
    yield from _missing(form, form.fields, data, "")


def _missing(form: Form, fields: tuple[Field, ...], data: Mapping[str, Any], where: str) -> Iterator[Issue]:
    for field in fields:
        value = data.get(field.name)
        if value in (None, "", []):
            if field.required:
                said = f"Mẫu “{form.code}”: {where}chưa có “{field.label}”."
                yield Issue("paper_field", said, "Điền mục này rồi in lại.")
        elif field.kind == "day" and not _is_day(value):
            said = f"Mẫu “{form.code}”: {where}“{field.label}” không phải là một ngày: {value}."
            yield Issue("paper_day", said, "Ghi theo năm-tháng-ngày.")
        elif field.each:
            for number, entry in enumerate(value, start=1):
                yield from _missing(form, field.each, entry, f"{where}“{field.label}” dòng {number} ")


def _is_day(value: Any) -> bool:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


EMPTY: dict[str, Any] = {"text": "", "day": None, "list": [], "yes_no": False}


def complete(fields: tuple[Field, ...], data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with every absent entry of the form present and empty, so that a template need not ask."""
    ready = dict(data)
    for field in fields:
        if ready.get(field.name) is None:
            ready[field.name] = EMPTY[field.kind]
        elif field.each:
            ready[field.name] = [complete(field.each, entry) for entry in ready[field.name]]
    return ready


def set_pages(form: Form, data: Mapping[str, Any], *, tags: bool = True) -> bytes:
    """PDF/A-2b of data already `plain`. `tags` say what is what to whoever listens to a paper instead of reading."""
    made: bytes = _compile(form, data, format="pdf", pdf_standards=["a-2b"], pdf_tags=tags)
    return made


def picture(form: Form, data: Mapping[str, Any], *, ppi: float = 60) -> list[bytes]:
    """Each page as PNG, for previews on a screen. `data` is already `plain`."""
    made = _compile(form, data, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compile(form: Form, data: Mapping[str, Any], **options: Any) -> Any:
    import typst

    faults = list(missing(form, data))
    if faults:
        raise InputFault.of(faults)
    _hold_less_memory()
    inputs = {"data": json.dumps(complete(form.fields, data), ensure_ascii=False, separators=(",", ":"))}
    try:
        compiler = typst.Compiler(
            form.template,
            root=catalogue.PAPERS,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )
        return compiler.compile(**options)
    except RuntimeError as error:
        raise PaperFailed(form.code, str(error)) from error


@lru_cache(maxsize=1)
def _hold_less_memory() -> None:
    """Have glibc give large blocks back as soon as they are free.

    Left alone it learns during a run to keep ever larger ones, and a file of thousands of pages then takes a
    quarter more memory. On other C libraries nothing is done.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(_M_MMAP_THRESHOLD, 128 * 1024)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
