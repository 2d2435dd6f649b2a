"""Writes the Word templates of the papers the office edits. Run it after a change.

The .docx files are its output, in the look of `administrative.typ`. The tags are docxtpl's: `{%p %}` takes
its paragraph away, `{%tr %}` its row, `{%tc %}` its cell.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as SIDE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

PAPERS = Path(__file__).resolve().parents[1]
MADE = ("quyet-dinh/2020-03-05", "to-trinh/2020-03-05")
ROOM = "\u00a0" * 8


def page() -> Any:
    """An empty A4 document: margins 20/20/30/16 mm, page number on top from page 2 on."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(16)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    face(made.styles["Normal"])
    made.styles["Normal"].paragraph_format.space_after = Pt(6)
    number = section.header.paragraphs[0]
    number.alignment = SIDE.CENTER
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = words or None
        number.add_run()._r.append(part)
    return made


def face(style: Any) -> None:
    """Times New Roman 14 for every kind of letter, Vietnamese ones included."""
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    fonts = style.element.rPr.rFonts
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), "Times New Roman")


def put(place: Any, words: str, side: Any = SIDE.LEFT, size: float = 14, **look: bool) -> Any:
    """A paragraph of one run."""
    made = place.add_paragraph()
    made.alignment = side
    add(made, words, size, **look)
    return made


def add(paragraph: Any, words: str, size: float = 14, **look: bool) -> None:
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    for name, value in look.items():
        setattr(run.font, name, value)


def body_text(place: Any, words: str, **look: bool) -> Any:
    """A paragraph of the text: justified, first line indented."""
    made = put(place, words, SIDE.JUSTIFY, **look)
    made.paragraph_format.first_line_indent = Mm(12.7)
    return made


def pair(made: Any, left: int, right: int) -> tuple[Any, Any]:
    """Two cells side by side without lines, of these widths in mm, without their first empty paragraph."""
    table = made.add_table(1, 2)
    table.autofit = False
    cells = table.rows[0].cells
    for cell, width in zip(cells, (left, right), strict=True):
        cell.width = Mm(width)
        cell._tc.remove(cell.paragraphs[0]._p)
    return cells[0], cells[1]


def letterhead(made: Any) -> None:
    left, right = pair(made, 70, 94)
    put(left, "{%p if higher_body %}")
    put(left, "{{ higher_body|upper }}", SIDE.CENTER, 12.5)
    put(left, "{%p endif %}")
    put(left, "{{ body|upper }}", SIDE.CENTER, 12.5, bold=True)
    put(left, "Số: {{ number or '" + ROOM + "' }}/{{ symbol }}", SIDE.CENTER, 13)
    put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SIDE.CENTER, 12.5, bold=True)
    put(right, "Độc lập - Tự do - Hạnh phúc", SIDE.CENTER, 13.5, bold=True, underline=True)
    put(right, "{{ place }}, {{ issued_on|day_long }}", SIDE.CENTER, 13.5, italic=True)


def heading(made: Any, kind: str) -> None:
    put(made, kind, SIDE.CENTER, bold=True).paragraph_format.space_before = Pt(12)
    put(made, "{{ about }}", SIDE.CENTER, bold=True)


def close(made: Any) -> None:
    """Receivers on the left, the signature on the right."""
    left, right = pair(made, 74, 90)
    put(left, "Nơi nhận:", size=12, bold=True, italic=True)
    put(left, "{%p for receiver in receivers %}")
    put(left, "- {{ receiver }}", size=11)
    put(left, "{%p endfor %}")
    put(right, "{%p if signer_authority %}")
    put(right, "{{ signer_authority|upper }}", SIDE.CENTER, bold=True)
    put(right, "{%p endif %}")
    put(right, "{{ signer_post|upper }}", SIDE.CENTER, bold=True).paragraph_format.space_after = Pt(80)
    put(right, "{{ signer_name }}", SIDE.CENTER, bold=True)


def register(made: Any) -> None:
    """A list whose columns the data name; heading row on every page, rows never split."""
    table = made.add_table(4, 3, style="Table Grid")
    table.autofit = False
    rows = (
        ("{%tc for column in list.columns %}", "{{ column.label }}", "{%tc endfor %}"),
        ("{%tr for row in list.rows %}", "", ""),
        ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    )
    for at, (row, words) in enumerate(zip(table.rows, rows, strict=True)):
        kept = row._tr.get_or_add_trPr()
        kept.append(OxmlElement("w:cantSplit"))
        if at == 0:
            kept.append(OxmlElement("w:tblHeader"))
        for cell, text in zip(row.cells, words, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.alignment = SIDE.CENTER if at == 0 else SIDE.LEFT
            add(paragraph, text, 12, bold=at == 0)


def annex_heading(made: Any, attached: str) -> None:
    """Each list begins on a page of its own, under its label where it has one."""
    for tag, label in (("{%p if list.label %}", True), ("{%p else %}", False)):
        put(made, tag)
        first = put(made, "{{ list.label }}", SIDE.CENTER, bold=True) if label else None
        title = put(made, "{{ list.title|upper }}", SIDE.CENTER, bold=True)
        (first or title).paragraph_format.page_break_before = True
    put(made, "{%p endif %}")
    put(made, attached, SIDE.CENTER, 13, italic=True)


def total(made: Any) -> None:
    put(made, "{%p if list.total %}")
    put(made, "{{ list.total }}", size=13, italic=True)
    put(made, "{%p endif %}")


def decision() -> Any:
    """quyet-dinh: the articles, then the lists as annexes."""
    made = page()
    letterhead(made)
    heading(made, "QUYẾT ĐỊNH")
    put(made, "{{ decider|upper }}", SIDE.CENTER, bold=True)
    put(made, "{%p for basis in bases %}")
    body_text(made, "{{ basis }}", italic=True)
    put(made, "{%p endfor %}")
    put(made, "QUYẾT ĐỊNH:", SIDE.CENTER, bold=True)
    put(made, "{%p for article in articles %}")
    add(body_text(made, "Điều {{ loop.index }}. ", bold=True), "{{ article[0] }}")
    put(made, "{%p for more in article[1:] %}")
    body_text(made, "{{ more }}")
    put(made, "{%p endfor %}")
    put(made, "{%p endfor %}")
    close(made)
    put(made, "{%p for list in lists %}")
    number = "{{ number or '" + ROOM + "' }}/{{ symbol }} {{ issued_on|day_long }}"
    annex_heading(made, "(Kèm theo Quyết định số " + number + " của {{ decider }})")
    register(made)
    total(made)
    put(made, "{%p endfor %}")
    return made


def submission() -> Any:
    """to-trinh: bases, numbers by honour, enclosures."""
    made = page()
    letterhead(made)
    heading(made, "TỜ TRÌNH")
    put(made, "Kính gửi: {{ receiver }}", SIDE.CENTER)
    for group in ("bases", "opening"):
        put(made, "{%p for words in " + group + " %}")
        body_text(made, "{{ words }}", italic=group == "bases")
        put(made, "{%p endfor %}")
    put(made, "{%p for list in lists %}")
    register(made)
    total(made)
    put(made, "{%p endfor %}")
    put(made, "{%p for words in closing %}")
    body_text(made, "{{ words }}")
    put(made, "{%p endfor %}")
    put(made, "Hồ sơ kèm theo:", bold=True)
    put(made, "{%p for enclosure in enclosures %}")
    body_text(made, "{{ loop.index }}. {{ enclosure }}")
    put(made, "{%p endfor %}")
    close(made)
    return made


TEMPLATES = dict(zip(MADE, (decision, submission), strict=True))

if __name__ == "__main__":
    for folder, make in TEMPLATES.items():
        make().save(str(PAPERS / folder / "template.docx"))
