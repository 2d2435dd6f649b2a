"""What the documents say is so: links, rooms and files, headings, variables, commands, codes."""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, SRC, modules, rooms
from thidua.kernel.sheets import Vocabulary
from thidua.lawbook import load
from thidua.nominations.enums import Question
from thidua.ops.cli import parser

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
GUIDE = (ROOT / "docs" / "huong-dan" / "dot-xet.md").read_text(encoding="utf-8")
MAP = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
OPERATE = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
BOOK = load(ROOT / "law")
# `<!-- module:NAME -->` over a table: its second column quotes headings of that vocabulary.
_TABLE = re.compile(r"<!-- (\S+):(\w+) -->\n\|.*\n\|.*\n((?:\|.*\n)+)")


def heading_rows() -> list[tuple[str, str, str]]:
    """(vocabulary, label of the row, its quoted headings as written) of every table of headings."""
    return [
        (f"{module}:{name}", *[cell.strip() for cell in line.split("|")[1:3]])
        for module, name, table in _TABLE.findall(GUIDE)
        for line in table.splitlines()
    ]


def vocabulary(named: str) -> Vocabulary:
    module, _, name = named.partition(":")
    held = getattr(importlib.import_module(module), name)
    return held if isinstance(held, Vocabulary) else held(BOOK.honour_reader())


def codes(title: str, table: str) -> set[str]:
    """Codes in the first column of the table that follows a title."""
    part = table.split(title, 1)[1]
    return set(re.findall(r"^\| `(\w+)` \|", part.split("\n## ")[0].split("\n### ")[0], re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_tables_of_headings_are_found() -> None:
    assert len(heading_rows()) > 60


@pytest.mark.parametrize(("named", "label", "quoted"), heading_rows())
def test_every_heading_of_a_row_is_understood_as_one_field(named: str, label: str, quoted: str) -> None:
    held = vocabulary(named)
    headings = re.findall(r"“([^”]+)”", quoted)
    fields = {heading: held.field_of(heading) for heading in headings}
    assert headings, label
    assert None not in fields.values(), fields
    assert len(set(fields.values())) == 1, fields


def test_the_map_has_every_room_in_its_order() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", MAP.split("## Rooms")[1].split("\n## ")[0], re.MULTILINE)
    assert listed == [room for room in rooms() if (SRC / room).is_dir() or (SRC / f"{room}.py").exists()]


def test_the_map_names_every_file_of_a_room() -> None:
    """Of web and reports, which grow by subject, the row says so and names no file."""
    lines = {m[1]: m[0] for m in re.finditer(r"^\| `(\w+)` \|.*$", MAP, re.MULTILINE)}
    parts = [p.relative_to(SRC).with_suffix("").parts for p in modules()]
    own = {(p[0], p[1]) for p in parts if len(p) > 1 and p[1] not in ("__init__", "apps")}
    missing = [
        f"{room}/{file}"
        for room, file in sorted(own)
        if room not in ("web", "reports")
        and f"`{file}`" not in lines[room]
        and f"`{file}/`" not in lines[room]
    ]
    assert missing == []


def test_every_variable_the_product_reads_is_explained() -> None:
    names = r"\b(?:THIDUA_[A-Z_]+|DATABASE_URL)\b"
    read = {n for p in modules() for n in re.findall(names, p.read_text(encoding="utf-8"))}
    assert set(re.findall(rf"^\| `({names})` \|", OPERATE, re.MULTILINE)) == read


def test_every_command_in_the_documents_is_one() -> None:
    told = {
        c for page in PAGES for c in re.findall(r"\.venv/bin/thidua ([^#\n`|]+)", page.read_text("utf-8"))
    }
    assert len(told) >= 6
    top = parser()
    refused = []
    for command in sorted(told):
        try:
            top.parse_args(command.split())
        except (SystemExit, argparse.ArgumentError):
            refused.append(command)
    assert refused == []


def test_the_guide_names_every_question() -> None:
    assert codes("## 4. Trả lời", GUIDE) == set(Question.values)


def test_the_guide_names_reasons_the_law_has() -> None:
    told = codes("### Lý do trả lại", GUIDE)
    known = {code for group in BOOK.terms.values() for code in group}
    assert len(told) >= 10
    assert sorted(told - known) == []


def test_the_readme_has_the_figures_of_the_season() -> None:
    expected = json.loads((ROOT / "demo/thach-that-2023/expected.json").read_text(encoding="utf-8"))
    totals = expected["totals"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    vietnamese = (ROOT / "README.vi.md").read_text(encoding="utf-8")
    rows = [
        ("Lao động tiên tiến", totals["ldtt"]["person"]),
        ("Chiến sĩ thi đua cơ sở", totals["cstd_co_so"]["person"]),
        ("Tập thể Lao động tiên tiến", totals["ttldtt"]["collective"]),
    ]
    for name, number in rows:
        assert f"| {name} | {number:,} | {number:,} |" in readme
        dotted = f"{number:,}".replace(",", ".")
        assert f"| {name} | {dotted} | {dotted} |" in vietnamese
    assert f"{len(expected['refused'])} rows go back" in readme
    assert f"{len(expected['refused'])} dòng được trả lại" in vietnamese


def test_vendored_files_are_those_of_their_manifest_and_have_a_notice() -> None:
    vendor = SRC / "web" / "shell" / "static" / "shell" / "vendor"
    listed = json.loads((vendor / "manifest.json").read_text(encoding="utf-8"))
    found = {p.relative_to(vendor).as_posix() for p in vendor.rglob("*") if p.is_file()}
    assert found - {one["file"] for one in listed} == {"manifest.json", "fonts/LICENSE"}
    digests = {one["file"]: hashlib.sha256((vendor / one["file"]).read_bytes()).hexdigest() for one in listed}
    assert digests == {one["file"]: one["sha256"] for one in listed}
    notice = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    assert {f"`{one['package']}` {one['version']}" for one in listed if one["package"] not in notice} == set()
    assert [one["version"] for one in listed if one["version"] not in notice] == []
