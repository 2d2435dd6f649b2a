"""The headings of clerks' lists: which column holds what, whatever its place and wording."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from thidua.kernel.sheets import Column, Table, Vocabulary
from thidua.kernel.text import fold
from thidua.lawbook.wordings import HonourReader

_FIELDS: dict[str, tuple[str, ...]] = {
    "name": (
        "Họ và tên",
        "Họ tên",
        "Họ, tên",
        "Họ, chữ đệm và tên",
        "Họ, chữ đệm, tên",
        "Họ, tên đệm và tên",
        "Tên cá nhân",
        "=Cá nhân",
        "=Tên cán bộ",
        "=Tên người",
        "=Cán bộ, công chức",
        "=Cán bộ, viên chức",
        "=Cán bộ, công chức, viên chức",
        "=Cán bộ, giáo viên, nhân viên",
        "Người được đề nghị",
        "Cá nhân được đề nghị",
        "Cá nhân đề nghị",
    ),
    "family": (
        "Họ đệm",
        "Họ và đệm",
        "Họ và tên đệm",
        "Họ và chữ đệm",
        "Họ lót",
        "Họ và tên lót",
        "=Họ",
        "=Tên đệm",
    ),
    "given": ("=Tên", "=Tên gọi"),
    "collective": ("Tên tập thể", "=Tập thể", "Tập thể đề nghị", "Tập thể được đề nghị"),
    "nominee": (
        "=Tập thể, cá nhân",
        "=Cá nhân, tập thể",
        "=Họ tên, tên tập thể",
        "=Tên cá nhân, tập thể",
        "=Tên tập thể, cá nhân",
        "=Họ và tên cá nhân, tên tập thể",
        "=Họ và tên, tên tập thể",
        "=Họ và tên/Tên tập thể",
        "=Tên đối tượng",
        "=Đối tượng",
        "=Đối tượng đề nghị",
    ),
    "body": ("=Tên đơn vị", "=Đơn vị", "=Tên cơ quan, đơn vị", "=Cơ quan, đơn vị", "=Tên cơ quan"),
    "birth": (
        "Ngày sinh",
        "Năm sinh",
        "Ngày tháng năm sinh",
        "Sinh ngày",
        "=Sinh năm",
        "=NS",
        "Ngày, tháng, năm",
    ),
    "sex": ("Giới tính", "=Nam/Nữ", "=Phái", "=Giới"),
    "male": ("=Nam",),
    "female": ("=Nữ",),
    "id": (
        "CCCD",
        "CMND",
        "CMTND",
        "Số định danh",
        "Căn cước",
        "Căn cước công dân",
        "Chứng minh nhân dân",
        "Chứng minh thư",
    ),
    "post": (
        "Chức vụ",
        "Chức danh",
        "Chức vụ, chức danh",
        "Chức vụ, đơn vị công tác",
        "Chức vụ, đơn vị",
        "Chức vụ, nơi công tác",
        "Chức danh, đơn vị công tác",
        "Chức vụ, chức danh, đơn vị công tác",
        "Vị trí việc làm",
        "Nghề nghiệp",
        "Công việc",
    ),
    "unit": (
        "Đơn vị công tác",
        "Nơi công tác",
        "Cơ quan, đơn vị",
        "Đơn vị",
        "Bộ phận",
        "Phòng, ban",
        "Tổ chuyên môn",
        "Cơ quan",
    ),
    "measure": ("Đơn vị tính",),
    "priority": ("Thứ tự ưu tiên", "Ưu tiên", "Thứ tự xếp hạng"),
    "rating": (
        "Kết quả xếp loại",
        "Xếp loại",
        "Mức độ hoàn thành nhiệm vụ",
        "Mức độ hoàn thành",
        "Đánh giá",
        "Kết quả đánh giá",
        "Đánh giá, xếp loại",
        "Đánh giá năm",
    ),
    "initiative": (
        "Tên sáng kiến",
        "Sáng kiến",
        "Đề tài",
        "SKKN",
        "Giải pháp",
        "Tên giải pháp",
        "Tên đề tài",
    ),
    "recognition": ("Quyết định công nhận sáng kiến", "Số quyết định công nhận", "Số quyết định", "Số QĐ"),
    "members_ldtt": (
        "Số người đạt",
        "Số cá nhân đạt",
        "Số LĐTT",
        "Số người đạt LĐTT trở lên",
        "Đạt LĐTT",
        "Số lao động tiên tiến",
        "Số cán bộ đạt",
        "Số CBCCVC đạt",
    ),
    "members": (
        "Tổng số",
        "Tổng số người",
        "Tổng số cán bộ",
        "Số người",
        "Số cán bộ",
        "Số thành viên",
        "Quân số",
        "Số lao động",
        "Biên chế",
        "Số CBVC",
        "Số CBCC",
        "Số CBCCVC",
        "Số CB, CC, VC",
        "Số CB, GV, NV",
        "Số viên chức",
    ),
    "share": ("Tỷ lệ", "Tỉ lệ"),
    "honour": (
        "Danh hiệu",
        "Danh hiệu đề nghị",
        "Danh hiệu thi đua",
        "Đề nghị khen thưởng",
        "Đề nghị",
        "Hình thức khen thưởng",
        "Hình thức đề nghị",
        "Danh hiệu, hình thức",
        "Danh hiệu thi đua đề nghị",
        "Hình thức, danh hiệu",
        "Danh hiệu, hình thức khen thưởng",
        "Khen thưởng",
    ),
    "note": ("Ghi chú", "Lý do", "Lí do"),
}
# Where merged cells may speak for every row of the block. A name, a birth or a number never does.
_FILL = ("unit", "body", "honour", "post", "rating")
ANCHORS = frozenset({"name", "family", "collective", "nominee", "body"})
# "Danh hiệu đã đạt", "Khen thưởng năm trước", "Danh hiệu đăng ký": told, not asked for.
_NOT_ASKED = re.compile(
    r"\bda (?:dat|duoc|nhan|tang|co)\b|\bnam truoc\b|\bcac nam\b|\blien ke\b|\bdang ky\b|\bgan nhat\b"
)
_YEAR = re.compile(r"\b(20\d\d)\b")


def list_vocabulary(reader: HonourReader) -> Vocabulary:
    """Headings of lists; every wording of an honour is a heading too (columns of crosses)."""
    honours = (*_FIELDS["honour"], *(f"={phrase}" for phrase in reader.phrases))
    return Vocabulary(_FIELDS | {"honour": honours}, fill=_FILL)


# Whom a table lists by its heading; "body" (only "Đơn vị") may also be a table of figures about units.
Who = Literal["nominee", "person", "collective", "body"]
_WHO: tuple[Who, ...] = ("nominee", "person", "collective", "body")
_NAMES: dict[Who, tuple[str, ...]] = {
    "nominee": ("nominee",),
    "person": ("family", "name", "given"),  # the order in which they make the name
    "collective": ("collective",),
    "body": ("body",),
}


@dataclass(frozen=True)
class Layout:
    """The columns of one table by meaning. `marks` maps columns of crosses to the code they stand for."""

    who: Who
    names: tuple[int, ...]
    marks: Mapping[int, str]
    honours: tuple[int, ...]
    births: tuple[tuple[int, str | None], ...]  # column and the sex its heading tells
    first: Mapping[str, int]

    @property
    def asks(self) -> bool:
        """True when the table has a column that names honours."""
        return bool(self.marks or self.honours)


def layout_of(table: Table, vocabulary: Vocabulary, reader: HonourReader, year: int | None) -> Layout:
    """What each column of `table` is for."""
    columns = [(column, _field(column, vocabulary)) for column in table.columns]
    marks: dict[int, str] = {}
    honours: list[int] = []
    for column, field in columns:
        if field == "honour" and _asked(column.heading, year):
            codes = reader.read(column.sub or column.heading).codes
            if len(codes) == 1:
                marks[column.index] = codes[0]
            else:
                honours.append(column.index)
    first: dict[str, int] = {}
    for column, field in columns:
        if field:
            first.setdefault(field, column.index)
    fields = set(first)
    who: Who = next((who for who in _WHO if fields & set(_NAMES[who])), "body")
    if who != "body" and "body" in first:
        first.setdefault("unit", first["body"])
    return Layout(who, _names(columns, who), marks, tuple(honours), _births(columns), first)


def _field(column: Column, vocabulary: Vocabulary) -> str | None:
    """Below a group heading such as "Họ và tên" the lower heading says which part the column holds."""
    lower = vocabulary.field_of(column.sub) if column.sub else None
    if column.field == "name" and lower in ("family", "given"):
        return lower
    return column.field


def _asked(heading: str, year: int | None) -> bool:
    folded = fold(heading)
    years = [int(found) for found in _YEAR.findall(folded)]
    return not _NOT_ASKED.search(folded) and not (year and years and year not in years)


def _names(columns: Sequence[tuple[Column, str | None]], who: Who) -> tuple[int, ...]:
    """Columns that together make the name: the family name first wherever it stands."""
    order = _NAMES[who]
    found = [(order.index(field), column.index) for column, field in columns if field in order]
    return tuple(index for _, index in sorted(found))


def _births(columns: Sequence[tuple[Column, str | None]]) -> tuple[tuple[int, str | None], ...]:
    births: list[tuple[int, str | None]] = []
    for column, field in columns:
        lower = fold(column.sub)
        if field in ("male", "female"):
            births.append((column.index, "Nam" if field == "male" else "Nữ"))
        elif field == "birth":
            births.append((column.index, {"nam": "Nam", "nu": "Nữ"}.get(lower)))
    return tuple(births)
