"""Which messages show a dossier to others than its applicant, and what was erased."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0009"
down_revision = "0008"

# What the releases before knew of what they had delivered.
_RELAYED = """
INSERT INTO sent_copy (chat_id, message_id, dossier_id, kind)
SELECT DISTINCT message.to_chat, message.message_id, message.dossier_id,
       CASE WHEN message.kind = 'text' THEN 'text' ELSE 'media' END
FROM relayed_message AS message JOIN dossier ON dossier.id = message.dossier_id
WHERE message.from_applicant AND message.message_id IS NOT NULL AND message.to_chat <> dossier.person_id
"""


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "sent_copy",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), primary_key=True, index=True),
        sa.Column("kind", sa.String(), nullable=False),
    )
    op.create_table(
        "erasure",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=True, unique=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("last_call", sa.BigInteger(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True, index=True),
    )
    op.execute(_RELAYED)


def downgrade() -> None:
    """Undo."""
    op.drop_table("erasure")
    op.drop_table("sent_copy")
