"""Files people attach: what may be kept, and that nothing in a PDF acts by itself."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from builders import House, house

from thidua.documents import attachments
from thidua.documents.attachments import EVIDENCE, PDF, PNG, keep
from thidua.documents.models import Attachment
from thidua.kernel.issues import InputFault, Refused

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(8)


@pytest.fixture
def town(db: None) -> House:
    return house()


def pdf(act: str = "", *, password: str = "") -> bytes:
    with pikepdf.new() as made:
        made.add_blank_page()
        if act == "js":
            made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        if act == "launch":
            made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
        if act == "file":
            made.attachments["x.exe"] = b"MZ"
        out = io.BytesIO()
        made.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else None)
    return out.getvalue()


def codes(town: House, content: bytes, name: str = "tep.pdf", kinds: tuple[str, ...] = EVIDENCE) -> list[str]:
    with pytest.raises((Refused, InputFault)) as fault:
        keep(actor=town.office, file=name, content=content, kinds=kinds)
    assert Attachment.objects.count() == 0
    return [one.code for one in fault.value.issues]


def test_a_file_is_kept_as_it_was_sent_under_its_name_alone(town: House) -> None:
    one = keep(actor=town.office, file="C:\\Tep\\001180900123 minh chứng.png", content=PICTURE)
    assert (one.name, one.media_type, one.size, bytes(one.content)) == (
        "…123 minh chứng.png",
        PNG,
        16,
        PICTURE,
    )
    assert keep(actor=town.office, file="a.pdf", content=pdf()).media_type == PDF


@pytest.mark.parametrize("act", ["js", "launch", "file"])
def test_a_pdf_that_acts_by_itself_is_refused(town: House, act: str) -> None:
    assert codes(town, pdf(act)) == ["attachment.acts"]


def test_locked_broken_foreign_and_empty_files_are_refused(town: House) -> None:
    assert codes(town, pdf(password="x")) == ["attachment.locked"]
    assert codes(town, b"%PDF-1.7 rac") == ["attachment.broken"]
    assert codes(town, b"MZ\x90\x00") == ["attachment.kind"]
    assert codes(town, b"") == ["attachment.size"]
    assert codes(town, PICTURE, kinds=(PDF,)) == ["attachment.kind"]


def test_the_limit_of_size_is_twenty_megabytes(town: House) -> None:
    most = PICTURE + bytes(attachments.MAX_BYTES - len(PICTURE))
    assert codes(town, most + b"x") == ["attachment.size"]
    assert keep(actor=town.office, file="a.png", content=most).size == attachments.MAX_BYTES


def test_the_limit_of_pages_is_five_hundred(town: House) -> None:
    def of(pages: int) -> bytes:
        with pikepdf.new() as made:
            for _ in range(pages):
                made.add_blank_page()
            out = io.BytesIO()
            made.save(out)
        return out.getvalue()

    assert codes(town, of(501)) == ["attachment.pages"]
    assert keep(actor=town.office, file="a.pdf", content=of(500)).media_type == PDF


def test_an_archive_that_swells_is_refused(town: House) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(220 * 1024 * 1024))
    assert codes(town, out.getvalue(), "a.docx") == ["file_bomb"]
