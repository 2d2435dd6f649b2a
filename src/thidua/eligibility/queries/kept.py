"""How a screening keeps ids and outcomes: differences and bytes, compressed. A million people take about a
megabyte, their outcomes for one honour some hundred kilobytes."""

from __future__ import annotations

import zlib

import numpy as np

from thidua.eligibility.queries.packed import Ids
from thidua.lawbook.years import Int8

_QUICK = 1  # zlib's level: what repeats most is found by the quickest


def packed_ids(ids: Ids) -> bytes:
    """Ids in order as bytes."""
    return zlib.compress(np.diff(ids, prepend=0).astype("<i8").tobytes(), _QUICK)


def ids_of(kept: bytes) -> Ids:
    return np.cumsum(np.frombuffer(zlib.decompress(kept), "<i8"), dtype=np.int64)


def packed_outcomes(outcomes: Int8) -> bytes:
    return zlib.compress(outcomes.tobytes(), _QUICK)


def outcomes_of(kept: bytes) -> Int8:
    return np.frombuffer(zlib.decompress(kept), np.int8)
