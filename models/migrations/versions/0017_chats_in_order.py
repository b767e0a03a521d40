"""What waits for a chat is found in its order: PostgreSQL walked through all that was ever sent instead."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_outgoing_of_chat", "outgoing", ["chat_id", "id"])
    op.drop_index(op.f("ix_outgoing_chat_id"), "outgoing")


def downgrade() -> None:
    """Undo."""
    op.create_index(op.f("ix_outgoing_chat_id"), "outgoing", ["chat_id"])
    op.drop_index("ix_outgoing_of_chat", "outgoing")
