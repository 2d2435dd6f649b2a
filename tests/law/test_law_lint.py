"""One broken file per fault: the lint names the file, the line and what is wrong."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from thidua.lawbook import LawFault, lint, load
from thidua.lawbook.checks import CHECKS
from thidua.lawbook.reading import HONOURS_NAMED

LAW = Path(__file__).parents[2] / "law"
BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


@pytest.fixture
def law(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LAW, tmp_path / "law"))


def test_the_law_as_it_stands_is_clean() -> None:
    assert lint.check(LAW) == []


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_named_with_line_and_fault(broken: Path, law: Path) -> None:
    text = broken.read_text(encoding="utf-8")
    replaces, line, message = (row.split(": ", 1)[1] for row in text.splitlines()[:3])
    if not replaces.startswith("cases/"):
        shutil.rmtree(law / "cases")  # most of the time, and nothing of theirs is asked
    (law / replaces).parent.mkdir(exist_ok=True)
    (law / replaces).write_text(text, encoding="utf-8")
    place = replaces.split("/")[1] if replaces.startswith("local/") else ""
    # Other files may now miss what this one no longer declares; its own fault is the only one it has.
    assert [str(f) for f in lint.check(law, place) if f.file == replaces] == [f"{replaces}:{line}: {message}"]


def test_loading_a_broken_law_lists_every_fault(law: Path) -> None:
    (law / "honours/ldtt.yaml").write_text("honour: ldtt\n", encoding="utf-8")
    (law / "rules/transfer.yaml").write_text("- ", encoding="utf-8")
    with pytest.raises(LawFault) as caught:
        load(law)
    assert [str(fault) for fault in caught.value.faults] == [
        "honours/ldtt.yaml:1: Thiếu khóa “kind”.",
        "honours/ldtt.yaml:1: Thiếu khóa “level”.",
        "honours/ldtt.yaml:1: Thiếu khóa “name”.",
        "honours/ldtt.yaml:1: Thiếu khóa “rank”.",
        "honours/ldtt.yaml:1: Thiếu khóa “subjects”.",
        "rules/transfer.yaml:1: Tệp phải là một bảng khóa: giá trị.",
    ]


def test_a_folder_that_is_no_law_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawFault, match="Không có thư mục luật"):
        load(tmp_path / "nowhere")


def test_the_digest_follows_the_law_and_not_its_cases(law: Path) -> None:
    before = load(law).digest
    (law / "cases/persons_own.yaml").write_text("cases: []\n", encoding="utf-8")
    assert load(law).digest == before
    path = law / "honours/ldtt.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("at_least: 10", "at_least: 9"), encoding="utf-8")
    assert load(law).digest != before


def test_every_word_a_check_takes_is_held_to_a_list() -> None:
    """A code of an honour that nobody looks up would make a criterion nobody can meet."""
    closed = {"criterion", "groups", "leave", "leave_counts"}
    words = {
        parameter.name
        for check in CHECKS.values()
        for parameter in dataclasses.fields(check)
        if str(parameter.type) in ("str", "tuple[str, ...]")
    }
    assert words - closed <= set(HONOURS_NAMED)
