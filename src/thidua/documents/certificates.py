"""Certificates: one page each, thousands in one file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.documents import catalogue, codes, engine, parts
from thidua.kernel.issues import InputFault, Issue

FORM = "giay-chung-nhan"
FLAGS_FOR = {"cstd_co_so"}  # 98/2023/NĐ-CP art 104: rows of red flags beside the emblem


@dataclass(frozen=True)
class CertificateData:
    """What one certificate says (98/2023/NĐ-CP art 104). Empty optional text is left out of the page.

    `honour_code` is the catalogue's code (`cstd_co_so`), `honour` its name as printed. `register_number` is
    the recipient's place in the decision ("Số sổ vàng"). `signer_post` stands above the signature,
    `authority_post` (empty: the same) at the top in red; `signer_name` stays empty until a person signs.
    `link` is what the QR opens (empty: the code itself). `achievement` empty gives the usual sentence with
    `year`.
    """

    name: str
    unit: str
    honour_code: str
    honour: str
    year: int
    decision_number: str
    decided_on: date
    issued_on: date
    place: str
    signer_post: str
    register_number: str = ""
    code: str = ""
    link: str = ""
    post: str = ""
    salutation: str = ""
    achievement: str = ""
    authority_post: str = ""
    signer_name: str = ""
    gives: str = "TẶNG DANH HIỆU"

    def entries(self) -> dict[str, Any]:
        """Data of one page as the form's template reads them."""
        return {
            "authority_post": self.authority_post or self.signer_post,
            "gives": self.gives,
            "honour": self.honour,
            "flags": self.honour_code in FLAGS_FOR,
            "salutation": self.salutation,
            "name": self.name,
            "post": self.post,
            "unit": self.unit,
            "achievement": self.achievement
            or f"Đã có thành tích xuất sắc trong phong trào thi đua năm {self.year}",
            "decision_number": self.decision_number,
            "decided_on": self.decided_on,
            "register_number": self.register_number,
            "place": self.place,
            "issued_on": self.issued_on,
            "signer_post": self.signer_post,
            "signer_name": self.signer_name,
            "code": self.code,
            "printed_code": codes.grouped(self.code),
            "qr": codes.as_letters(codes.qr_png(self.link or self.code)) if self.code else "",
        }


def render_certificates(
    items: Sequence[CertificateData], *, demo: bool, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """One PDF/A-2b, a page for each item in their order; `demo` marks every page MẪU.

    The form is the one in force on the day of issue; all items must share it. `progress(done, total)` is
    called with each part that is set and once more, with done equal to total, when the file is ready. A file
    of one part is tagged for screen readers; a longer one is for the printer alone. Raises InputFault for no
    items, missing entries or mixed forms; PaperFailed when a text does not fit its place.
    """
    if not items:
        raise InputFault(
            Issue("no_certificates", "Không có giấy chứng nhận nào để in.", "Chọn người nhận trước.")
        )
    versions = {catalogue.find(FORM, item.issued_on) for item in items}
    if len(versions) > 1:
        said = "Các giấy chứng nhận thuộc hai thời kỳ dùng mẫu khác nhau."
        raise InputFault(Issue("mixed_forms", said, "In riêng từng thời kỳ theo ngày cấp."))
    pages = [engine.plain(item.entries()) for item in items]
    tell = progress or (lambda done, total: None)
    form = versions.pop()
    if len(pages) <= parts.PAGES:
        made = engine.set_pages(form, {"demo": demo, "items": pages})
    else:
        made = parts.set_in_parts(form, {"demo": demo}, pages, lambda done: tell(done, len(pages)))
    tell(len(pages), len(pages))
    return made
