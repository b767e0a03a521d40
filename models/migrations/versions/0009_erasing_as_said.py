"""Which messages show a dossier to others than its applicant, and what was erased."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

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
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_sent_copy_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("chat_id", "message_id", "dossier_id", name=op.f("pk_sent_copy")),
    )
    op.create_index(op.f("ix_sent_copy_dossier_id"), "sent_copy", ["dossier_id"])
    op.create_table(
        "erasure",
        sa.Column("id", Key(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("last_call", sa.BigInteger(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_erasure_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint("dossier_id", name=op.f("uq_erasure_dossier_id")),
    )
    op.create_index(op.f("ix_erasure_replaced_at"), "erasure", ["replaced_at"])
    op.execute(_RELAYED)


def downgrade() -> None:
    """Undo."""
    op.drop_table("erasure")
    op.drop_table("sent_copy")
