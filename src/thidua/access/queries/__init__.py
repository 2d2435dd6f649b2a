"""What may be read of users, their rights and their accounts."""

from thidua.access.queries.accounts import (
    accounts_for,
    idle_accounts,
    left_without_administrator,
    needs_totp,
    open_link,
    open_sessions,
    security_events,
)
from thidua.access.queries.rights import Answer, can, granted_units, in_force, roles_of, units_with

__all__ = [
    "Answer",
    "accounts_for",
    "can",
    "granted_units",
    "idle_accounts",
    "in_force",
    "left_without_administrator",
    "needs_totp",
    "open_link",
    "open_sessions",
    "roles_of",
    "security_events",
    "units_with",
]
