"""Files set in parts: one file, every page once and in order, the same bytes again, and the same refusals."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest
from test_certificates import LONG_UNIT, ONE, pages

from thidua.documents import PaperFailed, parts, render_certificates
from thidua.kernel.issues import InputFault

FIVE = [
    replace(ONE, name=f"Nguyễn Văn {name}", code=f"{name}" * 7) for name in ("AN", "BA", "CA", "DE", "EM")
]


@pytest.fixture(autouse=True)
def _short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PAGES", 2)


def test_every_page_is_there_once_and_in_order() -> None:
    told: list[tuple[int, int]] = []
    made = render_certificates(FIVE, demo=True, progress=lambda done, total: told.append((done, total)))
    assert [text.count(one.name) for text, one in zip(pages(made), FIVE, strict=True)] == [1] * 5
    assert told == [(2, 5), (4, 5), (5, 5), (5, 5)]
    file = pypdf.PdfReader(io.BytesIO(made))
    meta = file.xmp_metadata
    assert meta is not None
    assert (meta.pdfaid_part, meta.pdfaid_conformance) == ("2", "B")


def test_the_same_data_give_the_same_file() -> None:
    assert render_certificates(FIVE, demo=False) == render_certificates(FIVE, demo=False)


@pytest.mark.parametrize("size", [2, 3])
def test_a_part_that_is_full_is_one_file_and_one_more_page_is_two(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_apart: list[int] = []
    whole = parts.set_in_parts
    monkeypatch.setattr(parts, "set_in_parts", lambda *given: set_apart.append(1) or whole(*given))
    assert (len(pages(render_certificates(FIVE[:size], demo=False))), len(set_apart)) == (size, size - 2)


def test_what_cannot_fit_is_refused_whichever_part_it_is_in() -> None:
    with pytest.raises(PaperFailed) as failed:
        render_certificates([*FIVE[:4], replace(ONE, unit=LONG_UNIT * 20)], demo=False)
    assert "Nội dung quá dài" in failed.value.detail


def test_a_missing_entry_is_named_by_its_line_in_the_whole_file() -> None:
    with pytest.raises(InputFault) as fault:
        render_certificates([*FIVE[:4], replace(ONE, name="")], demo=False)
    assert "dòng 5" in str(fault.value)
