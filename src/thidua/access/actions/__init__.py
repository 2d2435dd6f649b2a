"""What may be written about users, their accounts and their rights."""

from thidua.access.actions.accounts import end_session, end_sessions, review, turn_off, turn_on, unlock
from thidua.access.actions.grants import DELEGATED, delegate, end_grant, give_grant, grant
from thidua.access.actions.links import invite, make_link, use_link
from thidua.access.actions.second_step import renew_recovery_codes, reset_totp, set_totp
from thidua.access.actions.signing import prove_code, prove_password, signed_in, signed_out
from thidua.access.actions.users import create_user, set_password

__all__ = [
    "DELEGATED",
    "create_user",
    "delegate",
    "end_grant",
    "end_session",
    "end_sessions",
    "give_grant",
    "grant",
    "invite",
    "make_link",
    "prove_code",
    "prove_password",
    "renew_recovery_codes",
    "reset_totp",
    "review",
    "set_password",
    "set_totp",
    "signed_in",
    "signed_out",
    "turn_off",
    "turn_on",
    "unlock",
    "use_link",
]
