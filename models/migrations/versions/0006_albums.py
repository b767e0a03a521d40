"""Which files were sent at once."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply."""
    op.add_column("relayed_message", sa.Column("album", sa.String(), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("relayed_message", "album")
