"""Exchanges between firms, and the door of contributors."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0019"
down_revision = "0018"

NEW_TABLES = (
    "participation",
    "network_question",
    "question_recipient",
    "offer",
    "exchange",
    "abuse_report",
    "basin_letter",
    "door_knock",
    "days_statement",
    "mission_review",
)

NEW_COLUMNS: tuple[tuple[str, sa.Column[Any]], ...] = (
    ("advisor", sa.Column("reviewed_on", sa.Date(), nullable=True)),
    ("advisor", sa.Column("nudged_on", sa.Date(), nullable=True)),
    ("advisor", sa.Column("since", sa.Date(), nullable=True)),
    ("follow_up", sa.Column("in_touch", sa.Boolean(), nullable=True)),
    ("follow_up", sa.Column("came_of_it", sa.String(), nullable=True)),
    ("invitation", sa.Column("company_id", sa.BigInteger(), nullable=True)),
    ("invitation", sa.Column("advisor_id", sa.BigInteger(), nullable=True)),
    ("invitation", sa.Column("many", sa.Boolean(), nullable=False, server_default=sa.false())),
    ("membership", sa.Column("company_id", sa.BigInteger(), nullable=True)),
    ("membership", sa.Column("advisor_id", sa.BigInteger(), nullable=True)),
    ("mission", sa.Column("declined", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))),
    ("mission", sa.Column("conflicts", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))),
    ("mission_advisor", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True)),
    ("mission_advisor", sa.Column("answer", sa.String(), nullable=True)),
    ("mission_advisor", sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True)),
)
NEW_INDEXES = (("membership", "company_id"), ("membership", "advisor_id"))


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "participation",
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_kinds", sa.JSON(), nullable=False),
        sa.Column("monthly", sa.Integer(), nullable=True),
        sa.Column("letter_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_by", sa.BigInteger(), nullable=True),
        sa.Column("suspended_why", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("writing", sa.JSON(), nullable=True),
        sa.Column("writing_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_table(
        "network_question",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("basin_code", sa.String(), nullable=False, index=True),
        sa.Column("asker_id", sa.BigInteger(), nullable=True, index=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=True, index=True),
        sa.Column("company_id", sa.BigInteger(), sa.ForeignKey("contributor_company.id"), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("skill", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False, index=True),
        sa.Column("except_for", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False, index=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed_by", sa.BigInteger(), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("widened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "question_recipient",
        sa.Column("id", Key(), primary_key=True),
        sa.Column(
            "question_id", sa.BigInteger(), sa.ForeignKey("network_question.id"), nullable=False, index=True
        ),
        sa.Column("person_id", sa.BigInteger(), nullable=False, index=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True, index=True),
        sa.Column("widened", sa.Boolean(), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("question_id", "person_id"),
    )
    op.create_table(
        "offer",
        sa.Column("id", Key(), primary_key=True),
        sa.Column(
            "question_id", sa.BigInteger(), sa.ForeignKey("network_question.id"), nullable=False, index=True
        ),
        sa.Column("helper_id", sa.BigInteger(), nullable=True, index=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=True, index=True),
        sa.Column("company_id", sa.BigInteger(), sa.ForeignKey("contributor_company.id"), nullable=True),
        sa.Column("basin_code", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("skill", sa.String(), nullable=True),
        sa.Column("distance_km", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("introduced_at", sa.DateTime(timezone=True), nullable=True, index=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("question_id", "helper_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "exchange",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("basin_code", sa.String(), nullable=False, index=True),
        sa.Column("other_basin_code", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("took_place_on", sa.Date(), nullable=False, index=True),
        sa.Column("offer_id", sa.BigInteger(), sa.ForeignKey("offer.id"), nullable=True, unique=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=True, index=True),
        sa.Column("company_id", sa.BigInteger(), sa.ForeignKey("contributor_company.id"), nullable=True),
        sa.Column(
            "other_dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=True, index=True
        ),
        sa.Column(
            "other_company_id", sa.BigInteger(), sa.ForeignKey("contributor_company.id"), nullable=True
        ),
        sa.Column("other_name", sa.String(), nullable=True),
        sa.Column("noted_by", sa.BigInteger(), nullable=True, index=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("other_person_id", sa.BigInteger(), nullable=True, index=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("came_of_it", sa.String(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "abuse_report",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("basin_code", sa.String(), nullable=False, index=True),
        sa.Column(
            "question_id", sa.BigInteger(), sa.ForeignKey("network_question.id"), nullable=False, index=True
        ),
        sa.Column("offer_id", sa.BigInteger(), sa.ForeignKey("offer.id"), nullable=True),
        sa.Column("reporter_id", sa.BigInteger(), nullable=True),
        sa.Column("reported_id", sa.BigInteger(), nullable=True, index=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by", sa.BigInteger(), nullable=True),
    )
    op.create_table(
        "basin_letter",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("basin_code", sa.String(), nullable=False, index=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_by", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.BigInteger(), nullable=True),
        sa.Column("reached", sa.Integer(), nullable=True),
        sa.UniqueConstraint("basin_code", "month"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "door_knock",
        sa.Column("id", Key(), primary_key=True),
        sa.Column(
            "company_id", sa.BigInteger(), sa.ForeignKey("contributor_company.id"), nullable=False, index=True
        ),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("knocked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.UniqueConstraint("company_id", "person_id"),
    )
    op.create_table(
        "days_statement",
        sa.Column("id", Key(), primary_key=True),
        sa.Column(
            "share_id", sa.BigInteger(), sa.ForeignKey("mission_advisor.id"), nullable=False, index=True
        ),
        sa.Column("tenths", sa.Integer(), nullable=False),
        sa.Column("said_by", sa.BigInteger(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_tenths", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
    )
    op.create_table(
        "mission_review",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("mission_id", sa.BigInteger(), sa.ForeignKey("mission.id"), nullable=False, index=True),
        sa.Column("share_id", sa.BigInteger(), sa.ForeignKey("mission_advisor.id"), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("useful", sa.Integer(), nullable=True),
        sa.Column("again", sa.Boolean(), nullable=True),
        sa.Column("in_touch", sa.Boolean(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("mission_id", "share_id"),
    )
    for table, column in NEW_COLUMNS:
        op.add_column(table, column)
    for table, name in NEW_INDEXES:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


def downgrade() -> None:
    """Undo."""
    for table, name in reversed(NEW_INDEXES):
        op.drop_index(op.f(f"ix_{table}_{name}"), table_name=table)
    for table, column in reversed(NEW_COLUMNS):
        op.drop_column(table, column.name)
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
