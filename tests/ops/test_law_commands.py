"""The commands on the law: which pack they read, and what they say of one that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from thidua.ops.cli import main

CASES = str(Path(__file__).parents[2] / "law" / "cases" / "collectives_own.yaml")


def test_the_law_is_checked_with_the_pack_that_was_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check", "--place", "mau-tinh"]) == 0
    assert capsys.readouterr().out == "0 lỗi.\n"
    assert main(["law", "check", "--place", "hue"]) == 1
    assert capsys.readouterr().out == (
        "local/hue:1: Không có gói “hue” trong law/local; đang có: ha-noi, mau-tinh.\n1 lỗi.\n"
    )


def test_cases_are_judged_with_no_template(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "judge", CASES, "--place", "mau-tinh"]) == 2
    assert "local/mau-tinh/pack.yaml:1: Gói mẫu chỉ để chép, không dùng để xét." in capsys.readouterr().err


def test_the_coverage_is_printed_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "coverage"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("# Bộ luật của hệ thống xét được những gì\n")
    assert main(["law", "coverage", "--out", str(tmp_path / "trang.md")]) == 0
    assert (tmp_path / "trang.md").read_text(encoding="utf-8") == printed
