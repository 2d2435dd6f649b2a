"""Is this comment written in Vietnamese without its marks? Plain Python, a table of 15 KB, no network."""

from __future__ import annotations

from thidua.kernel.diacritics.judging import Verdict, judge

__all__ = ["Verdict", "judge"]
