"""Decisions, refusal lists, the catalogue of forms, the fonts and drawings that ship with them."""

from __future__ import annotations

import hashlib
import importlib.util
import io
from datetime import date
from typing import Any

import pypdf
import pytest
import yaml

from thidua.documents import PaperFailed, catalogue, engine, render
from thidua.kernel.issues import InputFault

DAY = date(2023, 12, 22)


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def decision(**changes: Any) -> dict[str, Any]:
    return catalogue.find("quyet-dinh").sample() | changes


def long_list(count: int) -> list[dict[str, Any]]:
    columns = [
        {"label": "STT", "share": 0, "align": "center"},
        {"label": "Họ và tên", "share": 1, "align": "left"},
    ]
    rows = [[str(n), f"Nguyễn Thị Mẫu {n}."] for n in range(1, count + 1)]
    return [{"label": "", "title": "Danh sách", "columns": columns, "rows": rows, "total": ""}]


def test_the_forms_are_these() -> None:
    assert catalogue.forms() == (
        "danh-sach-khong-dat",
        "giai-thich",
        "giao-uoc",
        "giay-chung-nhan",
        "giay-chung-nhan-sang-kien",
        "quyet-dinh",
        "to-trinh",
    )


@pytest.mark.parametrize("form", catalogue.forms())
def test_every_sample_fills_its_form_and_is_pdf_a(form: str) -> None:
    version = catalogue.find(form)
    assert list(engine.missing(version, version.sample())) == []
    reader = pypdf.PdfReader(io.BytesIO(render(form, version.sample(), on=DAY)))
    meta = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert ("<pdfaid:part>2<" in meta, "<pdfaid:conformance>B<" in meta) == (True, True)
    fonts = {
        str(font["/BaseFont"]).split("+")[-1].split("-")[0]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {family.removeprefix("Liberation") for family in fonts} <= {"Serif", "Sans"}


def test_a_decision_reads_in_the_order_of_an_administrative_document() -> None:
    first = texts(render("quyet-dinh", decision(), on=DAY))[0]
    parts = [
        "ỦY BAN NHÂN DÂN HUYỆN THẠCH THẤT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 7001/QĐ-UBND",
        "Thạch Thất, ngày 22 tháng 12 năm 2023",
        "QUYẾT ĐỊNH Về việc tặng danh hiệu",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN THẠCH THẤT Căn cứ",
        "QUYẾT ĐỊNH: Điều 1. Tặng danh hiệu",
        "Điều 2. Tiền thưởng",
        "Điều 3. Chánh Văn phòng",
        "Nơi nhận: - Như Điều 3;",
        "CHỦ TỊCH",
    ]
    places = [first.find(part) for part in parts[:-1]]
    assert -1 not in places
    assert places == sorted(places)
    assert first.endswith(parts[-1])


def test_a_draft_leaves_room_for_number_and_day() -> None:
    draft = decision(number="", issued_on=None, lists=[])
    (only,) = texts(render("quyet-dinh", draft, on=DAY))
    assert "Số: /QĐ-UBND" in only
    assert "Thạch Thất, ngày tháng năm" in only


def test_a_long_list_repeats_its_heading_and_numbers_its_pages_but_the_first() -> None:
    pages = texts(render("quyet-dinh", decision(lists=long_list(200)), on=DAY))
    assert len(pages) > 4
    assert not pages[0].startswith("1 ")
    assert [page.split(" ")[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    assert ["STT Họ và tên" in page for page in pages] == [False] + [True] * (len(pages) - 1)
    joined = " ".join(pages)
    assert [joined.count(f"Nguyễn Thị Mẫu {n}.") for n in range(1, 201)] == [1] * 200


def test_the_refusal_list_gives_each_reason_and_article() -> None:
    sample = catalogue.find("danh-sach-khong-dat").sample()
    text = " ".join(texts(render("danh-sach-khong-dat", sample, on=DAY)))
    for row in sample["rows"]:
        assert [row[key] in text for key in ("name", "honour", "reason", "article")] == [True] * 4
    assert "Danh sách có 3 dòng." in text


def test_optional_entries_may_be_absent() -> None:
    sample = decision()
    for name in ("higher_body", "number", "signer_authority", "signer_name", "lists"):
        del sample[name]
    assert len(texts(render("quyet-dinh", sample, on=DAY))) == 1


def test_what_is_missing_is_named_in_vietnamese() -> None:
    sample = catalogue.find("danh-sach-khong-dat").sample()
    sample["rows"][1]["reason"] = ""
    with pytest.raises(InputFault) as caught:
        render("danh-sach-khong-dat", sample | {"body": ""}, on=DAY)
    assert [issue.message for issue in caught.value.issues] == [
        "Mẫu “danh-sach-khong-dat”: chưa có “Cơ quan lập danh sách”.",
        "Mẫu “danh-sach-khong-dat”: “Các dòng” dòng 2 chưa có “Lý do”.",
    ]


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(InputFault, match="“Ngày ban hành” không phải là một ngày: 2023-02-30"):
        render("quyet-dinh", decision(issued_on="2023-02-30"), on=DAY)


def test_a_letter_the_fonts_lack_is_never_printed_as_a_box() -> None:
    with pytest.raises(PaperFailed, match="quyet-dinh"):
        render("quyet-dinh", decision(about="Về việc 獎"), on=DAY)


@pytest.mark.parametrize(
    ("form", "day", "said"),
    [
        ("khong-co", DAY, "Không có mẫu giấy tờ “khong-co”"),
        ("../law", DAY, "Không có mẫu giấy tờ"),
        ("quyet-dinh", date(2020, 3, 4), "chỉ dùng từ 05/03/2020"),
    ],
)
def test_an_unknown_form_or_day_is_refused(form: str, day: date, said: str) -> None:
    with pytest.raises(InputFault, match=said):
        render(form, {}, on=day)


def test_fonts_are_the_ones_of_the_manifest() -> None:
    manifest = yaml.safe_load((engine.FONTS / "manifest.yaml").read_text(encoding="utf-8"))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in engine.FONTS.glob("*.ttf")}
    assert found == manifest["sha256"]
    assert len(found) == 8


def test_drawings_are_what_the_script_draws() -> None:
    art = catalogue.PAPERS / "art"
    spec = importlib.util.spec_from_file_location("draw", art / "draw.py")
    assert spec is not None
    assert spec.loader is not None
    draw = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(draw)
    written = {path.name: path.read_text(encoding="utf-8") for path in art.glob("*.svg")}
    assert written == {name: make() for name, make in draw.DRAWINGS.items()}
