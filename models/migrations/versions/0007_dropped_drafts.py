"""Drafts that their owner dropped, kept for a day in case it was a slip."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "dropped_draft",
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_dropped_draft_person_id_person"),
            ondelete="CASCADE",  # the release before forgets people without knowing this table
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dropped_draft")),
    )
    op.create_index(op.f("ix_dropped_draft_person_id"), "dropped_draft", ["person_id"])
    op.create_index(op.f("ix_dropped_draft_dropped_at"), "dropped_draft", ["dropped_at"])


def downgrade() -> None:
    """Undo."""
    op.drop_index(op.f("ix_dropped_draft_dropped_at"), table_name="dropped_draft")
    op.drop_index(op.f("ix_dropped_draft_person_id"), table_name="dropped_draft")
    op.drop_table("dropped_draft")
