"""Signatures on papers: made with a certificate, checked, and every way of tampering noticed."""

from __future__ import annotations

import asyncio
import io
from datetime import date
from functools import lru_cache
from pathlib import Path

import pikepdf
import pytest

from thidua.documents.engine import render
from thidua.documents.signing import Pkcs12Signer, Signed, sign_pdf, signatures_of
from thidua.documents.signing.apart import apart
from thidua.kernel.issues import Refused
from thidua.ops.demo.trial_ca import TrialCA

PASS = "mat-khau-thu"


@lru_cache
def authority() -> TrialCA:
    return TrialCA.make("CA thử")


@pytest.fixture
def roots(tmp_path: Path) -> list[Path]:
    path = tmp_path / "goc.pem"
    path.write_bytes(authority().pem())
    return [path]


@lru_cache
def paper() -> bytes:
    rows = [{"name": "Hộ văn hóa", "goal": "từ 92 %"}]
    data = {
        "authority": "UBND huyện Mẫu", "movement": "Phong trào", "year": "2024", "unit": "UBND xã Mẫu",
        "head_post": "Chủ tịch UBND xã Mẫu", "signed_on": date(2024, 1, 29), "rows": rows,
    }  # fmt: skip
    return render("giao-uoc", data, on=date(2024, 1, 29))


def signer(name: str = "Chủ tịch xã", ca: TrialCA | None = None) -> Pkcs12Signer:
    return Pkcs12Signer.open((ca or authority()).pkcs12(name, PASS), PASS)


@lru_cache
def signed_once() -> bytes:
    return sign_pdf(paper(), signer(), field="Mot", reason="Ký", place="Mẫu")


def told(found: tuple[Signed, ...]) -> list[tuple[str, bool, bool, bool]]:
    return [(one.subject, one.intact, one.whole, one.trusted) for one in found]


def test_a_signature_says_who_signed_and_that_nothing_changed(roots: list[Path]) -> None:
    found = signatures_of(signed_once(), roots)
    assert told(found) == [("Chủ tịch xã", True, True, True)]
    assert (found[0].good, found[0].words) == (True, "Nội dung còn nguyên, chứng thư được tin cậy.")


def test_a_second_signature_leaves_the_first_valid(roots: list[Path]) -> None:
    both = sign_pdf(signed_once(), signer("Lãnh đạo huyện"), field="Hai", reason="Chứng kiến", place="Mẫu")
    assert told(signatures_of(both, roots)) == [
        ("Chủ tịch xã", True, True, True), ("Lãnh đạo huyện", True, True, True),
    ]  # fmt: skip


def test_a_paper_without_signatures_has_none(roots: list[Path]) -> None:
    assert (signatures_of(paper(), roots), signatures_of(b"khong phai pdf", roots)) == ((), ())


def test_one_changed_byte_is_noticed(roots: list[Path]) -> None:
    pdf = bytearray(signed_once())
    at = pdf.index(b"stream") + 40
    pdf[at] ^= 1
    assert [one.intact for one in signatures_of(bytes(pdf), roots)] == [False]


def test_a_page_added_after_signing_is_noticed(roots: list[Path]) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(signed_once()))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/MediaBox"] = generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 100, 100))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    (found,) = signatures_of(out.getvalue(), roots)
    assert (found.intact, found.whole, found.words) == (True, False, "Tệp bị thêm nội dung sau khi ký.")


def test_a_rewritten_file_is_no_longer_what_was_signed(roots: list[Path]) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed_once())) as pdf:
        pdf.save(out)
    assert [one.good for one in signatures_of(out.getvalue(), roots)] == [False]


def test_a_certificate_of_another_authority_is_not_trusted(roots: list[Path]) -> None:
    foreign = sign_pdf(paper(), signer(ca=TrialCA.make("CA lạ")), field="Mot", reason="Ký", place="Mẫu")
    (found,) = signatures_of(foreign, roots)
    assert (found.intact, found.trusted) == (True, False)
    assert [one.trusted for one in signatures_of(signed_once(), [])] == [False]


@pytest.mark.parametrize(("days", "code"), [((-10, -1), "signing.expired"), ((1, 10), "signing.expired")])
def test_a_certificate_that_is_not_valid_now_signs_nothing(days: tuple[int, int], code: str) -> None:
    with pytest.raises(Refused) as fault:
        Pkcs12Signer.open(authority().pkcs12("Cũ", PASS, days=days), PASS)
    assert [one.code for one in fault.value.issues] == [code]


@pytest.mark.parametrize(("content", "passphrase"), [(None, "sai"), (b"rac", PASS), (b"", PASS)])
def test_a_wrong_passphrase_or_a_broken_file_says_one_thing(content: bytes | None, passphrase: str) -> None:
    with pytest.raises(Refused) as fault:
        Pkcs12Signer.open(authority().pkcs12("Tên", PASS) if content is None else content, passphrase)
    assert [one.code for one in fault.value.issues] == ["signing.file"]
    assert passphrase not in str(fault.value.issues[0])


def test_a_field_is_signed_once() -> None:
    with pytest.raises(Refused) as fault:
        sign_pdf(signed_once(), signer(), field="Mot", reason="Ký", place="Mẫu")
    assert [one.code for one in fault.value.issues] == ["signing.failed"]


def test_signing_works_where_an_event_loop_runs(roots: list[Path]) -> None:
    async def inside() -> tuple[Signed, ...]:
        return signatures_of(sign_pdf(paper(), signer(), field="Mot", reason="Ký", place="Mẫu"), roots)

    # In a thread of its own: another test of this process may have left a loop running in this one.
    assert told(apart(lambda: asyncio.run(inside()))) == [("Chủ tịch xã", True, True, True)]
