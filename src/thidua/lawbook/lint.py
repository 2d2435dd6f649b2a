"""Checks the law's folder as a legal officer leaves it: every fault with file and line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from thidua.lawbook.cases import check_file
from thidua.lawbook.faults import Fault
from thidua.lawbook.lapses import Lapses
from thidua.lawbook.located import Mapped, read_yaml
from thidua.lawbook.packs import chosen, places
from thidua.lawbook.reading import read
from thidua.lawbook.rules import Instrument


def check(path: Path, place: str | None = None) -> list[Fault]:
    """All faults of instruments, honours, rules, terms, packs and cases under `path`, in order of file and
    line. Every pack is read beside the national law, templates as well; with `place` only that one, with an
    empty one none."""
    book, faults = read(path, "")
    chosen(path, faults)
    faults += _lapsed(path, path, book.instruments)
    for one in places(path) if place is None else filter(None, [place]):
        local, found = read(path, one)
        faults += [fault for fault in found if fault.file.startswith(f"local/{one}")]
        faults += _lapsed(path, path / "local" / one, local.instruments)
    known = book.terms.get("criterion", {})
    ids: dict[str, str] = {}
    for file in sorted((path / "cases").glob("*.yaml")):
        name = file.relative_to(path).as_posix()
        content = read_yaml(file, name)
        if isinstance(content, Fault):
            faults.append(content)
            continue
        found = check_file(name, content)
        faults += found
        for case in content["cases"] if not found else ():
            faults += _across(name, case, known, ids)
    return sorted(faults)


def _lapsed(law: Path, root: Path, instruments: Mapping[str, Instrument]) -> list[Fault]:
    """Instruments that end while something under `root` still rests on them: honours, rules, terms, papers."""
    faults: list[Fault] = []
    for file in sorted(f for files in ("*.yaml", "honours/*.yaml", "rules/*.yaml") for f in root.glob(files)):
        name = file.relative_to(law).as_posix()
        content = read_yaml(file, name)
        if not isinstance(content, Fault):
            faults += Lapses(name, instruments).of(content)
    return faults


def _across(name: str, case: Mapped, known: Mapping[str, str], ids: dict[str, str]) -> list[Fault]:
    """What one file cannot see: an id used in another file, a reason without a name."""
    faults = []
    first = ids.setdefault(case["id"], name)
    if first != name:
        faults.append(Fault(name, case.line_of("id"), f"Mã tình huống “{case['id']}” đã dùng trong {first}."))
    for key in case["expect"].get("unmet", []):
        if key not in known:
            faults.append(Fault(name, case.line_of("expect"), f"Lý do “{key}” chưa có tên trong terms.yaml."))
    return faults


__all__ = ["Fault", "check"]
