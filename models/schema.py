"""Every table, in one metadata: what migrations bring a database to."""

from models.committee import tables as committee_tables
from models.database import tables as database_tables
from models.database.columns import METADATA
from models.dossiers import tables as dossiers_tables
from models.exchanges import tables as exchanges_tables
from models.figures import tables as figures_tables
from models.intake import tables as intake_tables
from models.messages import tables as messages_tables
from models.network import tables as network_tables
from models.privacy import tables as privacy_tables
from models.support import tables as support_tables
from models.team import tables as team_tables

__all__ = [
    "METADATA",
    "committee_tables",
    "database_tables",
    "dossiers_tables",
    "exchanges_tables",
    "figures_tables",
    "intake_tables",
    "messages_tables",
    "network_tables",
    "privacy_tables",
    "support_tables",
    "team_tables",
]
