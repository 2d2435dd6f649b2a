"""The law told once more, one nominee at a time: plain loops, no arrays, nothing read from law/.

Written from the texts, not from the engine: that the two agree is what the tests hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from oracle import annual_titles, certificates, chain_titles, collectives, local, orders
from oracle.answers import OPEN, Answer, every
from oracle.general import AMENDMENT, general_rules
from thidua.lawbook import SubjectFacts

Standard = Callable[[SubjectFacts, int, date], Answer]
STANDARDS: Mapping[str, Standard] = {
    "ldtt": annual_titles.ldtt,
    "cstt": annual_titles.cstt,
    "cstd_co_so": annual_titles.cstd_co_so,
    "cstd_bo_tinh": chain_titles.cstd_bo_tinh,
    "cstd_toan_quoc": chain_titles.cstd_toan_quoc,
    "ttldtt": collectives.ttldtt,
    "dvtt": collectives.dvtt,
    "ttldxs": collectives.ttldxs,
    "dvqt": collectives.dvqt,
    "co_bo_tinh": collectives.co_bo_tinh,
    "co_cp": collectives.co_cp,
    "xa_tieu_bieu": collectives.xa_tieu_bieu,
    "thon_van_hoa": collectives.thon_van_hoa,
    "gia_dinh_van_hoa": collectives.gia_dinh_van_hoa,
    "giay_khen": certificates.of_local_standard,
    "knc_bo_tinh": certificates.of_local_standard,
    "bk_bo_tinh": certificates.bk_bo_tinh,
    "bk_ttg": certificates.bk_ttg,
    "hcld_3": orders.hcld_3,
    "hcld_2": orders.hcld_2,
    "hcld_1": orders.hcld_1,
    "hn_cong_dan_uu_tu": local.hn_cong_dan_uu_tu,
    "hn_cong_dan_danh_du": local.hn_cong_dan_danh_du,
    "hn_nguoi_tot_viec_tot": local.hn_nguoi_tot_viec_tot,
}


def judge(code: str, facts: SubjectFacts, year: int, on: date) -> Answer:
    """The answer of the law in force on the day the dossier was received."""
    if on >= AMENDMENT:
        return OPEN
    standard = STANDARDS.get(code)
    own = OPEN if standard is None else standard(facts, year, on)
    return every(own, general_rules(code, facts, year, on))
