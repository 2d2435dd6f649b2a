"""Generated histories near the thresholds of each honour, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from histories import collectives, forms, titles
from histories.forms import Maker
from thidua.lawbook import SubjectFacts


def _household(make: Maker) -> Maker:
    return lambda rng, year, on: replace(make(rng, year, on), kind="household", group=None)


def _collective(make: Maker) -> Maker:
    return lambda rng, year, on: replace(make(rng, year, on), kind="collective", group=None)


MAKERS: list[tuple[str, Maker]] = [
    ("ldtt", titles.annual),
    ("cstt", titles.annual),
    ("cstd_co_so", titles.annual),
    ("cstd_bo_tinh", titles.provincial),
    ("cstd_toan_quoc", titles.national),
    ("ttldtt", collectives.annual),
    ("dvtt", collectives.annual),
    ("ttldxs", collectives.annual),
    ("dvqt", collectives.annual),
    ("co_bo_tinh", collectives.flag),
    ("co_cp", collectives.flag),
    ("xa_tieu_bieu", collectives.commune),
    ("thon_van_hoa", collectives.commune),
    ("gia_dinh_van_hoa", collectives.family),
    ("giay_khen", forms.plain),
    ("giay_khen", _collective(forms.plain)),
    ("giay_khen", _household(forms.plain)),
    ("knc_bo_tinh", forms.plain),
    ("bk_bo_tinh", forms.provincial_person),
    ("bk_bo_tinh", forms.provincial_collective),
    ("bk_bo_tinh", forms.provincial_household),
    ("bk_ttg", forms.prime_minister),
    ("bk_ttg", forms.unread_collective),
    ("hcld_3", forms.labour_order("hcld_3", "bk_ttg", "cstd_co_so", 3)),
    ("hcld_3", forms.unread_collective),
    ("hcld_2", forms.labour_order("hcld_2", "hcld_3", "cstd_bo_tinh", 1)),
    ("hcld_2", forms.unread_collective),
    ("hcld_1", forms.labour_order("hcld_1", "hcld_2", "cstd_toan_quoc", 1)),
    ("hcld_1", forms.unread_collective),
    ("hn_cong_dan_uu_tu", forms.of_hanoi),
    ("hn_cong_dan_danh_du", forms.of_hanoi),
    ("hn_nguoi_tot_viec_tot", forms.of_hanoi),
]
# Inside each regime, on its last and first days, and at the turns of years that close a deadline.
DAYS = [
    *(date(2018, 6, 1), date(2022, 12, 31), date(2023, 12, 15), date(2023, 12, 31), date(2024, 1, 1)),
    *(date(2024, 1, 29), date(2024, 1, 30)),
    *(date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 1), date(2025, 8, 4)),
    *(date(2025, 8, 5), date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 20), date(2026, 9, 30)),
    date(2026, 10, 1),
]


@dataclass(frozen=True)
class Case:
    """Many nominees for one honour, reviewed for one year, received on one day."""

    code: str
    year: int
    on: date
    subjects: list[SubjectFacts]

    @property
    def kind(self) -> str:
        return self.subjects[0].kind


def cases(seed: int, size: int, days: Sequence[date] = tuple(DAYS)) -> Iterator[Case]:
    """Every honour and subject on every day, `size` nominees each."""
    for place, (code, make) in enumerate(MAKERS):
        for on in days:
            rng = Random(f"{seed}/{place}/{on}")
            year = on.year - rng.choice([0, 1])
            yield Case(code, year, on, [make(rng, year, on) for _ in range(size)])
