"""`thidua audit verify`: the sealed log, walked block by block."""

from __future__ import annotations

import argparse

from thidua.ops.cli import project_dir, say
from thidua.ops.installation import ready


def call(given: argparse.Namespace) -> int:
    with ready(given.data or project_dir() / ".var", say=say):
        from thidua.audit.queries import verify

        found = verify()
    if found.broken is not None:
        print(f"Khối hỏng đầu tiên: {found.broken} ({found.why}).")
        return 1
    print(f"{found.blocks} khối nguyên vẹn, {found.unsealed} dòng chưa niêm phong.")
    return 0
