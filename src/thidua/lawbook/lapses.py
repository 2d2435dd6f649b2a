"""Instruments that end while a rule still rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from thidua.lawbook.faults import Fault
from thidua.lawbook.located import Mapped
from thidua.lawbook.rules import Instrument


class Span(NamedTuple):
    """Days from `start` to the day before `end`."""

    start: date
    end: date


ALWAYS = Span(date.min, date.max)


@dataclass(frozen=True)
class Lapses:
    """Looks through one file: every dated entry holds until the next of its list takes over."""

    file: str
    instruments: Mapping[str, Instrument]

    def of(self, node: Any, span: Span = ALWAYS) -> Iterator[Fault]:
        """Faults of a mapping or list whose rules hold on the days of `span`."""
        if isinstance(node, list):
            for item, days in _spans(node, span):
                if not (isinstance(item, Mapped) and item.get("repealed")):
                    yield from self.of(item, days)
        elif isinstance(node, Mapped):
            for key, value in node.items():
                yield from self._bases(value, span) if key == "basis" else self.of(value, span)

    def _bases(self, basis: Any, span: Span) -> Iterator[Fault]:
        for entry, days in _spans(basis, span) if isinstance(basis, list) else [(basis, span)]:
            if isinstance(entry, Mapped):
                yield from self._basis(entry, days)

    def _basis(self, basis: Mapped, span: Span) -> Iterator[Fault]:
        cited = self.instruments.get(str(basis.get("instrument")))
        after = self.instruments.get(cited.repealed_by) if cited else None
        # One that ended before the rule began is told by the reader of its basis.
        if cited and after and span.start < after.start < span.end:
            yield Fault(
                self.file,
                basis.line_of("instrument"),
                f"Văn bản {cited.number} hết hiệu lực ngày {after.start.isoformat()} khi quy định còn áp dụng; "
                "thêm căn cứ hoặc phiên bản từ ngày đó.",
            )


def _spans(items: Sequence[Any], span: Span) -> Iterator[tuple[Any, Span]]:
    """Each item with its days: it ends where the next one for the same nominees begins."""
    dated = [item for item in items if isinstance(item, Mapped) and isinstance(item.get("from"), date)]
    for item in items:
        if item not in dated:
            yield item, span
            continue
        later = [other["from"] for other in dated if other["from"] > item["from"] and _meet(item, other)]
        yield item, Span(item["from"], min([span.end, *later]))


def _meet(one: Mapped, other: Mapped) -> bool:
    """Whether two entries speak of the same kind of nominee."""
    mine, theirs = one.get("for"), other.get("for")
    return not (isinstance(mine, list) and isinstance(theirs, list)) or bool(set(mine) & set(theirs))
