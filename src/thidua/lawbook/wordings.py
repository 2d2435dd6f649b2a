"""How a wording of a clerk is read back to the codes of the catalogue. The wordings stand in law/terms.yaml."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from thidua.kernel.text import fold

_PARTS = re.compile(r"[,;+/&|]|\bva\b")
_DOTTED = re.compile(r"(?<!\w)(?:\w\.){2,}\w?\b")  # L.Đ.T.T
_SAME = (
    (" t the ", " tap the "),
    (" uy ban nhan dan ", " ubnd "),
    (" thanh pho ", " tp "),
    (" chien sy ", " chien si "),
    (" cua ", " "),
    (" cap ", " "),
    (" danh hieu ", " "),
    (" nguoi tot | viec tot ", " nguoi tot viec tot "),
)
_FILLER = frozenset(
    {"dh", "de", "nghi", "xet", "tang", "thuong", "cong", "nhan", "nam", "hoc", "hinh", "thuc", "khen"}
    | {"ca", "la", "lan", "dat", "duoc", "thu", "so"}
)
_CROSS = frozenset({"x", "danh", "dau"})  # "(đánh dấu x)"
_NAMED_AFTER = ("bk_", "co_", "giay_", "cstd_bo_tinh")  # the giver's name may follow: "… thành phố Hà Nội"
_NEVER_NEAR = ("hcld_", "hc_", "dhvd_")  # one letter parts the classes
_SHORTEST_NEAR = 12  # letters; abbreviations are too close to each other for a guess


@dataclass(frozen=True)
class Reading:
    """Codes in the order written, and the words that stayed dark."""

    codes: tuple[str, ...]
    dark: str = ""


class HonourReader:
    """Reads wordings by a table of phrases (code → phrases); marks, case and `sĩ`/`sỹ` do not matter.

    `person_only` and `collective_only` are the codes only one kind of nominee can get; `twins` tells which title
    a personal one means in a table of collectives. `LawBook.honour_reader` gives all of them from the law.
    """

    def __init__(
        self,
        wordings: Mapping[str, Sequence[str]],
        *,
        person_only: Collection[str] = (),
        collective_only: Collection[str] = (),
        twins: Mapping[str, str] | None = None,
    ) -> None:
        self.person_only, self.collective_only = frozenset(person_only), frozenset(collective_only)
        self.twins = dict(twins or {})
        self.order = {code: place for place, code in enumerate(wordings)}
        self.phrases: dict[str, str] = {}
        for code, phrases in wordings.items():
            for phrase in phrases:
                self.phrases.setdefault(_plain(phrase), code)
        self._longest = max((phrase.count(" ") + 1 for phrase in self.phrases), default=0)
        self.read = lru_cache(maxsize=5_000)(self._read)

    def _read(self, text: str, collective: bool = False) -> Reading:
        """The honours a cell asks for. Misspellings are read where only one honour lies near."""
        codes: list[str] = []
        dark: list[str] = []
        plain = _plain(text)
        whole = self.phrases.get(plain)  # a full name may itself hold a comma: "… của Bộ, ban, ngành, tỉnh"
        for part in plain.split("|") if not whole else ():
            found, rest = self._part(part.split())
            codes += found
            dark += rest
        codes += [whole] if whole else []
        if {"khong", "chua"} & set(" ".join(dark).split()):
            return Reading((), text)
        if collective:
            codes = [self.of_collective(code) for code in codes]
        return Reading(tuple(dict.fromkeys(codes)), " ".join(dark))

    def read_given(self, text: str, giver: str, collective: bool = False) -> Reading:
        """As `read`; what names no honour alone is read with its giver: "Bằng khen" of "UBND thành phố"."""
        reading = self.read(text, collective)
        if reading.codes or not text or not giver:
            return reading
        given = self.read(f"{text} {giver}", collective)
        return given if len(given.codes) == 1 and not given.dark else reading

    def of_collective(self, code: str) -> str:
        """The title a wording means in a table of collectives."""
        return self.twins.get(code, code)

    def named_in(self, text: str) -> tuple[str, ...]:
        """Codes named anywhere in a title or a section line, without guessing."""
        codes: list[str] = []
        for part in _plain(text).split("|"):
            codes += self._exact(part.split())[0]
        return tuple(dict.fromkeys(codes))

    def titled(self, text: str) -> str | None:
        """The one code a heading names beside words that say nothing: "Đề nghị LĐTT (x)", "CSTĐCS năm 2023"."""
        codes: list[str] = []
        for part in _plain(text).split("|"):
            found, runs = self._exact(part.split())
            if any(word not in _FILLER | _CROSS and not word.isdigit() for run in runs for word in run):
                return None
            codes += found
        return codes[0] if len(set(codes)) == 1 else None

    def _exact(self, words: list[str]) -> tuple[list[str], list[list[str]]]:
        """Codes of the longest phrases from left to right, and the runs of other words."""
        codes: list[str] = []
        runs: list[list[str]] = [[]]
        place = 0
        while place < len(words):
            for length in range(min(self._longest, len(words) - place), 0, -1):
                code = self.phrases.get(" ".join(words[place : place + length]))
                if code:
                    codes.append(code)
                    place = len(words) if code.startswith(_NAMED_AFTER) else place + length
                    runs.append([])
                    break
            else:
                runs[-1].append(words[place])
                place += 1
        return codes, runs

    def _part(self, words: list[str]) -> tuple[list[str], list[str]]:
        codes, runs = self._exact(words)
        dark: list[str] = []
        for run in runs:
            rest = [word for word in run if word not in _FILLER and not word.isdigit()]
            near = (self._near(" ".join(run)) or self._near(" ".join(rest))) if rest else None
            if near:
                codes.append(near)
            elif rest:
                dark.append(" ".join(run))
        return codes, dark

    def _near(self, text: str) -> str | None:
        """The one code within a small edit distance; None when none or when another lies as near."""
        if len(text) < _SHORTEST_NEAR:
            return None
        best: dict[str, int] = {}
        for phrase, code in self.phrases.items():
            limit = len(phrase) // 8
            if len(phrase) >= _SHORTEST_NEAR and abs(len(phrase) - len(text)) <= limit:
                gap = distance(phrase, text)
                if gap <= limit:
                    best[code] = min(gap, best.get(code, gap))
        if len(best) != 1:
            return None
        code = next(iter(best))
        return None if code.startswith(_NEVER_NEAR) else code


def _plain(text: str) -> str:
    """Folded words with `|` where clerks part two honours."""
    folded = " " + " | ".join(fold(part) for part in _PARTS.split(_no_marks(text))) + " "
    for written, same in _SAME:
        folded = folded.replace(written, same)
    return " ".join(folded.split())


def _no_marks(text: str) -> str:
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    return text.lower().replace("và", "va")


def distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        corner, row[0] = row[0], i
        for j, right in enumerate(b, start=1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (left != right))
    return row[-1]
