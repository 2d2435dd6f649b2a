"""`thidua demo`: the season of 2023 beside the published article."""

from __future__ import annotations

import argparse
import hashlib
import os
from pathlib import Path

from thidua.kernel.numbers import number
from thidua.ops.cli import project_dir, say
from thidua.ops.commands.season_run import run_season, tell
from thidua.ops.commands.serve import serve
from thidua.ops.installation import ready

SEASON = "thach-that-2023"


def call(given: argparse.Namespace) -> int:
    # The demo's accounts are for looking around: a name and a password will do.
    os.environ.setdefault("THIDUA_TOTP", "offered")
    root = project_dir()
    folder, data, out = root / "demo" / SEASON, root / ".var" / "demo", root / ".var" / "demo" / "out"
    os.environ.setdefault("THIDUA_TRUSTED_ROOTS", str(data / "tin-cay"))
    seal = _digest(folder, root / "law", root / "src")
    if not _is_done(out, seal):
        summary = run_season(folder, out, answers=None, data_dir=data, keep_going=False)
        tell(summary)
        (out / "seal").write_text(seal, encoding="utf-8")
    with ready(data, say=say):
        equal = show(folder / "article.json")
        if given.check or not equal:
            return 0 if equal else 1
        tell_accounts(data)
        serve(given.port, data, article=folder / "article.json")
    return 0


def tell_accounts(data: Path) -> None:
    """Print the demo accounts; the office's also finds records to look at."""
    from thidua.movements.models import Season
    from thidua.ops.demo.whole import demo_whole

    accounts = demo_whole(Season.objects.select_related("authority").get(code=SEASON), data)
    print("Tài khoản mẫu (tên / mật khẩu):")
    for one in accounts:
        print(f"  {one.username:<10} {one.password}   {one.what}")
    print("  công chúng: không cần đăng nhập")


def _digest(*folders: Path) -> str:
    """Hash over names and contents: the season is run again when its files, the law or the program changed."""
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            found.update(str(path.relative_to(folder)).encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def _is_done(out: Path, seal: str) -> bool:
    try:
        return (out / "seal").read_text(encoding="utf-8") == seal and (out / "summary.json").exists()
    except OSError:
        return False


def show(article: Path) -> bool:
    """Print every figure of the article beside the season's; True when all are equal."""
    from thidua.movements.models import Season
    from thidua.reports.queries import compare

    season = Season.objects.filter(code=SEASON).first()
    if season is None:
        return False
    rows = compare(season, article)
    width = max(len(row.label) for row in rows)
    print(f"{'Danh hiệu, hình thức':<{width}}  {'Bài báo':>9}  {'Đợt xét':>9}")
    for row in rows:
        sign = "=" if row.equal else "≠ KHÁC"
        print(f"{row.label:<{width}}  {number(row.article):>9}  {number(row.season):>9}  {sign}")
    equal = all(row.equal for row in rows)
    print("Mọi số liệu của bài báo đều khớp." if equal else "Có số liệu không khớp.")
    return equal
