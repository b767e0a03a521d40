"""What coordinators follow: counted figures, and what they are counted from."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0004"
down_revision = "0003"

NEW_TABLES = ("ended_drafts", "tally", "uncounted", "web_key", "contributor_contact", "share")
LIVE = sa.text(
    "status IN ('received', 'claimed', 'waiting', 'ready', 'scheduled', 'granted_skills', "
    "'granted_advance', 'granted_both', 'postponed', 'contracted', 'running')"
)
EXPLAINED = sa.text("reason IS NOT NULL")


def upgrade() -> None:
    """Apply; the figures of the dossiers that are there are counted at the first tick."""
    op.create_table(
        "ended_drafts",
        sa.Column("month", sa.Date(), primary_key=True),
        sa.Column("outcome", sa.String(), primary_key=True),
        sa.Column("question", sa.String(), primary_key=True),
        sa.Column("n", sa.Integer(), nullable=False),
    )
    op.create_table(
        "tally",
        sa.Column("measure", sa.String(), primary_key=True),
        sa.Column("month", sa.Date(), primary_key=True),
        sa.Column("basin_code", sa.String(), primary_key=True),
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "uncounted",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "web_key",
        sa.Column("key_hash", sa.String(), primary_key=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False, index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "contributor_contact",
        sa.Column("id", Key(), primary_key=True),
        sa.Column(
            "company_id", sa.BigInteger(), sa.ForeignKey("contributor_company.id"), nullable=False, index=True
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("job", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
    )
    op.create_table(
        "share",
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), primary_key=True),
        sa.Column("cells", sa.JSON(), nullable=False),
    )
    for column in ("since", "until"):
        op.add_column("contributor_company", sa.Column(column, sa.Date(), nullable=True))
    op.add_column("dossier", sa.Column("source", sa.String(), nullable=True))
    op.create_index(op.f("ix_dossier_source"), "dossier", ["source"], unique=True)
    op.drop_index(op.f("ix_dossier_basin_code"), "dossier")
    op.create_index("ix_dossier_basin_submitted", "dossier", ["basin_code", "submitted_at"])
    op.create_index(
        "ix_dossier_live",
        "dossier",
        ["basin_code", "status", "status_since", "holder_id"],
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_index(
        "ix_dossier_event_explained",
        "dossier_event",
        ["at"],
        sqlite_where=EXPLAINED,
        postgresql_where=EXPLAINED,
    )
    op.create_index(op.f("ix_agenda_item_decided_at"), "agenda_item", ["decided_at"])
    op.create_index(op.f("ix_mission_agreed_on"), "mission", ["agreed_on"])
    op.create_index(op.f("ix_repayable_advance_granted_on"), "repayable_advance", ["granted_on"])
    op.execute("INSERT INTO uncounted (dossier_id) SELECT id FROM dossier")


def downgrade() -> None:
    """Undo."""
    op.drop_index(op.f("ix_repayable_advance_granted_on"), "repayable_advance")
    op.drop_index(op.f("ix_mission_agreed_on"), "mission")
    op.drop_index(op.f("ix_agenda_item_decided_at"), "agenda_item")
    op.drop_index("ix_dossier_event_explained", "dossier_event")
    op.drop_index("ix_dossier_live", "dossier")
    op.drop_index("ix_dossier_basin_submitted", "dossier")
    op.create_index(op.f("ix_dossier_basin_code"), "dossier", ["basin_code"])
    op.drop_index(op.f("ix_dossier_source"), "dossier")
    op.drop_column("dossier", "source")
    for column in ("until", "since"):
        op.drop_column("contributor_company", column)
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
