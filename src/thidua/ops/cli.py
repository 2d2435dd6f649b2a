"""`thidua`: the command line. Each command is a module in `ops/commands`, loaded when it is called."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from thidua.kernel.issues import InputFault, Refused
from thidua.lawbook.faults import LawFault
from thidua.ops.postgres import DatabaseFault

BAD_INPUT = 2


def say(message: str) -> None:
    """Progress and warnings go to stderr; results to stdout."""
    print(message, file=sys.stderr, flush=True)


def project_dir() -> Path:
    """Where law/, papers/ and demo/ are: THIDUA_HOME, or the folder the package is installed from."""
    return Path(os.environ.get("THIDUA_HOME") or Path(__file__).resolve().parents[3])


_BENCHES = ("import", "certificates", "pages", "screen", "search", "scorecard", "similar", "roll", "portal")


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="thidua", description="Thi đua, khen thưởng của cơ quan nhà nước")
    groups = top.add_subparsers(dest="group", required=True, metavar="LỆNH")
    season = groups.add_parser("season", help="chạy một đợt xét").add_subparsers(
        required=True, metavar="VIỆC"
    )
    run = season.add_parser("run", help="từ danh sách của các đơn vị đến sổ khen thưởng")
    run.add_argument("folder", type=Path, metavar="DIR")
    run.add_argument("--out", type=Path, required=True, metavar="OUT")
    run.add_argument("--answers", type=Path, metavar="FILE", help="câu trả lời thay cho answers.yaml")
    run.add_argument("--data", type=Path, metavar="DATADIR", help="giữ cơ sở dữ liệu ở đây để chạy tiếp")
    run.add_argument("--keep-going", action="store_true", help="báo tệp hỏng rồi đọc tiếp")
    run.set_defaults(call="season_run")
    demo = groups.add_parser("demo", help="chạy đợt xét mẫu, so với bài báo, mở trang web")
    demo.add_argument("--check", action="store_true", help="chỉ so số liệu, không mở trang web")
    demo.add_argument("--port", type=int, default=8000)
    demo.set_defaults(call="demo")
    serve = groups.add_parser("serve", help="mở trang web")
    serve.add_argument("--data", type=Path, metavar="DATADIR")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(call="serve")
    worker = groups.add_parser("worker", help="làm các việc chạy nền")
    worker.add_argument("--data", type=Path, metavar="DATADIR")
    worker.add_argument("--until-stdin-ends", action="store_true", help=argparse.SUPPRESS)
    worker.set_defaults(call="worker")
    load = groups.add_parser("load", help="nạp người bịa để thử tải")
    load.add_argument("--people", type=int, required=True, metavar="N", help="số người")
    load.add_argument("--years", type=int, default=10, metavar="N", help="số năm của mỗi người")
    load.add_argument("--data", type=Path, metavar="DATADIR")
    load.set_defaults(call="load")
    bench = groups.add_parser("bench", help="đo tốc độ bên cạnh mức sàn")
    bench.add_argument("name", choices=_BENCHES, metavar="NAME")
    bench.add_argument("--json", action="store_true")
    bench.add_argument(
        "--people", type=int, default=1_000_000, metavar="N", help="số người bịa (screen, search)"
    )
    bench.add_argument(
        "--data", type=Path, metavar="DATADIR", help="giữ người bịa ở đây cho lần sau (screen, search)"
    )
    bench.set_defaults(call="bench")
    _comment(groups)
    _law(groups)
    _account(groups)
    audit = groups.add_parser("audit", help="nhật ký").add_subparsers(required=True, metavar="VIỆC")
    verify = audit.add_parser("verify", help="kiểm tra chuỗi niêm phong")
    verify.add_argument("--data", type=Path, metavar="DATADIR")
    verify.set_defaults(call="audit_verify")
    return top


def _comment(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    comment = groups.add_parser("comment", help="bình luận").add_subparsers(required=True, metavar="VIỆC")
    comment.add_parser("check", help="bình luận nào viết thiếu dấu; mỗi dòng một bình luận").set_defaults(
        call="comment_check"
    )


def _law(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    law = groups.add_parser("law", help="luật").add_subparsers(required=True, metavar="VIỆC")
    check = law.add_parser("check", help="kiểm tra law/")
    _place(check)
    check.set_defaults(call="law_check")
    coverage = law.add_parser("coverage", help="danh hiệu nào xét được bằng gì, ở thời kỳ nào")
    coverage.add_argument(
        "--out", type=Path, metavar="FILE", help="ghi ra tệp, thường là docs/law-coverage.md"
    )
    coverage.set_defaults(call="law_coverage")
    judge = law.add_parser("judge", help="chạy các tình huống")
    _place(judge)
    judge.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    judge.add_argument("--json", action="store_true")
    judge.set_defaults(call="law_judge")
    explain = law.add_parser("explain", help="giải thích tiêu chuẩn cho một người, một tập thể")
    _place(explain)
    explain.add_argument("honour", metavar="HONOUR")
    explain.add_argument("--facts", type=Path, required=True, metavar="FILE")
    explain.add_argument("--on", required=True, metavar="DAY", help="ngày nhận hồ sơ, dạng 2023-12-15")
    explain.set_defaults(call="law_explain")
    replay = law.add_parser("replay", help="hồ sơ nào đổi kết luận theo một bản luật khác")
    replay.add_argument("law", type=Path, metavar="LAWDIR", help="thư mục của bản luật khác")
    replay.add_argument("--data", type=Path, required=True, metavar="DATADIR", help="cơ sở dữ liệu đang dùng")
    replay.set_defaults(call="law_replay")


def _account(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    account = groups.add_parser("account", help="tài khoản").add_subparsers(required=True, metavar="VIỆC")
    invite = account.add_parser("invite", help="lập tài khoản, in đường dẫn đặt mật khẩu")
    invite.add_argument("username", metavar="USERNAME")
    invite.add_argument("--name", required=True, metavar="NAME", help="họ và tên")
    invite.add_argument("--administrator", action="store_true", help="giao luôn quyền quản trị hệ thống")
    invite.add_argument("--unit", metavar="CODE", help="mã đơn vị được quản trị; mặc định là đơn vị đứng đầu")
    invite.add_argument("--data", type=Path, metavar="DATADIR")
    invite.set_defaults(call="account_invite")
    review = account.add_parser("review", help="tắt các tài khoản 45 ngày không dùng")
    review.add_argument("--data", type=Path, metavar="DATADIR")
    review.set_defaults(call="account_review")


def _place(command: argparse.ArgumentParser) -> None:
    command.add_argument("--place", metavar="PLACE", help="gói quy định địa phương trong law/local")


def _stop(number: int, frame: FrameType | None) -> None:
    """A polite stop: leave every block, so that the database is stopped with the program."""
    raise SystemExit(128 + number)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Bad input prints its messages in Vietnamese and gives 2."""
    signal.signal(signal.SIGTERM, _stop)
    given = parser().parse_args(argv)
    from importlib import import_module

    call: Callable[[argparse.Namespace], int] = import_module(f"thidua.ops.commands.{given.call}").call
    try:
        return call(given)
    except (InputFault, Refused) as fault:
        for issue in fault.issues:
            say(f"Lỗi: {issue}")
    except LawFault as fault:
        for one in fault.faults:
            say(f"Lỗi trong luật: {one}")
    except DatabaseFault as fault:
        say(f"Lỗi cơ sở dữ liệu: {fault}")
    except KeyboardInterrupt:
        say("Đã dừng theo yêu cầu.")
        return 130
    return BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
