"""Small changes to checks, packing, years, judging and the law's data are noticed: a sample always, all of them
in `make soak`.

The soak may be stopped and run again: what was tried of the same code and tests is kept in .var.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from mutants.law import LawMutant
from mutants.making import ROOT, SOURCE, Mutant
from mutants.trying import TESTS, every_mutant

STATE = ROOT / ".var" / "mutation.json"
ENOUGH = 85  # percent


def tried(ids: list[str]) -> Iterator[tuple[str, str]]:
    """Each mutant with `killed` or `survived`, as it comes."""
    worker = [sys.executable, "-m", "mutants.trying"]
    paths = [str(Path(__file__).parent), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    with subprocess.Popen(
        worker, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n".join(ids))
        process.stdin.close()
        for line in process.stdout:
            name, _, outcome = line.rstrip("\n").partition("\t")
            yield name, outcome
    assert process.returncode == 0


def digest() -> str:
    """Of everything that decides whether a mutant is noticed."""
    files = [
        *(SOURCE / "thidua/lawbook").rglob("*.py"),
        *map(Path, TESTS),
        *(ROOT / "law").rglob("*.yaml"),
        *Path(__file__).parent.glob("*.py"),
        *(Path(__file__).parent / "mutants").glob("*.py"),
    ]
    made = hashlib.sha256()
    for file in sorted(set(files)):
        made.update(file.read_bytes())
    return made.hexdigest()


def kept(key: str) -> dict[str, str]:
    held = json.loads(STATE.read_text(encoding="utf-8")) if STATE.exists() else {}
    return dict(held["tried"]) if held.get("digest") == key else {}


def keep(key: str, found: dict[str, str]) -> None:
    STATE.parent.mkdir(parents=True, exist_ok=True)
    new = STATE.with_suffix(".new")
    new.write_text(
        json.dumps({"digest": key, "tried": found}, ensure_ascii=False, indent=0), encoding="utf-8"
    )
    new.replace(STATE)


@cache
def every() -> list[Mutant | LawMutant]:
    return list(every_mutant())


def score(found: dict[str, str]) -> float:
    killed = sum(outcome == "killed" for outcome in found.values())
    survivors = [name for name, outcome in found.items() if outcome != "killed"]
    print(f"\n{killed} of {len(found)} mutants noticed: {100 * killed / len(found):.1f} %")
    print("\n".join(survivors))
    return 100 * killed / len(found)


@pytest.mark.soak
def test_mutants_are_noticed() -> None:
    key, ids = digest(), [mutant.id for mutant in every()]
    found = kept(key)
    for name, outcome in tried([name for name in ids if name not in found]):
        found[name] = outcome
        keep(key, found)
    assert set(found) == set(ids)
    assert score(found) >= ENOUGH


def test_a_sample_of_mutants_is_noticed() -> None:
    """Fifteen, spread over all files; three may be changes that change nothing."""
    ids = [mutant.id for mutant in every()]
    sample = [ids[(2 * place + 1) * len(ids) // 30] for place in range(15)]
    found = dict(tried(sample))
    assert set(found) == set(sample)
    assert score(found) >= 80


def test_each_kind_of_change_is_made() -> None:
    code = [mutant for mutant in every() if isinstance(mutant, Mutant)]
    found = {mutant.what.partition(" (")[0] for mutant in code}
    assert found >= {
        *("Lt becomes LtE", "Lt becomes GtE", "GtE becomes Gt", "Eq becomes NotEq", "And becomes Or"),
        *("BitAnd becomes BitOr", "BitOr becomes BitAnd", "Add becomes Sub", "0 becomes 1", "1 becomes 0"),
        *("no negation", "minimum becomes maximum", "max becomes min", "True becomes False"),
    }
    assert not [mutant.id for mutant in code if mutant.function.endswith(".say")]
    law = {(m.owner, m.criterion, m.parameter, m.value) for m in every() if isinstance(m, LawMutant)}
    assert law >= {
        *(("cstd_bo_tinh", "chain", "years", 2), ("cstd_bo_tinh", "chain", "years", 4)),
        *(("ldtt", "rating", "grade", "excellent"), ("rule transfer", "old_unit_comment", "from_months", 7)),
    }
