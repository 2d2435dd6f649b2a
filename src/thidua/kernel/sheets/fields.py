"""Single cells of a list: names, identity numbers, sex, grades, marks."""

from __future__ import annotations

import re

from thidua.kernel.sheets import Cell
from thidua.kernel.text import fold, tidy

_DEGREE = r"(?:(?:pgs|gs|ts|ths|bs|bscki{1,2}|ds|ks|cn)[\s.,]+)+"
_ADDRESS = re.compile(
    rf"^(?:(?:(?P<m>ông|ô\.)|(?P<f>bà|b\.)|đ/c|đồng chí|đ\.c|cô|thầy)[\s.:]+(?:{_DEGREE})?|{_DEGREE})",
    re.IGNORECASE,
)
_ID_IN_TEXT = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
# One or two letters and six to eight digits, as most states print the numbers of their passports.
PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}")
_ENUMERATOR = re.compile(r"^\d{1,3}[.)]\s*")
_MARKS = frozenset({"x", "v", "xx", "co", "dat", "d", "y", "1", "dn"})
_SIGNS = frozenset("✓✔☑√×+*●")
_NOTHING = frozenset({"", "0", "khong", "k", "o"})
_ORGANISATION = re.compile(
    r"(?:tap the|ubnd|uy ban|hdnd|phong"
    r"|truong (?:mam non|mn|tieu hoc|th|thcs|thpt|tieu|trung|cao dang|dai hoc)"
    r"|ban|hoi|trung tam|tram|chi cuc|cuc|so|thanh tra|huyen doan|thanh doan|doan|lien doan|van phong"
    r"|cong an|huyen uy|dang uy|thanh uy|to|bo phan|benh vien|cong ty|hat|bch|toa an|vien|kho bac"
    r"|chi nhanh|xa|huyen|quan|thi tran"
    r"|tinh|thanh pho|thi xa|phuong|bo chi huy|quy|bao hiem|co quan|khoi|thon|buu dien|dai|nha)\b.+"
)


def read_name(cell: Cell) -> tuple[str, str | None, list[str]]:
    """(name, sex told by "Ông" or "Bà", repairs). Names wholly in one case get proper case."""
    raw = tidy(str(cell)) if cell is not None else ""
    name = _ENUMERATOR.sub("", raw)
    address = _ADDRESS.match(name)
    sex = None
    if address:
        sex = "Nam" if address["m"] else "Nữ" if address["f"] else None
        name = name[address.end() :]
    repairs = [f"bỏ phần thừa trước tên: “{raw}”"] if name != raw else []
    if name and (name == name.upper() or name == name.lower()):
        proper = " ".join(map(_capital, name.lower().split(" ")))
        if proper != name:
            repairs.append(f"họ tên viết lại theo chữ hoa đầu từ: “{name}”")
        name = proper
    return name, sex, repairs


def _capital(word: str) -> str:
    """First letters, also after an apostrophe or a hyphen: `h'hen` gives `H'Hen`."""
    return re.sub(r"(^|['’-])(\w)", lambda found: found[1] + found[2].upper(), word)


def is_organisation(name: str) -> bool:
    """True when a name begins as those of bodies and units do."""
    return _ORGANISATION.fullmatch(fold(name)) is not None


def read_id(cell: Cell) -> tuple[str | None, list[str], bool]:
    """(identity number, repairs, wrong). The repairs are kept and shown, so they never repeat the number.

    Numbers lost their leading zeros: 10 or 11 digits grow to 12 (province codes begin with one or two
    zeros), 8 to 9 (the old card). Spaces, dots and apostrophes go. A passport's letters are kept.
    """
    if cell is None:
        return None, [], False
    raw = str(cell)
    if isinstance(cell, str) and fold(raw) in _NOTHING:
        return None, [], False
    digits = re.sub(r"[\s.'’`\-]", "", re.sub(r"\.0$", "", raw))
    if PASSPORT.fullmatch(digits.upper()):
        return digits.upper(), [], False
    if not digits.isdigit():
        return None, [], True
    repairs = [] if digits == raw or not isinstance(cell, str) else ["bỏ dấu cách trong số CCCD"]
    full = digits.zfill(12) if len(digits) in (10, 11) else digits.zfill(9) if len(digits) == 8 else digits
    if full != digits:
        repairs.append("thêm số 0 ở đầu số CCCD")
    return (full, repairs, False) if len(full) in (9, 12) else (None, [], True)


def without_ids(text: str) -> str:
    """The text with every run of 9 or 12 digits cut to its last three: free text is kept, ids in it are not."""
    return _ID_IN_TEXT.sub(lambda found: "…" + found[0][-3:], text)


def read_sex(cell: Cell) -> str | None:
    """`Nam` or `Nữ`."""
    folded = fold(str(cell)) if cell is not None else ""
    return {"nam": "Nam", "nu": "Nữ", "n": None, "m": "Nam", "f": "Nữ"}.get(folded)


def read_rating(cell: Cell) -> str | None:
    """excellent, good, completed, not_completed from the words or their abbreviations."""
    words = fold(str(cell)) if cell is not None else ""
    if "khong hoan thanh" in words or words in ("khtnv", "khnv", "khong ht"):
        return "not_completed"
    if "xuat sac" in words or words in ("htxsnv", "htxs", "xs", "hoan thanh xs"):
        return "excellent"
    if "hoan thanh tot" in words or words in ("tot", "htt", "httnv"):
        return "good"
    return "completed" if "hoan thanh" in words or words in ("htnv", "ht") else None


def is_mark(cell: Cell) -> bool:
    """x, v, 1, có, ✓ …: the row has what the heading names."""
    text = str(cell).strip()
    return fold(text) in _MARKS or (bool(text) and set(text) <= _SIGNS)


def is_nothing(cell: Cell) -> bool:
    """Empty, 0, a dash, không."""
    return cell is None or (not is_mark(cell) and fold(str(cell)) in _NOTHING)


def is_ditto(cell: Cell) -> bool:
    """`-nt-`, `nt`, `"`: as above."""
    return isinstance(cell, str) and (
        fold(cell) in ("nt", "n t", "nhu tren") or cell.strip() in ('"', "”", "“", "''", "〃")
    )
