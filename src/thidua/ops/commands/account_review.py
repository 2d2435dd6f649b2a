"""`thidua account review`: turns off the accounts nobody has used for 45 days, and names them."""

from __future__ import annotations

import argparse

from thidua.ops.cli import project_dir, say
from thidua.ops.installation import ready


def call(given: argparse.Namespace) -> int:
    with ready(given.data or project_dir() / ".var", say=say):
        from thidua.access.actions import review
        from thidua.audit.actor import SystemActor

        gone = review(actor=SystemActor())
        for user in gone:
            print(f"{user.username}\t{user.full_name}")
        say(f"Đã tắt {len(gone)} tài khoản 45 ngày không dùng.")
    return 0
