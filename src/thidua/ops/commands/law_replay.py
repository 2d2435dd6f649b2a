"""`thidua law replay`: which open nominations another version of the law would change. Nothing is written."""

from __future__ import annotations

import argparse

from thidua.kernel.issues import InputFault, Issue
from thidua.lawbook import load
from thidua.ops.cli import say
from thidua.ops.installation import ready


def call(given: argparse.Namespace) -> int:
    book = load(given.law)
    if not given.data.is_dir():
        issue = Issue("replay.data", f"không có thư mục dữ liệu “{given.data}”.", "Ghi đúng thư mục --data.")
        raise InputFault(issue)
    with ready(given.data, say=say):
        from thidua.movements.models import Season
        from thidua.nominations.queries.replay import replay

        for season in Season.objects.order_by("review_year", "id"):
            changes = replay(book, season)
            for one in changes:
                who = one.nomination.person or one.nomination.collective
                before, now = (book.label(f"outcome.{o}") for o in (one.kept, one.now.outcome))
                print(f"{season.code}  {book.label(one.nomination.honour)}  {who}: {before} → {now}")
                for sentence in one.now.reason_sentences():
                    print(f"    {sentence}")
            print(f"{season.code}: {len(changes)} hồ sơ đổi kết luận")
    return 0
