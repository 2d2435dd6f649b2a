"""The database of one machine: PostgreSQL from the wheel or the system, started and stopped with the program.

`running` is the whole interface; every other module here serves it. Nothing here imports Django.
"""

from thidua.ops.postgres.faults import DatabaseFault
from thidua.ops.postgres.launcher import running
from thidua.ops.postgres.server import Server

__all__ = ["DatabaseFault", "Server", "running"]
