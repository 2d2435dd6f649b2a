"""How clerks write honours, and how a wording is read back to the codes of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from thidua.kernel.text import fold

_BODY = (
    "UBND thành phố",
    "Chủ tịch UBND thành phố",
    "UBND tỉnh",
    "Chủ tịch UBND tỉnh",
    "Bộ",
    "Bộ trưởng",
    "cấp thành phố",
    "cấp tỉnh",
    "cấp bộ",
)

WORDINGS: dict[str, tuple[str, ...]] = {
    "ldtt": ("Lao động tiên tiến", "LĐ tiên tiến", "Lao động TT", "LĐTT", "LĐ TT"),
    "cstt": ("Chiến sĩ tiên tiến", "CS tiên tiến", "CSTT"),
    "cstd_co_so": (
        "Chiến sĩ thi đua cơ sở",
        "CSTĐ cơ sở",
        "CSTĐCS",
        "CSTĐ CS",
        "Chiến sĩ TĐ cơ sở",
        "Chiến sĩ thi đua CS",
        "CS thi đua cơ sở",
        "CS TĐ cơ sở",
    ),
    "cstd_bo_tinh": tuple(
        f"{title} {level}"
        for title in ("Chiến sĩ thi đua", "CSTĐ")
        for level in ("thành phố", "cấp thành phố", "tỉnh", "cấp tỉnh", "bộ", "cấp bộ", "ngành")
    ),
    "cstd_toan_quoc": ("Chiến sĩ thi đua toàn quốc", "CSTĐ toàn quốc", "CSTĐTQ"),
    "ttldtt": (
        "Tập thể lao động tiên tiến",
        "Tập thể LĐTT",
        "Tập thể LĐ tiên tiến",
        "TTLĐTT",
        "TT LĐTT",
        "TT LĐ tiên tiến",
        "Tập thể lao động TT",
        "TT lao động tiên tiến",
    ),
    "ttldxs": (
        "Tập thể lao động xuất sắc",
        "Tập thể LĐXS",
        "Tập thể LĐ xuất sắc",
        "TTLĐXS",
        "TT LĐXS",
        "TT lao động xuất sắc",
        "Lao động xuất sắc",
        "LĐXS",
    ),
    "dvtt": ("Đơn vị tiên tiến", "ĐVTT"),
    "dvqt": ("Đơn vị quyết thắng", "ĐVQT"),
    "giay_khen": ("Giấy khen", "GK"),
    "bk_bo_tinh": tuple(f"{form} {body}" for form in ("Bằng khen", "BK") for body in _BODY),
    "bk_ttg": ("Bằng khen của Thủ tướng", "Bằng khen Thủ tướng Chính phủ", "Bằng khen TTg", "BK Thủ tướng"),
    "co_bo_tinh": tuple(
        f"{form} {body}" for form in ("Cờ thi đua", "Cờ thi đua xuất sắc", "Cờ") for body in _BODY
    ),
    "co_cp": ("Cờ thi đua của Chính phủ", "Cờ Chính phủ"),
    "hcld_1": (
        "Huân chương Lao động hạng Nhất",
        "HCLĐ hạng Nhất",
        "HCLĐ hạng I",
        "Huân chương Lao động hạng I",
    ),
    "hcld_2": (
        "Huân chương Lao động hạng Nhì",
        "HCLĐ hạng Nhì",
        "HCLĐ hạng II",
        "Huân chương Lao động hạng II",
    ),
    "hcld_3": (
        "Huân chương Lao động hạng Ba",
        "HCLĐ hạng Ba",
        "HCLĐ hạng III",
        "Huân chương Lao động hạng III",
    ),
    "hn_nguoi_tot_viec_tot": ("Người tốt việc tốt", "NTVT"),
}

# In a table of collectives the personal wording means the collective title (Art 28 of both laws).
OF_COLLECTIVE = {"ldtt": "ttldtt"}
COLLECTIVE_ONLY = frozenset({"ttldtt", "ttldxs", "dvtt", "dvqt", "co_bo_tinh", "co_cp"})
PERSON_ONLY = frozenset(
    {"ldtt", "cstt", "cstd_co_so", "cstd_bo_tinh", "cstd_toan_quoc", "hn_nguoi_tot_viec_tot"}
)

_PARTS = re.compile(r"[,;+/&|]|\bva\b")
_SAME = (
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
_NAMED_AFTER = ("bk_", "co_", "giay_", "cstd_bo_tinh")  # the giver's name may follow: "… thành phố Hà Nội"
_NEVER_NEAR = ("hcld_",)  # one letter parts the classes
_SHORTEST_NEAR = 12  # letters; abbreviations are too close to each other for a guess


@dataclass(frozen=True)
class Reading:
    """Codes in the order written, and the words that stayed dark."""

    codes: tuple[str, ...]
    dark: str = ""


class HonourReader:
    """Reads wordings by a table of phrases (code → phrases); marks, case and `sĩ`/`sỹ` do not matter."""

    def __init__(self, wordings: Mapping[str, Sequence[str]] = WORDINGS) -> None:
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
        for part in _plain(text).split("|"):
            found, rest = self._part(part.split())
            codes += found
            dark += rest
        if {"khong", "chua"} & set(" ".join(dark).split()):
            return Reading((), text)
        if collective:
            codes = [OF_COLLECTIVE.get(code, code) for code in codes]
        return Reading(tuple(dict.fromkeys(codes)), " ".join(dark))

    def named_in(self, text: str) -> tuple[str, ...]:
        """Codes named anywhere in a title or a section line, without guessing."""
        codes: list[str] = []
        for part in _plain(text).split("|"):
            codes += self._exact(part.split())[0]
        return tuple(dict.fromkeys(codes))

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
            near = self._near(" ".join(rest)) if rest else None
            if near:
                codes.append(near)
            elif rest:
                dark.append(" ".join(rest))
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
    return text.lower().replace("và", "va")


def distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        corner, row[0] = row[0], i
        for j, right in enumerate(b, start=1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (left != right))
    return row[-1]
