"""A decision is prepared apart from what is recorded; what it replaced is kept."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Apply; every figure is counted again, by the decisions themselves and no more by their events."""
    op.add_column("agenda_item", sa.Column("prepared", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "replaced_decision",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("item_id", sa.BigInteger(), sa.ForeignKey("agenda_item.id"), nullable=False, index=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("jobs_created", sa.Integer(), nullable=True),
        sa.Column("jobs_kept", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_by", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
    )
    op.execute("INSERT INTO uncounted (dossier_id) SELECT id FROM dossier")


def downgrade() -> None:
    """Undo."""
    op.drop_table("replaced_decision")
    op.drop_column("agenda_item", "prepared")
