"""Which processes are at work beside one another on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "process",
        sa.Column("id", Key(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column("webhook", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("process")
