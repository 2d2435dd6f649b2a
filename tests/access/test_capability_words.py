"""Every capability has its words, and no words are left of one that is gone."""

from __future__ import annotations

from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.wordings import CAPABILITY_WORDS


def test_every_capability_is_put_in_words() -> None:
    assert set(CAPABILITY_WORDS) == set(CAPABILITIES)


def test_the_administrator_has_no_business_power() -> None:
    held = {key for key, roles in CAPABILITIES.items() if Role.ADMINISTRATOR in roles}
    assert held == {"account.manage", "grant.read", "grant.write", "security.read"}
