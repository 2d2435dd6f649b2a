"""What the figures of an article are, in words."""

from __future__ import annotations

from types import MappingProxyType

from thidua.lawbook import LawBook
from thidua.movements.enums import ClusterKind

LABELS = MappingProxyType(
    {
        "lists/units": "Đơn vị gửi danh sách đề nghị",
        "decisions/issued": "Quyết định do cơ quan ban hành",
        "decisions/higher": "Lượt do cấp trên tặng",
        "issued/person": "Cá nhân được cơ quan khen thưởng",
        "issued/collective": "Tập thể được cơ quan khen thưởng",
        "award/share": "Tỷ lệ Chiến sĩ thi đua cơ sở",
        "award/both": "Cá nhân của hai danh hiệu",
        "conference/came": "Đại biểu dự hội nghị",
        "conference/presented": "Lượt khen thưởng trao tại hội nghị",
        "conference/later": "Lượt nhận sau hoặc còn chờ",
        "movement/tasks": "Việc trọng tâm của phong trào năm sau",
        "movement/criteria": "Nhóm tiêu chí chấm điểm",
        "movement/top": "Điểm tối đa của nhóm nặng nhất",
        "covenants/signed": "Giao ước thi đua",
        **{f"clusters/{kind}": str(label) for kind, label in ClusterKind.choices},
    }
)
# Those that have no list of their own to be looked up in.
WITHOUT_A_LIST = (
    "lists/units",
    "conference/came",
    "conference/presented",
    "conference/later",
    *(f"clusters/{kind}" for kind in ClusterKind.values),
)
_KINDS = {"person": "cá nhân", "collective": "tập thể"}


def label_of(key: str, book: LawBook) -> str:
    """`own/ldtt/person` → “Lao động tiên tiến, cá nhân”; a key nobody knows stays as it is."""
    if key in LABELS:
        return LABELS[key]
    _, _, rest = key.partition("/")
    honour, _, kind = rest.partition("/")
    known = {one.code for one in book.honours()}
    return f"{book.label(honour)}, {_KINDS[kind]}" if honour in known and kind in _KINDS else key
