"""Every table, in one metadata: what migrations bring a database to."""

from models import (
    committee_tables,
    desk_tables,
    draft_tables,
    erasure_tables,
    oversight_tables,
    support_tables,
)
from models.tables import METADATA

__all__ = [
    "METADATA",
    "committee_tables",
    "desk_tables",
    "draft_tables",
    "erasure_tables",
    "oversight_tables",
    "support_tables",
]
