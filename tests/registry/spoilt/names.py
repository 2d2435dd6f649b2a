"""How names are miswritten. Each way gives the name as the line has it; some leave it as it is for some names."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from thidua.kernel.repair import modern_tones
from thidua.kernel.text import fold

Spoil = Callable[[str, random.Random], str]
_TELEX = dict(zip("\u0300\u0301\u0309\u0303\u0323", "fsrxj", strict=True))
_SHAPES = {"\u0302": "^", "\u0306": "w", "\u031b": "w"}


def _bare(name: str) -> str:
    """Without marks, capitals kept."""
    letters = unicodedata.normalize("NFD", name).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in letters if not unicodedata.combining(c))


def _telex_word(word: str) -> str:
    """A word as it is left when the input method was off: `Nguyễn` gives `Nguyeenx`."""
    out, tone = [], ""
    for letter in word:
        bare, *marks = unicodedata.normalize("NFD", letter.replace("đ", "dd").replace("Đ", "Dd"))
        out.append(bare + "".join(marks) if bare in "dD" and marks == ["d"] else bare)
        for mark in marks:
            if mark in _TELEX:
                tone = _TELEX[mark]
            elif mark in _SHAPES:
                out.append(bare.lower() if _SHAPES[mark] == "^" else "w")
    return "".join(out) + tone


def _telex(name: str, lot: random.Random) -> str:
    return " ".join(map(_telex_word, name.split()))


def _i_for_y(name: str, lot: random.Random) -> str:
    """Lý, Mỹ, Vỹ, Quý with an i, and the other way round: only where both are spelled."""

    def turn(found: re.Match[str]) -> str:
        return unicodedata.normalize("NFC", unicodedata.normalize("NFD", found[0]).replace("y", "i"))

    return re.sub(r"(?<=[lmvstkLMVSTK])[ýỳỷỹỵy]\b|(?<=[Qq]u)[ýỳỷỹỵy]\b", turn, name)


def _letter_lost(name: str, lot: random.Random) -> str:
    place = lot.randrange(1, len(name))
    return name if " " in name[place - 1 : place + 1] else name[:place] + name[place + 1 :]


def _letter_doubled(name: str, lot: random.Random) -> str:
    place = lot.randrange(1, len(name))
    return name[:place] + name[place - 1] + name[place:] if name[place - 1] != " " else name


def _exchanged(name: str, lot: random.Random) -> str:
    place = lot.randrange(1, len(name) - 1)
    a, b = name[place], name[place + 1]
    return name if " " in a + b else name[:place] + b + a + name[place + 2 :]


def _short(name: str, lot: random.Random) -> str:
    """N. V. An, or Nguyễn V. An."""
    if " " not in name:
        return name
    family, *middles, given = name.split()
    first = family if lot.random() < 0.5 else f"{family[0]}."
    return " ".join([first, *(f"{word[0]}." for word in middles), given])


def _without_middle(name: str, lot: random.Random) -> str:
    words = name.split()
    return f"{words[0]} {words[-1]}" if len(words) > 2 else name


def _given_first(name: str, lot: random.Random) -> str:
    family, *rest = name.split()
    return " ".join([*rest, family])


def _one_more(name: str, lot: random.Random) -> str:
    family, *rest = name.split()
    return " ".join([family, "Thị" if "Thị" not in rest else "Ngọc", *rest])


def _digits(name: str, lot: random.Random) -> str:
    return name.replace("l", "1", 1) if "l" in name else name.replace("o", "0", 1)


def _before(name: str, lot: random.Random) -> str:
    return (
        lot.choice(("Đ/c ", "Ông ", "Bà ", "đồng chí ", "1. ", "TS. ", "ThS. ", "BSCKII. ", "Cô ", "Thầy "))
        + name
    )


def _behind(name: str, lot: random.Random) -> str:
    return name + lot.choice((" (Hiệu trưởng)", " (HT)", " *", " - Kế toán", " (nghỉ thai sản)", ",", " ."))


WAYS: dict[str, Spoil] = {
    "nguyên vẹn": lambda name, lot: name,
    "chữ in hoa": lambda name, lot: name.upper(),
    "chữ thường": lambda name, lot: name.lower(),
    "không dấu": lambda name, lot: _bare(name),
    "không dấu, in hoa": lambda name, lot: fold(name).upper(),
    "dấu tách rời": lambda name, lot: unicodedata.normalize("NFD", name),
    "dấu cách lạ": lambda name, lot: "\u200b" + name.replace(" ", lot.choice(("  ", "\u00a0", " \n"))) + " ",
    "dấu kiểu mới": lambda name, lot: modern_tones(name),
    "i thay y": _i_for_y,
    "mất một chữ cái": _letter_lost,
    "thừa một chữ cái": _letter_doubled,
    "đảo hai chữ cái": _exchanged,
    "gõ Telex không bật": _telex,
    "số thay chữ": _digits,
    "viết tắt": _short,
    "bỏ tên đệm": _without_middle,
    "tên trước họ": _given_first,
    "thêm một chữ": _one_more,
    "có danh xưng": _before,
    "có ghi chú": _behind,
}
