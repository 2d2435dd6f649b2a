"""`dossiers.yaml`, of the law and of the local pack → the papers of dossiers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from thidua.lawbook.dossiers.tables import Contents, Form, Needed, Papers
from thidua.lawbook.fields import Fields
from thidua.lawbook.rules import at
from thidua.lawbook.source import NEVER, Source

_NUMBER = re.compile(r"\d{2}")


def read(source: Source) -> Papers:
    """A local pack adds papers and forms, dossiers of its own honours, and those the law leaves to the province."""
    names: dict[str, str] = {}
    forms: list[Form] = []
    timelines: dict[str, tuple[Contents, ...]] = {}
    for fields in source.files("dossiers.yaml"):
        inner = fields.mapping("papers")
        for code in inner.data if inner else ():
            names[code] = inner.need(code, str, "") if inner else ""
        # Forms of a local pack speak of its own papers first.
        forms = [_form(source, one, names) for one in fields.items("forms")] + forms
        own: dict[str, tuple[Contents, ...]] = {}
        for one in fields.items("dossiers"):
            honours, versions = _dossier(source, one, names)
            for code in honours:
                if code in own:
                    one.fault("honours", f"Hồ sơ của “{code}” khai báo hai lần.")
                own[code] = _after(timelines.get(code, ()), versions, one, code)
        timelines |= own
        fields.finish()
    return Papers(names, tuple(forms), timelines)


def _after(
    law: tuple[Contents, ...], own: tuple[Contents, ...], fields: Fields, code: str
) -> tuple[Contents, ...]:
    """The law's contents up to the day the province's begin."""
    if not law or not own:
        return own
    on_that_day = at(law, own[0].start)
    if on_that_day is None or not on_that_day.delegated:
        fields.fault("honours", f"Luật không giao cho tỉnh quy định hồ sơ của “{code}” từ ngày này.")
    return (*(one for one in law if one.start < own[0].start), *own)


def _known(fields: Fields, key: str, codes: tuple[str, ...], names: dict[str, str]) -> None:
    for code in codes:
        if code not in names:
            fields.fault(key, f"Giấy tờ “{code}” chưa có tên trong mục papers.")


def _when(source: Source, fields: Fields) -> tuple[str, ...]:
    words = fields.words("when")
    for word in words:
        if word not in source.terms.get("circumstance", {}):
            fields.fault("when", f"“{word}” chưa có tên trong terms.yaml, mục circumstance.")
    return words


def _form(source: Source, fields: Fields, names: dict[str, str]) -> Form:
    instrument = fields.need("instrument", str, "?")
    if instrument not in source.instruments:
        fields.fault("instrument", f"Văn bản “{instrument}” không có trong law/instruments.")
    number = fields.need("number", str, "01")
    if not _NUMBER.fullmatch(number):
        fields.fault("number", 'Số mẫu viết hai chữ số trong dấu nháy, ví dụ "05".')
    papers, honours = fields.words("papers", required=True), fields.words("honours")
    _known(fields, "papers", papers, names)
    source.honours(fields, honours, "honours")
    subject = source.term(fields, "subject", "subject") if "subject" in fields.data else ""
    made = Form(source.place_of(fields, instrument), number, papers, honours, subject, _when(source, fields))
    fields.finish()
    return made


def _dossier(
    source: Source, fields: Fields, names: dict[str, str]
) -> tuple[tuple[str, ...], tuple[Contents, ...]]:
    honours = fields.words("honours", required=True)
    source.honours(fields, honours, "honours")
    kept: list[Contents] = []

    def version(inner: Fields) -> Contents:
        kept.append(_contents(source, inner, names, kept[-1] if kept else None))
        return kept[-1]

    fields.need("id", str, "?")
    versions = source.dated(fields, "versions", version)
    fields.finish()
    return honours, versions


def _contents(source: Source, fields: Fields, names: dict[str, str], before: Contents | None) -> Contents:
    start = fields.need("from", date, NEVER)
    basis, delegated = source.basis(fields, start), fields.get("delegated", bool, False)
    papers = tuple(_needed(source, one, names) for one in fields.items("papers"))
    sets, electronic = fields.get("sets", int, 0), fields.get("electronic", bool, False)
    if sets < 0:
        fields.fault("sets", "Số bộ hồ sơ không thể âm.")
    if not papers and before:
        return replace(before, start=start, basis=basis, delegated=delegated)
    if not papers:
        fields.fault("papers", "Hồ sơ chưa ghi gồm những giấy tờ nào (papers).")
    return Contents(start, basis, papers, sets, electronic, delegated)


def _needed(source: Source, fields: Fields, names: dict[str, str]) -> Needed:
    paper = fields.need("paper", str, "?")
    _known(fields, "paper", (paper,), names)
    made = Needed(paper, _when(source, fields))
    fields.finish()
    return made
