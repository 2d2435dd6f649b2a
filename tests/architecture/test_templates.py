"""Every template that another one or a view names is there."""

from __future__ import annotations

import re

from sources import ROOT

WEB = ROOT / "src" / "thidua" / "web"
NAMED = re.compile(r"""{%\s*(?:include|extends)\s+"([^"]+)"|"(\w+/[\w/]+\.html)\"""")


def test_every_template_that_is_named_is_there() -> None:
    files = [*WEB.rglob("*.html"), *WEB.rglob("*.py")]
    named = {
        (path.name, one or other)
        for path in files
        for one, other in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    held = {str(p.relative_to(folder)) for folder in WEB.glob("*/templates") for p in folder.rglob("*.html")}
    assert ("list.html", "shell/base.html") in named
    assert {(where, name) for where, name in named if name not in held} == set()
