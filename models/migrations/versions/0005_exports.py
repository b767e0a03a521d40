"""Who took personal data out, of what and when."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "taken_export",
        sa.Column("basins", sa.JSON(), nullable=True),
        sa.Column("id", Key(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("dossiers", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("taken_export")
