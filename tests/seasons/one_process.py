"""Several commands in one process, one after another: reads a list of them, tells how each one ended."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import traceback

from thidua.ops.cli import main


def ended(command: list[str]) -> dict[str, object]:
    """Exit status, and what was said on stderr and stdout."""
    said, told = io.StringIO(), io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(told):
        try:
            code = main(command)
        except Exception:
            traceback.print_exc()
            code = 1
    return {"code": code, "said": said.getvalue(), "told": told.getvalue()}


if __name__ == "__main__":
    json.dump([ended(command) for command in json.load(sys.stdin)], sys.stdout)
