"""Certificates: what is printed, that nothing is cut, and that the code on them can be read."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from datetime import date

import pypdf
import pytest
import segno

from thidua.documents import (
    CertificateData,
    PaperFailed,
    catalogue,
    codes,
    new_code,
    render_certificates,
)
from thidua.kernel.issues import InputFault

DECIDED = date(2024, 2, 5)
MM = 72 / 25.4
ONE = CertificateData(
    name="Nguyễn Thị Ường",
    unit="Trường Mầm non Hương Ngải",
    honour_code="ldtt",
    honour="Lao động tiên tiến",
    year=2023,
    decision_number="7001/QĐ-UBND",
    decided_on=DECIDED,
    issued_on=DECIDED,
    place="Thạch Thất",
    signer_post="Chủ tịch",
    authority_post="Chủ tịch Ủy ban nhân dân huyện Thạch Thất",
    register_number="123",
    post="Giáo viên",
    salutation="Bà",
)
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Nguyễn Phước Thị Quỳnh Thương Ngọc Diễm Hằng Phương Thảo Nguyên"
LONG_UNIT = (
    "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện Thạch Thất, trực thuộc Ủy ban nhân dân "
    "huyện Thạch Thất, thành phố Hà Nội"
)


def vietnamese_letters() -> str:
    """All 134 marked and plain letters, lower and upper case, as twelve-letter words."""
    shapes = "aăâeêioôơuưy"
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    lower = [unicodedata.normalize("NFC", shape + tone) for shape in shapes for tone in tones]
    lower += list("bcdđghklmnpqrstvx")
    letters = lower + [letter.upper() for letter in lower]
    return " ".join("".join(letters[i : i + 12]) for i in range(0, len(letters), 12))


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def printed(*items: CertificateData, demo: bool = False) -> list[str]:
    return pages(render_certificates(items, demo=demo))


def places(pdf: bytes) -> list[tuple[str, float, float]]:
    """Each piece of text of page 1, and its start in mm from the left and the top edge (baseline)."""
    found: list[tuple[str, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.append((text, (cm[4] + tm[4]) / MM, 210 - (cm[5] + tm[5]) / MM))

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return found


def test_a_certificate_says_what_article_104_asks() -> None:
    (text,) = printed(ONE)
    assert text == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN THẠCH THẤT TẶNG DANH HIỆU LAO ĐỘNG TIÊN TIẾN "
        "Bà Nguyễn Thị Ường Giáo viên Trường Mầm non Hương Ngải "
        "Đã có thành tích xuất sắc trong phong trào thi đua năm 2023 "
        "Quyết định số 7001/QĐ-UBND ngày 05 tháng 02 năm 2024 Số sổ vàng: 123 "
        "Thạch Thất, ngày 05 tháng 02 năm 2024 CHỦ TỊCH"
    )


def test_every_vietnamese_letter_is_printed_and_found_again_in_nfc() -> None:
    letters = vietnamese_letters()
    assert len(letters.replace(" ", "")) == 178
    (text,) = printed(replace(ONE, name=letters))
    assert letters in text


def test_a_decomposed_name_is_printed_composed() -> None:
    (text,) = printed(replace(ONE, name=unicodedata.normalize("NFD", "Đặng Hữu Nghĩa")))
    assert "Bà Đặng Hữu Nghĩa Giáo viên" in text


def test_names_are_text_never_markup() -> None:
    name = '#panic("x") *đậm* $x$ @a <b> \\ [c] //'
    (text,) = printed(replace(ONE, name=name))
    assert name in text


def test_one_page_each_in_the_order_given() -> None:
    texts = printed(*(replace(ONE, name=f"Người thứ {n}") for n in range(1, 13)))
    assert [f"Người thứ {n} " in text for n, text in enumerate(texts, start=1)] == [True] * 12
    assert len(texts) == 12


@pytest.mark.parametrize("name", ["Vũ Ý", LONG_NAME, "W" * 60], ids=["shortest", "longest", "one word"])
@pytest.mark.parametrize("unit", ["UBND", LONG_UNIT], ids=["short unit", "long unit"])
def test_any_name_and_unit_stay_between_the_honour_and_the_foot(name: str, unit: str) -> None:
    honour = "Tập thể Lao động tiên tiến xuất sắc dẫn đầu phong trào thi đua toàn huyện"
    pdf = render_certificates([replace(ONE, name=name, unit=unit, honour=honour)], demo=False)
    (text,) = pages(pdf)
    assert f"{honour.upper()} Bà {name} Giáo viên {unit} Đã có" in text
    found = places(pdf)
    starts = [text for text, _, _ in found]
    first = starts.index("Bà ")
    foot = next(i for i, text in enumerate(starts) if text.startswith("Quyết định số"))
    own, above = found[first:foot], found[:first]
    # The recipient's place on the page: 103.5 to 140.5 mm from the top, 35.5 to 261.5 mm from the left.
    assert [(x, y) for _, x, y in own if not (35.4 <= x <= 261.5 and 103.5 <= y <= 140.5)] == []
    assert max(y for _, _, y in above) < 102
    assert min(y for _, _, y in found[foot:]) > 143


def test_what_can_never_fit_is_refused_by_name() -> None:
    with pytest.raises(PaperFailed, match=r"“giay-chung-nhan”.*quá dài"):
        printed(replace(ONE, name="Nguyễn Thị " * 400))


def test_only_grassroots_fighters_have_flags() -> None:
    def drawings(item: CertificateData) -> int:
        reader = pypdf.PdfReader(io.BytesIO(render_certificates([item], demo=False)))
        return len(reader.pages[0]["/Resources"]["/XObject"])

    assert drawings(ONE) == 2  # border and emblem
    assert drawings(replace(ONE, honour_code="cstd_co_so")) == 3


def test_demo_pages_are_marked() -> None:
    assert [("MẪU" in printed(ONE, demo=demo)[0]) for demo in (True, False)] == [True, False]


def test_file_is_pdf_a_2b_a4_landscape_with_liberation_only() -> None:
    pdf = render_certificates([replace(ONE, code=new_code())], demo=True)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    meta = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert ("<pdfaid:part>2</pdfaid:part>" in meta, "<pdfaid:conformance>B</pdfaid:conformance>" in meta) == (
        True,
        True,
    )
    box = reader.pages[0].mediabox
    assert (round(box.width / MM), round(box.height / MM)) == (297, 210)
    fonts = {
        str(font["/BaseFont"]).split("+")[-1] for font in reader.pages[0]["/Resources"]["/Font"].values()
    }
    assert fonts == {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-BoldItalic",
        "LiberationSans",
    }


def test_the_same_data_give_the_same_file() -> None:
    item = replace(ONE, code="A" * 28)
    assert render_certificates([item], demo=False) == render_certificates([item], demo=False)


def test_form_follows_the_day_of_issue() -> None:
    starts = [(2023, 12, 31), (2024, 1, 1), (2025, 6, 30), (2025, 7, 1)]
    found = [catalogue.find("giay-chung-nhan", date(*day)) for day in starts]
    assert [(form.start.isoformat(), form.verified) for form in found] == [
        ("2014-11-01", False),
        ("2024-01-01", True),
        ("2024-01-01", True),
        ("2025-07-01", False),
    ]


def test_forms_of_two_periods_are_not_mixed() -> None:
    with pytest.raises(InputFault, match="hai thời kỳ"):
        printed(ONE, replace(ONE, issued_on=date(2023, 12, 31)))


def test_a_missing_entry_is_named_with_its_line() -> None:
    with pytest.raises(
        InputFault, match="“Danh sách giấy chứng nhận” dòng 2 chưa có “Họ tên hoặc tên tập thể”"
    ):
        printed(ONE, replace(ONE, name=" "))


def test_nobody_to_print_for_is_said() -> None:
    with pytest.raises(InputFault, match="Không có giấy chứng nhận nào"):
        printed()


def test_progress_ends_when_the_file_is_ready() -> None:
    seen: list[tuple[int, int]] = []
    render_certificates([ONE] * 3, demo=False, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(3, 3)]


# --- codes ---


def test_codes_have_128_bits_and_no_letters_that_look_alike() -> None:
    made = {new_code() for _ in range(2000)}
    assert len(made) == 2000
    assert {len(code) for code in made} == {28}
    assert len(codes.ALPHABET) ** 27 < 2**137 < len(codes.ALPHABET) ** 28
    assert set("".join(made)) == set(codes.ALPHABET)
    assert set(codes.ALPHABET) & set("01OILU") == set()


def test_the_code_is_printed_in_fours() -> None:
    (text,) = printed(replace(ONE, code="ABCDEFGHJKMNPQRSTVWXYZ234567"))
    assert "Mã tra cứu ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-4567" in text


@pytest.mark.parametrize("link", ["", "https://thidua.example.gov.vn/kiem-tra/ABCDEFGHJKMNPQRSTVWXYZ234567"])
def test_the_symbol_on_the_page_is_the_one_segno_makes(link: str) -> None:
    item = replace(ONE, code="ABCDEFGHJKMNPQRSTVWXYZ234567", link=link)
    reader = pypdf.PdfReader(io.BytesIO(render_certificates([item], demo=False)))
    drawn = [entry.get_object() for entry in reader.pages[0]["/Resources"]["/XObject"].values()]
    (picture,) = [entry for entry in drawn if entry["/Subtype"] == "/Image"]
    width, pixels = picture["/Width"], picture.get_data()
    assert (picture["/Height"], picture["/BitsPerComponent"], len(pixels)) == (width, 8, width * width)
    expected = segno.make_qr(link or item.code, error="m", mask=codes.MASK, boost_error=False)
    light = (0,) * codes.QUIET
    rows = [(*light, *row, *light) for row in expected.matrix]
    blank = [(0,) * len(rows[0])] * codes.QUIET
    dots = range(codes.DOTS)
    wanted = [
        [0 if dark else 255 for dark in row for _ in dots] for row in blank + rows + blank for _ in dots
    ]
    assert [list(pixels[y * width : (y + 1) * width]) for y in range(width)] == wanted
