"""`thidua bench similar`, in a process of its own: one initiative held against 5,000 invented texts of some 300 words,
as the desk does it. The floor is a plain overlap of word sets over all of them, without finding copied passages.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from thidua.ops.measuring import median_seconds, peak_mb

TEXTS, WORDS, TIMES = 5_000, 300, 7
_SYLLABLES = (
    "ba ca da đa ga hà kha lá mà nam oan phân quy ra sinh ta uy vân xa yên chất lượng thời gian học sinh giáo viên "
    "hồ sơ giải pháp sáng kiến bảng tổng hợp thống kê phụ huynh kiểm tra đánh giá hiệu quả áp dụng đơn vị cán bộ"
)


def text(drawn: random.Random, words: int = WORDS) -> str:
    syllables = _SYLLABLES.split()
    return " ".join(drawn.choice(syllables) + str(drawn.randrange(40)) for _ in range(words))


def copies(original: str, drawn: random.Random) -> dict[str, str]:
    """The original as copied: a third of it, all of it without accents, its sentences in another order."""
    words = original.split()
    third = words[: len(words) // 3]
    from thidua.kernel.text import fold

    pieces = [words[at : at + 20] for at in range(0, len(words), 20)]
    drawn.shuffle(pieces)
    return {
        "đoạn chép": " ".join([*third, *text(drawn, WORDS - len(third)).split()]),
        "bỏ dấu": fold(original),
        "đảo câu": " ".join(word for piece in pieces for word in piece),
    }


def fill() -> tuple[str, dict[str, int]]:
    """The invented texts and three copies of one among them. Returns the text looked for and the copies' ids."""
    from thidua.audit.actor import SystemActor
    from thidua.initiatives.likeness import shingles_of
    from thidua.initiatives.models import Application
    from thidua.registry.actions import enter_units
    from thidua.registry.models import OrgUnit
    from thidua.registry.records import UnitRecord

    enter_units(actor=SystemActor(), records=[UnitRecord("T", "Đơn vị mẫu")])
    unit, drawn = OrgUnit.objects.get(code="T"), random.Random(5000)
    original = text(drawn)

    def row(body: str, name: str) -> Application:
        return Application(
            unit=unit, year=2024, title=name, folded_title=name, solution=body, shingles=sorted(shingles_of(body)),
            **{Application.state.field.name: "sent"},
        )  # fmt: skip

    Application.objects.bulk_create(row(text(drawn), f"mẫu {n}") for n in range(TEXTS - 3))
    planted = Application.objects.bulk_create(
        row(body, name) for name, body in copies(original, drawn).items()
    )
    return original, {one.title: one.pk for one in planted}


def run(data: Path) -> dict[str, object]:
    from thidua.ops.installation import ready

    with ready(data, say=lambda told: None):
        from django.db import connection

        from thidua.initiatives.likeness import shingles_of
        from thidua.initiatives.models import Application
        from thidua.initiatives.queries.applications import alike

        original, planted = fill()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE initiatives_application")

        units = set(Application.objects.values_list("unit_id", flat=True))

        def ours() -> list[int]:
            return [
                row.application.pk
                for row in alike(Application(solution=original, shingles=[*shingles_of(original)]), units)
            ]

        def floor() -> int:
            own = set(original.split())
            bodies = Application.objects.values_list("solution", flat=True)
            return max(len(own & set(body.split())) for body in bodies)

        found = ours()
        seconds, least = median_seconds(ours, TIMES), median_seconds(floor, TIMES)
    told = {name: pk in found for name, pk in planted.items()}
    return {"seconds": seconds, "floor_seconds": least, "peak_mb": peak_mb(), "found": told}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1])), ensure_ascii=False))
