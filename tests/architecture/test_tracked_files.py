"""What is under version control: no machine's paths, no index hosts, no keys, no ids of people."""

from __future__ import annotations

import os
import re
import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

# Written in parts, so that this file does not hold what it looks for.
_PLACES = "|".join(("work", "root", "home/[a-z]+", "tmp/[a-z0-9]+"))
MACHINE = re.compile(rf"""(?<![\w.*>}}:/-])/(?:{_PLACES})(?=[/"'\s`)]|$)""")
HOST = re.compile(
    "|".join(
        ("py" + "pi\\.org", "python" + "hosted", "npm" + "js\\.(?:org|com)", "--(?:extra-)?index" + "-url")
    )
)
TOOLS = re.compile(
    r"\b(?:" + "|".join(("Cla" + "ude", "Chat" + "GPT", "Copi" + "lot", "Anth" + "ropic")) + r")\b", re.I
)
ID = re.compile(r"(?<![\w.])0\d{11}(?![\w.])")
# Invented ids: of the tests, of the demo season (last six digits from 900000), of the papers' samples.
INVENTED = ("tests/", "demo/", "papers/")
PICTURES = (".xlsx", ".docx", ".ttf", ".woff2", ".png", ".ods", ".xls", ".gz")


@cache
def texts() -> dict[str, str]:
    """Every tracked text by its path below the project."""
    files = [f for f in _files() if not f.endswith(PICTURES) and (ROOT / f).is_file()]
    return {f: _read(ROOT / f) for f in files}


def _files() -> list[str]:
    """Tracked files; of an unpacked archive, or on a machine without git, all that .gitignore lets pass."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return _walked()
    return [f for f in listed.stdout.decode().split("\0") if f]


def _walked() -> list[str]:
    rules = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    ignored = {".git", *(rule.rstrip("/") for rule in rules)}

    def kept(name: str) -> bool:
        return not any(fnmatch(name, rule) for rule in ignored)

    found = []
    for folder, subfolders, files in os.walk(ROOT):
        subfolders[:] = filter(kept, subfolders)
        found += [Path(folder, file).relative_to(ROOT).as_posix() for file in filter(kept, files)]
    return sorted(found)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def lines(pattern: re.Pattern[str], *, without: tuple[str, ...] = ()) -> list[str]:
    """`file:line` of every match outside the folders in `without`; vendored files are not ours to word."""
    return [
        f"{file}:{number}"
        for file, text in texts().items()
        if not file.startswith(without) and "/vendor/" not in file
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_the_list_of_files_is_there() -> None:
    assert {"README.md", "pyproject.toml", "src/thidua/kernel/text.py"} - set(texts()) == set()


def test_an_unpacked_archive_is_read_as_well() -> None:
    assert sorted(set(texts()) - set(_walked())) == []


@pytest.mark.parametrize(
    ("pattern", "line", "seen"),
    [
        (MACHINE, 'open("/wo' + 'rk/main/a")', True),
        (MACHINE, "cd /ro" + "ot", True),
        (MACHINE, "at /ho" + "me/nam/a", True),
        (MACHINE, 'path.startswith("xl/wo' + 'rkbook.xml")', False),
        (MACHINE, "/var/lib/thidua", False),
        (MACHINE, 'member.startswith("xl/wo' + 'rksheets/")', False),
        (HOST, "https://py" + "pi.org/simple", True),
        (HOST, "https://fonts.example.vn", False),
        (ID, "001190012345", True),
        (ID, "sha 0011900123456", False),
        (ID, "1190012345", False),
    ],
)
def test_what_does_not_belong_is_seen(pattern: re.Pattern[str], line: str, seen: bool) -> None:
    assert bool(pattern.search(line)) is seen


def test_no_path_of_a_machine() -> None:
    assert lines(MACHINE) == []


def test_no_host_of_a_package_index() -> None:
    assert lines(HOST) == []


def test_no_word_of_writing_tools() -> None:
    assert lines(TOOLS) == []


def test_no_id_of_a_person() -> None:
    assert lines(ID, without=INVENTED) == []


def test_no_log_key_or_database_is_tracked() -> None:
    endings = (".log", ".pem", ".key", ".sqlite3", ".dump", "keys.json", "postgres-password", ".part")
    assert [file for file in texts() if file.endswith(endings)] == []


def test_every_text_is_utf_8_without_marks_of_windows() -> None:
    """Lists in demo/ are as clerks send them, in whatever encoding."""
    own = {f: t for f, t in texts().items() if not f.startswith(("demo/", "tests/"))}
    assert [f for f, t in own.items() if "\ufffd" in t or "\r\n" in t or t.startswith("\ufeff")] == []
