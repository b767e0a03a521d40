"""By which measures each dossier was counted, so that a release that changes one counts all again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Apply."""
    op.add_column("share", sa.Column("measures", sa.String(), nullable=True))
    op.create_index(op.f("ix_share_measures"), "share", ["measures"])


def downgrade() -> None:
    """Undo."""
    op.drop_index(op.f("ix_share_measures"), "share")
    op.drop_column("share", "measures")
