"""Papers of a season: what is printed is what the ledger and the verdicts hold."""

from __future__ import annotations

import importlib.util
import io
import unicodedata
import zipfile
from datetime import date
from typing import Any

import docx
import pypdf
import pytest
from builders import SERIES, SPIRIT, House, born, house, people, row
from django.conf import settings

from thidua.decisions import exports
from thidua.decisions.actions import issue
from thidua.decisions.models import Decision
from thidua.documents import catalogue, render_docx
from thidua.kernel.issues import InputFault
from thidua.nominations.exports import refusals_pdf, verdict_pdf
from thidua.nominations.models import Nomination

MARKED = 'Đặng "Tý" & <Hợi>'
REFUSED = "Trần Văn Hai"


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def paragraphs(content: bytes) -> list[str]:
    return [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]


def tables(content: bytes) -> list[list[list[str]]]:
    """The lists of a Word file, without the tables that only hold letterhead and signature."""
    found = docx.Document(io.BytesIO(content)).tables
    return [[[c.text for c in r.cells] for r in t.rows] for t in found if len(t.columns) > 2]


@pytest.fixture
def season(db: None) -> House:
    """Unit A with two awarded, one of them with marks in the name, and one refused."""
    h = house()
    people(
        born("CB1", unicodedata.normalize("NFD", MARKED), "A", date(1980, 1, 2)),
        born("CB2", REFUSED, "A", date(1981, 1, 2)),
        born("CB3", "Lê Thị Ường", "A", date(1982, 1, 2)),
    )
    h.rate("good", "CB1", "CB3")
    h.rate("completed", "CB2")
    h.attest(SPIRIT)
    h.send(
        h.a,
        row(MARKED, birth=date(1980, 1, 2)),
        row(REFUSED, birth=date(1981, 1, 2)),
        row("Lê Thị Ường", birth=date(1982, 1, 2)),
    )
    h.judge()
    return h


def decided(h: House, signer: str = "") -> Decision:
    h.season.signer_name = signer
    h.season.save()
    h.vote()
    decision = issue(actor=h.records, season=h.season, honour="ldtt", series=SERIES)
    assert decision is not None
    return decision


def test_word_and_pdf_hold_the_list_of_the_decision(season: House) -> None:
    decision = decided(season)
    (table,) = tables(exports.decision_docx(decision))
    lines = exports.lines_of(decision)
    assert table[0] == ["STT", "Họ và tên", "Chức vụ", "Đơn vị"]
    assert [(r[0], r[1], r[3]) for r in table[1:]] == [
        (str(line.position), line.award.name_written, line.award.unit_written) for line in lines
    ]
    assert {line.award.name_written for line in lines} == {MARKED, "Lê Thị Ường"}
    printed = text_of(exports.decision_pdf(decision))
    assert [line.award.name_written in printed for line in lines] == [True, True]
    assert printed == unicodedata.normalize("NFC", printed)


@pytest.mark.parametrize(("signer", "sample"), [("", True), ("Nguyễn Văn Ký", False)])
def test_only_what_nobody_signed_is_a_sample(season: House, signer: str, sample: bool) -> None:
    decision = decided(season, signer)
    papers = [
        text_of(exports.decision_pdf(decision)),
        " ".join(paragraphs(exports.decision_docx(decision))),
        text_of(exports.certificates_pdf(decision)[0]),
        text_of(exports.submission_pdf(season.season)),
        text_of(refusals_pdf(season.season)),
    ]
    assert ["MẪU" in text for text in papers] == [sample] * 5
    assert (signer in papers[0]) is True


def test_the_code_on_a_certificate_leads_to_its_verification(season: House) -> None:
    decision = decided(season)
    items = exports.certificate_items(decision)
    codes = [line.code for line in exports.lines_of(decision)]
    assert [item.link for item in items] == [f"{settings.PUBLIC_URL}/xac-thuc/{code}/" for code in codes]
    assert len(set(codes)) == 2


def test_the_letter_counts_what_the_council_approved(season: House) -> None:
    decided(season)
    (table,) = tables(exports.submission_docx(season.season))
    assert table[1:] == [["1", "Lao động tiên tiến", "Cá nhân", "3", "1", "2"]]
    printed = text_of(exports.submission_pdf(season.season))
    assert "Kính gửi: Chủ tịch UBND huyện" in printed
    assert "1 Lao động tiên tiến Cá nhân 3 1 2 Tổng cộng trình tặng 2 cá nhân." in printed


def test_there_is_no_letter_before_the_council_votes(season: House) -> None:
    with pytest.raises(InputFault, match="Hội đồng chưa thông qua"):
        exports.submission_pdf(season.season)


def test_refusals_name_who_and_why_unit_by_unit(season: House) -> None:
    printed = text_of(refusals_pdf(season.season, season.a))
    assert REFUSED in printed
    assert "xếp loại “Hoàn thành nhiệm vụ”" in printed
    assert "Điều 24 Luật Thi đua" in printed
    assert "Danh sách có 1 dòng." in printed
    assert "Lê Thị Ường" not in printed
    with pytest.raises(InputFault, match="Không có cá nhân, tập thể nào bị trả lại"):
        refusals_pdf(season.season, season.b)


def test_the_explanation_gives_each_criterion(season: House) -> None:
    refused = Nomination.objects.get(person__code="CB2")
    assert refused.verdict is not None
    printed = text_of(verdict_pdf(refused))

    def leaves(finding: dict[str, Any]) -> list[dict[str, Any]]:
        return [leaf for c in finding["children"] for leaf in leaves(c)] or [finding]

    found = leaves(refused.verdict.findings["findings"])
    assert len(found) > 2
    wanted = [words for leaf in found for words in (leaf["label"], leaf["sentence"], leaf["article"])]
    assert [words for words in wanted if words not in printed] == []
    assert f"Cá nhân, tập thể: {REFUSED}" in printed
    assert "Kết luận: Không đủ điều kiện" in printed


# --- the Word engine, without a database ---


@pytest.mark.parametrize("text", ['A & B <c> "d"', "{{ 7 * 7 }} {% if x %}", "Tên {{ decider }}"])
def test_data_never_become_markup_in_word(text: str) -> None:
    sample = catalogue.find("quyet-dinh").sample() | {"about": text}
    assert text in paragraphs(render_docx("quyet-dinh", sample, on=None))


@pytest.mark.parametrize("text", ["Tên \x01 lạ", "{_{ x }_}"])
def test_a_letter_word_cannot_hold_is_refused(text: str) -> None:
    sample = catalogue.find("quyet-dinh").sample() | {"about": text}
    with pytest.raises(InputFault, match="có ký tự không in được"):
        render_docx("quyet-dinh", sample, on=None)


def test_a_form_without_a_word_template_says_so() -> None:
    sample = catalogue.find("danh-sach-khong-dat").sample()
    with pytest.raises(InputFault, match="không có bản Word"):
        render_docx("danh-sach-khong-dat", sample, on=None)


def test_a_draft_in_word_leaves_room_for_number_and_day() -> None:
    sample = catalogue.find("quyet-dinh").sample() | {"number": "", "issued_on": None, "lists": []}
    content = render_docx("quyet-dinh", sample, on=None)
    head = [c.text for c in docx.Document(io.BytesIO(content)).tables[0].rows[0].cells]
    assert [" ".join(words.split()) for words in head] == [
        "ỦY BAN NHÂN DÂN HUYỆN THẠCH THẤT Số: /QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Thạch Thất, ngày tháng năm",
    ]


def test_word_templates_are_what_the_script_writes() -> None:
    spec = importlib.util.spec_from_file_location("word", catalogue.PAPERS / "style" / "word.py")
    assert spec is not None
    assert spec.loader is not None
    word = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(word)
    for folder, make in word.TEMPLATES.items():
        made = io.BytesIO()
        make().save(made)
        with (
            zipfile.ZipFile(made) as fresh,
            zipfile.ZipFile(catalogue.PAPERS / folder / "template.docx") as kept,
        ):
            parts = ("word/document.xml", "word/styles.xml", "word/header1.xml")
            assert [fresh.read(p) for p in parts] == [kept.read(p) for p in parts]
