"""What may be written about users and their rights."""

from thidua.access.actions.grants import DELEGATED, delegate, end_grant, give_grant, grant
from thidua.access.actions.users import create_user, set_password

__all__ = ["DELEGATED", "create_user", "delegate", "end_grant", "give_grant", "grant", "set_password"]
