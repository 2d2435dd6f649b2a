"""Sets of years as bits: bit k is the review year minus k, so that a chain of years is one comparison."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Years = npt.NDArray[np.uint32]
Bool = npt.NDArray[np.bool_]
Int8 = npt.NDArray[np.int8]
Int16 = npt.NDArray[np.int16]
Int32 = npt.NDArray[np.int32]

# The last bit is "that long ago or longer": no chain of the law reaches there, an earlier form may lie there.
OLDEST = 31


def spoken_years(years: int) -> str:
    """How a chain of years is asked for."""
    return "trong năm xét" if years == 1 else f"{years} năm liên tục tính đến năm xét"


def in_years(years: int) -> str:
    """How a window of years is asked for."""
    return "trong năm xét" if years == 1 else f"trong {years} năm tính đến năm xét"


def bit(review_year: int, year: int) -> int:
    """The bit of a year; 0 for a year after the review year."""
    age = review_year - year
    return 0 if age < 0 else 1 << min(age, OLDEST)


def window(years: int) -> np.uint32:
    """The review year and the years before it, `years` together. ValueError outside 1 to 31."""
    if not 1 <= years <= OLDEST:
        raise ValueError(f"a window holds 1 to {OLDEST} years, got {years}")
    return np.uint32((1 << years) - 1)


def whole(years: Years, wanted: np.uint32) -> Bool:
    """Who has every year of the window."""
    return np.asarray((years & wanted) == wanted, np.bool_)


def count(years: Years, wanted: np.uint32) -> Int8:
    """How many years of the window each has."""
    return np.asarray(np.bitwise_count(years & wanted), np.int8)


def latest_age(years: Years) -> Int8:
    """How many years before the review year the latest one lies; -1 where there is none."""
    lowest = years & (~years + np.uint32(1))
    return np.asarray(
        np.bitwise_count(lowest - np.uint32(1)).astype(np.int8) * (years > 0) - (years == 0), np.int8
    )


def listed(review_year: int, years: int, wanted: int) -> list[int]:
    """The years of one nominee's bits within a mask, the earliest first; for sentences."""
    held = years & wanted
    return [review_year - age for age in range(OLDEST, -1, -1) if held >> age & 1]
