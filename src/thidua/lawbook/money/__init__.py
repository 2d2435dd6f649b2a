"""Reward money: multiples of the base salary, exact to the đồng."""

from thidua.lawbook.money.amounts import Award, Cashier, Line, Reward
from thidua.lawbook.money.tables import Money

__all__ = ["Award", "Cashier", "Line", "Money", "Reward"]
