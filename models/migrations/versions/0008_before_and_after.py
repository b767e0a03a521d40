"""What an answer was before it changed; links that give a request to another account."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply."""
    op.add_column("dossier_event", sa.Column("change", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("invitation", sa.Column("dossier_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("invitation", "dossier_id")
    op.drop_column("dossier_event", "change")
