"""Units by what clerks call them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.kernel.text import fold
from thidua.registry.models import OrgUnit, UnitState

# Words that stand before a unit's own name in lists ("Tập thể Trường …", "… huyện Thạch Thất").
_FRONT = ("tap the can bo cong chuc vien chuc", "tap the can bo giao vien nhan vien", "tap the")

# Written in full or short, in lists and registers alike; word for word, the short form is compared.
_SHORT = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("mat tran to quoc", "mttq"),
    ("lien hiep phu nu", "lhpn"),
    ("cuu chien binh", "ccb"),
    ("giao duc va dao tao", "gd dt"),
    ("lao dong thuong binh va xa hoi", "ld tb xh"),
    ("tai nguyen va moi truong", "tn mt"),
    ("van hoa va thong tin", "vh tt"),
    ("trung hoc co so", "thcs"),
    ("trung hoc pho thong", "thpt"),
    ("truong mam non", "truong mn"),
    ("truong tieu hoc", "truong th"),
)


def unit_words(name: str) -> str:
    """Folded name of a unit without the words lists put before it, its usual words shortened."""
    words = f" {fold(name)} "
    for front in _FRONT:
        if words.startswith(f" {front} ") and len(words) > len(front) + 2:
            words = words[len(front) + 1 :]
            break
    for full, short in _SHORT:
        words = words.replace(f" {full} ", f" {short} ")
    return words.strip()


def is_household(unit: OrgUnit) -> bool:
    """Whether the register's kind says that the unit is a household, which the law honours by rules of its own."""
    return fold(unit.kind).startswith("ho gia dinh")


def word_forms(folded: str) -> tuple[str, ...]:
    """A folded name as written, with its usual words shortened, and with them in full; each form once."""
    short = full = f" {folded} "
    for long, brief in _SHORT:
        short = short.replace(f" {long} ", f" {brief} ")
        full = full.replace(f" {brief} ", f" {long} ")
    return tuple(dict.fromkeys((folded, short.strip(), full.strip())))


@dataclass(frozen=True)
class UnitIndex:
    """All units by code and by the names they bear and bore; made once for an import, holds no query."""

    by_code: dict[str, OrgUnit]
    by_name: dict[str, list[OrgUnit | UnitState]]
    tails: tuple[str, ...]
    on: date | None = None

    def find(self, text: str) -> OrgUnit | None:
        """The one unit of this code or name; None when there is none or more than one.

        A list may add the name of the authority or of its place behind the unit's own name. Of several units of one
        name it is the one that bore it on the day `on`: a merged commune may be called as one of its parts was.
        """
        if not text:
            return None
        if unit := self.by_code.get(text.strip().upper()):
            return unit
        words = unit_words(text)
        for form in (words, *(self._without_tail(words))):
            if found := self._one(self.by_name.get(form, [])):
                return found
        return None

    def _one(self, bearers: list[OrgUnit | UnitState]) -> OrgUnit | None:
        for named in (bearers, [one for one in bearers if self.on is not None and _bore(one, self.on)]):
            units = {
                unit.pk: unit for one in named for unit in [one.unit if isinstance(one, UnitState) else one]
            }
            if len(units) == 1:
                return next(iter(units.values()))
        return None

    def _without_tail(self, words: str) -> list[str]:
        """The name without a closing place name, and with the place name the list left out."""
        shorter = [words[: -len(t) - 1] for t in self.tails if words.endswith(" " + t)]
        nested = [w[: -len(t) - 1] for w in shorter for t in self.tails if w.endswith(" " + t)]
        longer = [f"{words} {t}" for t in self.tails]
        # “Liên đoàn Lao động huyện Thạch Thất” is the register's “Liên đoàn Lao động huyện”.
        levelled = [f"{w} {t.split(' ')[0]}" for w in shorter for t in self.tails if " " in t]
        return [*shorter, *nested, *levelled, *longer]


def _bore(bearer: OrgUnit | UnitState, day: date) -> bool:
    begun = bearer.from_on is None or bearer.from_on <= day
    return begun and (bearer.until_on is None or bearer.until_on >= day)


def unit_index(*, place: str = "", province: str = "", on: date | None = None) -> UnitIndex:
    """Index of every unit. `place` and `province` are names that may close a unit's name in lists, `on` is the day
    the lists are of."""
    units = list(OrgUnit.objects.select_related("parent"))
    by_name: dict[str, list[OrgUnit | UnitState]] = {}
    bearers: list[OrgUnit | UnitState] = [*units, *UnitState.objects.select_related("unit__parent")]
    for bearer in bearers:
        by_name.setdefault(unit_words(bearer.name), []).append(bearer)
    tails = tuple(fold(t) for t in (place, province) if t)
    return UnitIndex({u.code.upper(): u for u in units}, by_name, tails, on)
