"""Bad files are refused with one clear sentence, before any parser opens them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets import archive, gate, open_tables


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows or (("STT", "Họ và tên"), (1, "Nguyễn Văn An")):
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The same container with members changed and added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info)))
        for name, content in more.items():
            new.writestr(name, content)
    return out.getvalue()


def refusal(tmp_path: Path, data: bytes, file: str = "danh-sach.xlsx") -> Issue:
    path = tmp_path / file
    path.write_bytes(data)
    with pytest.raises(InputFault) as caught:
        open_tables(path)
    assert len(caught.value.issues) == 1
    issue = caught.value.issues[0]
    assert issue.place.file == file
    assert issue.cure
    return issue


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputFault) as caught:
        open_tables(tmp_path / "khong-co.xlsx")
    assert caught.value.issues[0].code == "file_missing"


def test_an_empty_file(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"").code == "file_empty"


def test_the_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook()
    path = tmp_path / "ds.xlsx"
    path.write_bytes(data)
    for limit in (len(data), len(data) + 1):
        monkeypatch.setattr(gate, "MAX_BYTES", limit)
        assert open_tables(path)[0].rows[1].cells == (1, "Nguyễn Văn An")
    monkeypatch.setattr(gate, "MAX_BYTES", len(data) - 1)
    assert refusal(tmp_path, data).code == "file_too_large"


def test_a_password(tmp_path: Path) -> None:
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook())).encrypt("mat-khau", locked)
    assert msoffcrypto.OfficeFile(io.BytesIO(locked.getvalue())).is_encrypted()
    issue = refusal(tmp_path, locked.getvalue())
    assert (issue.code, issue.message) == ("file_locked", "Tệp đặt mật khẩu nên không đọc được.")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook(tmp_path: Path, share: float) -> None:
    data = workbook()
    assert refusal(tmp_path, data[: int(len(data) * share)]).code == "file_broken"


def test_a_corrupted_member(tmp_path: Path) -> None:
    data = bytearray(workbook())
    start = data.index(b"xl/workbook.xml") + 60
    data[start : start + 40] = b"\xff" * 40
    assert refusal(tmp_path, bytes(data)).code == "file_broken"


def test_a_parser_that_panics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import python_calamine

    class Panic(BaseException):
        pass

    def explode(*_: object) -> None:
        raise Panic("index out of bounds")

    class Broken:
        from_filelike = staticmethod(explode)

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Broken)
    assert refusal(tmp_path, workbook()).code == "file_broken"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 ...", "tệp PDF"),
        (b"\x89PNG\r\n\x1a\n....", "tệp ảnh"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "trang web"),
        (b'<?xml version="1.0"?><Workbook/>', "trang web"),
    ],
)
def test_other_kinds_named_as_workbooks(tmp_path: Path, data: bytes, words: str) -> None:
    issue = refusal(tmp_path, data)
    assert issue.code == "file_type"
    assert words in issue.message


def test_a_word_file_without_a_table_named_as_a_workbook(tmp_path: Path) -> None:
    from docx import Document

    out = io.BytesIO()
    Document().save(out)
    issue = refusal(tmp_path, out.getvalue())
    assert (issue.code, issue.message) == ("file_no_table", "Tệp Word không có bảng nào.")


def test_random_bytes(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"\x00\x01\x02 not a workbook").code == "file_broken"
    assert refusal(tmp_path, gate._OLE + bytes(2000), "ds.xls").code == "file_type"


def test_a_bomb_small_on_disk_and_huge_when_opened(tmp_path: Path) -> None:
    bomb = repacked(workbook(), lambda _, content: content, **{"xl/media/a.bin": bytes(210 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    assert refusal(tmp_path, bomb).code == "file_bomb"


def test_a_bomb_that_lies_about_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = bytearray(repacked(workbook(), lambda _, content: content, **{"xl/media/a.bin": bytes(4_000_000)}))
    size = (4_000_000).to_bytes(4, "little")
    assert bomb.count(size) == 2  # local header and directory
    assert refusal(tmp_path, bytes(bomb.replace(size, (10).to_bytes(4, "little")))).code == "file_broken"
    monkeypatch.setattr(archive, "MAX_INFLATED", 1_000_000)
    assert refusal(tmp_path, bytes(bomb.replace(size, (10).to_bytes(4, "little")))).code == "file_bomb"


@pytest.mark.parametrize(("extra", "refused"), [(-1, False), (0, False), (1, True)])
def test_the_number_of_members(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: int, refused: bool
) -> None:
    data = workbook()
    members = len(zipfile.ZipFile(io.BytesIO(data)).infolist())
    monkeypatch.setattr(archive, "MAX_MEMBERS", members - extra)
    if refused:
        assert refusal(tmp_path, data).code == "file_bomb"
    else:
        (tmp_path / "ds.xlsx").write_bytes(data)
        assert len(open_tables(tmp_path / "ds.xlsx")) == 1


def test_an_archive_within_and_a_name_that_leaves_the_folder(tmp_path: Path) -> None:
    for name in ("xl/a.zip", "../a.xml", "/etc/a.xml"):
        assert refusal(tmp_path, repacked(workbook(), lambda _, c: c, **{name: b"x"})).code == "file_broken"


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
def test_entities(tmp_path: Path, code: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]>'.encode(code)

    def change(name: str, content: bytes) -> bytes:
        return bomb + content if name == "xl/workbook.xml" else content

    assert refusal(tmp_path, repacked(workbook(), change)).code == "file_entities"


def test_one_cell_at_the_far_corner(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "STT"  # type: ignore[index]
    book.active["XFD1048576"] = "x"  # type: ignore[index]
    out = io.BytesIO()
    book.save(out)
    assert refusal(tmp_path, out.getvalue()).code == "file_wide"


def test_the_grid_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(("a", "b", "c"), ("d", "e", "f"))
    (tmp_path / "ds.xlsx").write_bytes(data)
    for limit in (7, 6):
        monkeypatch.setattr(archive, "MAX_GRID", limit)
        assert len(open_tables(tmp_path / "ds.xlsx")[0].rows) == 2
    monkeypatch.setattr(archive, "MAX_GRID", 5)
    assert refusal(tmp_path, data).code == "file_wide"


def test_formatted_empty_cells_far_away_do_no_harm(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("STT", "Họ và tên"))
    sheet["XFD40000"].font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "ds.xlsx")
    assert open_tables(tmp_path / "ds.xlsx")[0].rows[0].cells[:2] == ("STT", "Họ và tên")


def test_the_name_shown_is_the_senders(tmp_path: Path) -> None:
    (tmp_path / "upload-1").write_bytes(b"")
    with pytest.raises(InputFault) as caught:
        open_tables(tmp_path / "upload-1", name="Trường A.xlsx")
    assert caught.value.issues[0].place.file == "Trường A.xlsx"


def ods(body: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="DS">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive_:
        archive_.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive_.writestr("content.xml", content)
        archive_.writestr("META-INF/manifest.xml", MANIFEST)
    return out.getvalue()


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
CELL = '<table:table-cell{} office:value-type="string"><text:p>{}</text:p></table:table-cell>'
ROW = "<table:table-row{}>{}</table:table-row>"


def test_an_open_document_with_its_long_empty_tail(tmp_path: Path) -> None:
    tail = '<table:table-row table:number-rows-repeated="1048570"/>' + ROW.format(
        ' table:number-rows-repeated="1048570"', '<table:table-cell table:number-columns-repeated="16384"/>'
    )
    rows = ROW.format("", CELL.format("", "STT") + CELL.format("", "Họ và tên"))
    (tmp_path / "ds.ods").write_bytes(ods(rows + tail))
    (sheet,) = open_tables(tmp_path / "ds.ods")
    assert (sheet.name, sheet.rows[0].number, sheet.rows[0].cells) == ("DS", 1, ("STT", "Họ và tên"))


def test_an_open_document_that_repeats_its_values(tmp_path: Path) -> None:
    wide = ROW.format("", CELL.format(' table:number-columns-repeated="{}"', "x"))
    tall = ROW.format(' table:number-rows-repeated="{}"', CELL.format("", "x"))
    for body in (wide, tall):
        for number in (archive.MAX_REPEATED - 1, archive.MAX_REPEATED):
            (tmp_path / "ds.ods").write_bytes(ods(body.format(number)))
            assert open_tables(tmp_path / "ds.ods")[0].rows[0].cells[0] == "x"
        data = ods(body.format(archive.MAX_REPEATED + 1))
        assert refusal(tmp_path, data, "ds.ods").code == "file_wide"
