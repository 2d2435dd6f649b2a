"""Comments written by hand as readers write, not by the checker's author: who is asked to write again."""

from __future__ import annotations

import csv
import io
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from thidua.kernel.diacritics import Verdict, judge
from thidua.kernel.diacritics.residue import telex, viqr, vni
from thidua.ops.cli import main

FOLDER = Path(__file__).parent / "comments"
FEWEST = 4  # words from which the promise holds
MODEL = Path(judge.__code__.co_filename).with_name("syllables.tsv")


def comments() -> list[tuple[str, str, str]]:
    """(label, kind, comment) of every labelled file."""
    rows = []
    for file in sorted(FOLDER.glob("*.tsv")):
        text = file.read_text(encoding="utf-8")
        rows += [
            (a, b, c) for a, b, c in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    return rows


def test_nobody_who_sets_marks_is_asked_and_nearly_all_who_do_not_are() -> None:
    rows = comments()
    asked = Counter(label for label, _, text in rows if judge(text) == Verdict.REWRITE)
    long = [text for label, _, text in rows if label == "bare" and len(text.split()) >= FEWEST]
    found = sum(judge(text) == Verdict.REWRITE for text in long)
    assert len(rows) >= 600
    assert asked["bare"] >= 0.995 * sum(asked.values()), asked
    assert found >= 0.97 * len(long), (found, len(long))


def test_names_foreign_words_and_links_never_trigger_it() -> None:
    kinds = ("names", "foreign", "links", "codes")
    rows = [text for label, kind, text in comments() if label == "marked" and kind in kinds]
    assert len(rows) >= 100
    assert [text for text in rows if judge(text) == Verdict.REWRITE] == []


def test_half_marked_comments_get_a_hint_at_most() -> None:
    rows = [judge(text) for label, _, text in comments() if label == "half"]
    assert set(rows) <= {Verdict.OK, Verdict.HINT}
    assert rows.count(Verdict.HINT) >= 0.9 * len(rows)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("chuc mung truong", Verdict.HINT),  # three words: too short to be sure
        ("chuc mung nha truong", Verdict.REWRITE),  # four
        ("chúc mừng nhà trường", Verdict.OK),
        ("Le Minh Duc", Verdict.OK),
        ("PHAM VAN KHOI", Verdict.OK),
        ("Nguyễn Văn Bình la nguoi tot bung nhat thon", Verdict.REWRITE),
        ("Xem https://vi-du.vn/chuc-mung-thay-co-giao-nhan-ngay-le", Verdict.OK),
        ("This is the best news I have seen in a long time", Verdict.OK),
        ("Tooi raats tuwj haof veef quee huwowng", Verdict.REWRITE),
        ("To6i ra61t tu75 ha2o ve62 que6 hu7o7ng", Verdict.REWRITE),
        ("To^i ra^'t tu+. ha`o ve^` que^ hu+o+ng", Verdict.REWRITE),
        ("Xe A1, B2, C3 đỗ ở nhà H5", Verdict.OK),
        ("H2SO4 + 2NaOH = Na2SO4 + 2H2O", Verdict.OK),
        ("", Verdict.OK),
        ("😀😀😀 !!!", Verdict.OK),
    ],
)
def test_one_comment(text: str, verdict: Verdict) -> None:
    assert judge(text) == verdict


@pytest.mark.parametrize(
    ("read", "typed", "meant"),
    [
        (telex, "tooi", "tôi"), (telex, "nuowcs", "nước"), (telex, "dduwowcj", "được"), (telex, "staff", "staff"),
        (vni, "to6i", "tôi"), (vni, "d9u7o7c5", "được"), (vni, "h2o", "hò"), (vni, "covid19", "covid19"),
        (viqr, "to^i", "tôi"), (viqr, "ddu+o+.c", "được"), (viqr, "nha.", "nha."), (viqr, "don't", "don't"),
    ],
)  # fmt: skip
def test_codes_of_typing_tools_are_read_back(read: object, typed: str, meant: str) -> None:
    assert read(typed) == meant  # type: ignore[operator]


def test_the_model_is_small_and_the_check_quick() -> None:
    texts = [text for _, _, text in comments()]
    judge(texts[0])
    begun = time.process_time()
    for text in texts:
        judge(text)
    taken = (time.process_time() - begun) / len(texts)
    assert MODEL.stat().st_size <= 50_000
    # A timed test on a machine with other work would fail by chance: the limit of 1 ms is measured by hand, an order of
    # magnitude above it means that something is wrong.
    assert taken < 0.01


def test_the_command_writes_a_verdict_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stdin:
        buffer = io.BytesIO("cam on thay co da day do\n\nCảm ơn thầy cô\n".encode() + b"\xff\xfe\n")

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert main(["comment", "check"]) == 0
    assert capsys.readouterr().out.split() == ["rewrite", "ok", "ok", "ok"]
