"""`dossiers.yaml`, of the law and of the local pack → the papers of dossiers."""

from __future__ import annotations

import re
from datetime import date

from thidua.lawbook.dossiers.tables import Contents, Dossier, Form, Needed, Papers
from thidua.lawbook.fields import Fields
from thidua.lawbook.source import NEVER, Source

_NUMBER = re.compile(r"\d{2}")


def read(source: Source) -> Papers:
    """A local pack adds papers, forms and dossiers of its own honours."""
    names: dict[str, str] = {}
    forms: list[Form] = []
    dossiers: dict[str, Dossier] = {}
    for fields in source.files("dossiers.yaml"):
        inner = fields.mapping("papers")
        for code in inner.data if inner else ():
            names[code] = inner.need(code, str, "") if inner else ""
        # Forms of a local pack speak of its own papers first.
        forms = [_form(source, one, names) for one in fields.items("forms")] + forms
        for one in fields.items("dossiers"):
            made = _dossier(source, one, names)
            for code in made.honours:
                if code in dossiers:
                    one.fault("honours", f"Hồ sơ của “{code}” khai báo hai lần.")
                dossiers[code] = made
        fields.finish()
    return Papers(names, tuple(forms), tuple(dict.fromkeys(dossiers.values())))


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


def _dossier(source: Source, fields: Fields, names: dict[str, str]) -> Dossier:
    honours = fields.words("honours", required=True)
    source.honours(fields, honours, "honours")
    kept: list[tuple[Needed, ...]] = [()]
    sets: list[tuple[int, bool]] = [(0, False)]

    def version(inner: Fields) -> Contents:
        start = inner.need("from", date, NEVER)
        basis = source.basis(inner, start)
        papers = tuple(_needed(source, one, names) for one in inner.items("papers"))
        count = inner.get("sets", int, 0)
        if count < 0:
            inner.fault("sets", "Số bộ hồ sơ không thể âm.")
        electronic = inner.get("electronic", bool, False)
        if papers:
            kept.append(papers)
            sets.append((count, electronic))
        if not kept[-1]:
            inner.fault("papers", "Hồ sơ chưa ghi gồm những giấy tờ nào (papers).")
        return Contents(start, basis, kept[-1], *sets[-1])

    made = Dossier(fields.need("id", str, "?"), honours, source.dated(fields, "versions", version))
    fields.finish()
    return made


def _needed(source: Source, fields: Fields, names: dict[str, str]) -> Needed:
    paper = fields.need("paper", str, "?")
    _known(fields, "paper", (paper,), names)
    made = Needed(paper, _when(source, fields))
    fields.finish()
    return made
