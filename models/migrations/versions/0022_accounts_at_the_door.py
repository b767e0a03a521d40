"""What the Telegram account of somebody at a firm's door is called."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Apply."""
    op.add_column("door_knock", sa.Column("account", sa.String(), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("door_knock", "account")
