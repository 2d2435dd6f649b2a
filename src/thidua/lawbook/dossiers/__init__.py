"""Papers of dossiers: what an honour needs on a day, and what is missing."""

from thidua.lawbook.dossiers.checklist import Checklist, Filing, Paper
from thidua.lawbook.dossiers.tables import Papers

__all__ = ["Checklist", "Filing", "Paper", "Papers"]
