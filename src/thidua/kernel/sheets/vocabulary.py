"""What headings mean: a field and the phrases by which clerks name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from thidua.kernel.text import fold

NUMBER = "number"  # the field of ordinal numbers, known to every vocabulary
_NUMBER_PHRASES = ("=STT", "=TT", "=Số TT", "=Số thứ tự", "=S TT", "=No")
_LONGEST_HEADING = 16  # words; a longer text is prose


class Vocabulary:
    """Fields and their phrases, compared without marks and case.

    A phrase matches where it stands as whole words in a heading; one that begins with `=` only if it is the
    whole heading. Of several matches the whole heading wins, then the longest phrase, then the one further
    to the left ("Chức vụ, đơn vị" is a post). `fill` names fields whose vertically merged cells hold for
    every row of the block; never name a person's own data there. `crosses` names the fields of a list
    where an "X" is a mark, never a Roman number. `reads` is asked about headings that no phrase names.
    """

    def __init__(
        self,
        fields: Mapping[str, Sequence[str]],
        *,
        fill: Iterable[str] = (),
        crosses: Iterable[str] = (),
        reads: Callable[[str], str | None] = lambda heading: None,
    ) -> None:
        self.fill = frozenset(fill)
        self.crosses = frozenset(crosses)
        self._reads = reads
        self.labels = {field: phrases[0].lstrip("=") for field, phrases in fields.items() if phrases}
        self._whole: dict[str, str] = {}
        self._parts: list[tuple[str, str]] = []
        self._known: dict[str, str | None] = {}
        for field, phrases in ({NUMBER: _NUMBER_PHRASES} | dict(fields)).items():
            for phrase in phrases:
                self._whole.setdefault(fold(phrase), field)
                if not phrase.startswith("="):
                    self._parts.append((f" {fold(phrase)} ", field))

    def field_of(self, heading: str) -> str | None:
        """The field a heading names, or None."""
        if heading not in self._known:
            folded = fold(heading)
            wordy = folded.count(" ") >= _LONGEST_HEADING
            self._known[heading] = self._find(folded) or (None if wordy else self._reads(heading))
        return self._known[heading]

    def is_whole(self, heading: str) -> bool:
        """True when the heading is nothing but a known phrase."""
        return fold(heading) in self._whole or self._reads(heading) is not None

    def _find(self, folded: str) -> str | None:
        if not folded or folded.count(" ") >= _LONGEST_HEADING:
            return None
        if folded in self._whole:
            return self._whole[folded]
        padded = f" {folded} "
        found = [
            (phrase.count(" "), -padded.find(phrase), field)
            for phrase, field in self._parts
            if phrase in padded
        ]
        return max(found)[2] if found else None
