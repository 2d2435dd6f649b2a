"""Whatever is wrong in a file of cases: it is refused with the place, or the case is answered. Nothing else."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.lawbook import LawFault, cases, load

LAW = Path(__file__).parents[2] / "law"
BOOK = load(LAW, "ha-noi")
KINDS = ("quota", "vote", "authority", "bonus", "deadline")
SOUND: list[dict[str, Any]] = [
    case
    for file in sorted((LAW / "cases").glob("*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]
    if case["kind"] in KINDS
]
ODD: list[Any] = [None, "", "lạ", -1, 0, 1.5, True, [], {}, [None], {"x": 1}, "2024-13-40", "9999-1"]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value inside a case."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, one in inner for found in [(*path, key), *places(one, (*path, key))]]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_case_that_was_spoilt_is_refused_or_answered(tmp_path_factory: Any, data: st.DataObject) -> None:
    case = deepcopy(data.draw(st.sampled_from(SOUND)))
    *path, last = data.draw(st.sampled_from(places(case)))
    holder: Any = case
    for key in path:
        holder = holder[key]
    if data.draw(st.booleans()):
        holder[last] = data.draw(st.sampled_from(ODD))
    else:
        del holder[last]
    file = tmp_path_factory.mktemp("cases") / "spoilt.yaml"
    file.write_text(yaml.safe_dump({"cases": [case]}, allow_unicode=True), encoding="utf-8")
    told = answered(file)
    assert all(one.startswith("spoilt.yaml:") or one in ("passed", "failed", "not_covered") for one in told)


def answered(file: Path) -> list[str]:
    """The faults of a file, or the status of its case."""
    try:
        return [one.status for one in cases.run(BOOK, [file])]
    except LawFault as refused:
        return [str(fault) for fault in refused.faults]
