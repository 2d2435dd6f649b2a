"""A season run by an authority whose tier may not decide an honour: decided as told, and questioned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from season_runs import Store, run_season
from small_season import SmallSeason


def test_an_honour_above_the_tier_is_questioned(tmp_path: Path, new_store: Callable[[], Store]) -> None:
    """In 2023 a commune gives LĐTT; fighters and collectives are the district's."""
    season = SmallSeason()
    season.frame["tier"] = "commune"
    season.write(tmp_path / "season")
    run = run_season(tmp_path / "season", tmp_path / "out", new_store())
    assert run.faults == []
    doubts = [one for one in run.summary["warnings"] if "kiểm tra thẩm quyền ký" in one]
    assert [one.partition(": ")[0] for one in doubts] == ["Quyết định 501/QĐ-UBND", "Quyết định 502/QĐ-UBND"]
    assert "Chủ tịch UBND cấp xã không có thẩm quyền quyết định “Chiến sĩ thi đua cơ sở”" in doubts[0]
    assert "“Tập thể Lao động tiên tiến”; người quyết định:" in doubts[1]
