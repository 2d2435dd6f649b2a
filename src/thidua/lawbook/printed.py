"""A tree of findings as lines of text for a terminal or a letter."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from thidua.lawbook.verdict import Finding

_SIGNS = {"met": "✓", "not_met": "✗", "to_attest": "?", "deferred": "…"}
_LACKS = {"fact": "Thiếu dữ kiện: ", "finding": "Chờ xác nhận: ", "text": "Văn bản chưa đọc: "}
WIDTH = 100


def printed(finding: Finding, depth: int = 0, way: str = "") -> Iterator[str]:
    """Label and sign of each criterion; below it what was found, papers, article and cure."""
    margin = "   " * depth
    yield f"{margin}{_SIGNS[finding.outcome]} {way}{finding.label}"
    for text in _notes(finding):
        yield from textwrap.wrap(text, WIDTH, initial_indent=margin + "  ", subsequent_indent=margin + "  ")
    for place, child in enumerate(finding.children):
        yield from printed(child, depth + 1, "hoặc: " if place and finding.group == "any" else "")


def _notes(finding: Finding) -> Iterator[str]:
    yield finding.sentence
    if finding.evidence:
        yield f"Hồ sơ: {'; '.join(finding.evidence)}"
    if finding.article:
        yield f"Căn cứ: {finding.article} [{finding.cite}]"
    if finding.cure:
        yield f"→ {_LACKS.get(finding.lack, '')}{finding.cure}"
    if finding.others:
        yield f"Không nêu cách dành cho đối tượng khác: {', '.join(finding.others)}."
