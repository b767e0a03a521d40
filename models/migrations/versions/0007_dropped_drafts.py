"""Drafts that their owner dropped, kept for a day in case it was a slip."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply. The release before forgets people without knowing this table."""
    person = sa.ForeignKey("person.id", ondelete="CASCADE")
    op.create_table(
        "dropped_draft",
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("person_id", sa.BigInteger(), person, nullable=False, index=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("dropped_draft")
