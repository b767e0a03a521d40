"""The operators' desk: what dossiers gained, and what is asked, said and put off around them."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0002"
down_revision = "0001"

SINCE = ("status_since", "acted_at", "told_at")
NEW_TABLES = (
    "canned_reply",
    "reminder",
    "absence",
    "preference",
    "prompt",
    "information_request",
    "relayed_message",
    "snooze",
)
ADDED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "dossier": (
        ("ix_dossier_holder_id", "ix_dossier_known", "ix_dossier_watch_at"),
        ("basin_name", "operator_name", "route", "holder_id", "watch_at", *SINCE),
    ),
    "dossier_event": ((), ("reason",)),
    "invitation": ((), ("invited_by",)),
    "membership": ((), ("firm",)),
    "person": ((), ("name",)),
    "queue": ((), ("has_topics",)),
}


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "canned_reply",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("basin_code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.UniqueConstraint("basin_code", "title"),
    )
    op.create_table(
        "reminder",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "absence",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("substitute_id", sa.BigInteger(), nullable=True),
    )
    op.create_table(
        "preference",
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), nullable=False),
    )
    op.create_table(
        "prompt",
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "information_request",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=False, index=True),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True, index=True),
        sa.Column("outcome", sa.String(), nullable=True),
    )
    op.create_table(
        "relayed_message",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=True, index=True),
        sa.Column("from_person", sa.BigInteger(), nullable=False),
        sa.Column("from_applicant", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("file_id", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("source_chat", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("to_chat", sa.BigInteger(), nullable=True, index=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
    )
    op.create_table(
        "snooze",
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), primary_key=True),
        sa.Column("until", sa.Date(), nullable=False),
    )
    with op.batch_alter_table("dossier") as batch_op:
        batch_op.add_column(sa.Column("basin_name", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("operator_name", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("route", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("holder_id", sa.BigInteger(), nullable=True))
        for name in SINCE:
            batch_op.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("watch_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_dossier_holder_id"), ["holder_id"], unique=False)
        batch_op.create_index(
            "ix_dossier_known",
            ["acted_at"],
            unique=False,
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_dossier_watch_at"), ["watch_at"], unique=False)
    # What is known of older dossiers.
    op.execute(
        "UPDATE dossier SET status_since = submitted_at, acted_at = submitted_at, told_at = submitted_at"
    )
    with op.batch_alter_table("dossier") as batch_op:
        for name in SINCE:
            batch_op.alter_column(name, nullable=False)
    op.add_column("dossier_event", sa.Column("reason", sa.String(), nullable=True))
    op.add_column("invitation", sa.Column("invited_by", sa.BigInteger(), nullable=True))
    op.add_column("membership", sa.Column("firm", sa.String(), nullable=True))
    op.add_column("person", sa.Column("name", sa.String(), nullable=True))
    op.add_column("queue", sa.Column("has_topics", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Undo."""
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
    for table, (indexes, columns) in reversed(ADDED.items()):
        with op.batch_alter_table(table) as batch_op:
            for name in indexes:
                batch_op.drop_index(name)
            for name in columns:
                batch_op.drop_column(name)
