"""Files that go with a question or an offer between firms, by their numbers."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "exchange_file",
        sa.Column("id", Key(), primary_key=True),
        sa.Column(
            "question_id", sa.BigInteger(), sa.ForeignKey("network_question.id"), nullable=True, index=True
        ),
        sa.Column("offer_id", sa.BigInteger(), sa.ForeignKey("offer.id"), nullable=True, index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("exchange_file")
