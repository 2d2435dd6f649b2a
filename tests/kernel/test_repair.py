"""Old character tables come out as Unicode, and good Unicode is left alone."""

from __future__ import annotations

import pytest

from thidua.kernel.repair import (
    Table,
    classic_tones,
    decide,
    from_tcvn3,
    from_vni,
    modern_tones,
    repair_texts,
)
from thidua.kernel.syllables import is_syllable

ABC = ["Hä vµ tªn", "NguyÔn V¨n Thä", "§ç ThÞ Lµnh", "Lao ®éng tiªn tiÕn", "Tr\u00adêng THCS B×nh Yªn"]
PLAIN = ["Họ và tên", "Nguyễn Văn Thọ", "Đỗ Thị Lành", "Lao động tiên tiến", "Trường THCS Bình Yên"]


def test_tcvn3_reads_as_the_clerk_meant() -> None:
    assert [from_tcvn3(text) for text in ABC] == PLAIN


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NG¦êI LËP BIÓU", "NGƯỜI LẬP BIỂU"),
        ("THñ TR¦ëNG §¥N VÞ", "THỦ TRƯỞNG ĐƠN VỊ"),
        ("UBND x· §¹i §ång", "UBND xã Đại Đồng"),
    ],
)
def test_tcvn3_in_a_capital_font_gives_capitals(typed: str, meant: str) -> None:
    assert from_tcvn3(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyeãn Vaên An", "Nguyễn Văn An"),
        ("Tröôøng Tieåu hoïc Ñoàng Truùc", "Trường Tiểu học Đồng Trúc"),
        ("lao ñoäng tieân tieán", "lao động tiên tiến"),
        ("Lyù Thò Myõ", "Lý Thị Mỹ"),
    ],
)
def test_vni_reads_as_the_clerk_meant(typed: str, meant: str) -> None:
    assert from_vni(typed) == meant


def test_a_sheet_in_one_old_table_is_converted_whole() -> None:
    # "Tô" is a name in Unicode too: the sheet decides, not the cell.
    assert repair_texts([*ABC, "T« ThÞ T©m"]) == ([*PLAIN, "Tô Thị Tâm"], Table.TCVN3)


def test_a_good_unicode_sheet_is_untouched() -> None:
    texts = [*PLAIN, "Tô Hà", "Lê Tú", "H'Hen Niê"]
    assert repair_texts(texts) == (texts, Table.UNICODE)


def test_in_a_mixed_sheet_only_cells_that_cannot_be_unicode_change() -> None:
    mixed = ["Họ và tên", "Lao động tiên tiến", "NguyÔn V¨n Thä", "§ç ThÞ Lµnh", "L\u00adu ThÞ Hµ", "Tô Hà"]
    read, table = repair_texts(mixed)
    assert read == ["Họ và tên", "Lao động tiên tiến", "Nguyễn Văn Thọ", "Đỗ Thị Lành", "Lưu Thị Hà", "Tô Hà"]
    assert table is Table.TCVN3


def test_two_marked_words_prove_nothing_three_do() -> None:
    assert decide(["Hä vµ"]) is Table.UNICODE
    assert decide(["Hä vµ tªn"]) is Table.TCVN3


def test_foreign_text_is_no_old_table() -> None:
    assert decide(["Müller Größe Äpfel Öl façade"]) is Table.UNICODE


def test_tones_move_only_in_open_syllables_and_never_after_q() -> None:
    assert modern_tones("hòa Thủy khỏe quý hoàn") == "hoà Thuỷ khoẻ quý hoàn"
    assert classic_tones("hoà Thuỷ khoẻ quý hoàn") == "hòa Thủy khỏe quý hoàn"


@pytest.mark.parametrize("word", ["nguyễn", "khuỷu", "quyển", "giếng", "Yên", "thuở", "rượu", "gì", "ĐOÀN"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["vµ", "tªn", "Hä", "Vaên", "tieán", "hàc", "bảt", "x·"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
