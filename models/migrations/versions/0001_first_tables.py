"""First tables."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0001"
down_revision = None

NEW_TABLES = (
    "company",
    "invitation",
    "network_load",
    "outgoing",
    "person",
    "processed_update",
    "queue",
    "dossier",
    "draft",
    "membership",
    "dossier_event",
    "skill_need",
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "company",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("siren", sa.String(length=9), nullable=True, unique=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("commune", sa.String(length=5), nullable=True),
    )
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.String(), primary_key=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("basin_code", sa.String(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
    )
    op.create_table(
        "network_load",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
    )
    op.create_table(
        "outgoing",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False, index=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("settles", sa.String(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outgoing_waiting", "outgoing", ["parked_at", "due_at"])
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("unreachable_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "processed_update",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("processed_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "queue",
        sa.Column("basin_code", sa.String(), primary_key=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False, index=True),
        sa.Column("bound_by", sa.BigInteger(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "dossier",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("reference", sa.String(), nullable=False, unique=True),
        sa.Column("draft_id", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=True, index=True),
        sa.Column("company_id", sa.BigInteger(), sa.ForeignKey("company.id"), nullable=True, index=True),
        sa.Column("basin_code", sa.String(), nullable=True, index=True),
        sa.Column("commune", sa.String(length=5), nullable=True),
        sa.Column("status", sa.String(), nullable=False, index=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("operator_agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committee_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("card_chat_id", sa.BigInteger(), nullable=True),
        sa.Column("card_id", sa.BigInteger(), nullable=True),
        sa.Column("card_thread_id", sa.Integer(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dossier_card_waiting", "dossier", ["card_chat_id", "basin_code"])
    op.create_table(
        "draft",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False, unique=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.BigInteger(), nullable=True),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("nudges", sa.Integer(), nullable=False),
        sa.Column("nudge_at", sa.DateTime(timezone=True), nullable=True, index=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "membership",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("basin_code", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
    )
    op.create_table(
        "dossier_event",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=False, index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("from_status", sa.String(), nullable=True),
        sa.Column("to_status", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
    )
    op.create_table(
        "skill_need",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=False, index=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("taxonomy", sa.String(), nullable=False),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("dossier_id", "code"),
    )


def downgrade() -> None:
    """Undo."""
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
