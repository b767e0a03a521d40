"""Committees, and what they grant."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0003"
down_revision = "0002"

NEW_TABLES = (
    "committee_session",
    "contributor_company",
    "advisor",
    "agenda_item",
    "follow_up",
    "mission",
    "repayable_advance",
    "mission_advisor",
    "opinion",
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "committee_session",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("basin_code", sa.String(), nullable=False, index=True),
        sa.Column("day", sa.Date(), nullable=False, index=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("attendance", sa.String(), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("basin_code", "day"),
    )
    op.create_table(
        "contributor_company",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("basin_code", sa.String(), nullable=False, index=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("siren", sa.String(length=9), nullable=True),
        sa.UniqueConstraint("basin_code", "name"),
    )
    op.create_table(
        "advisor",
        sa.Column("id", Key(), primary_key=True),
        sa.Column(
            "company_id", sa.BigInteger(), sa.ForeignKey("contributor_company.id"), nullable=False, index=True
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("job", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("company_id", "name"),
    )
    op.create_table(
        "agenda_item",
        sa.Column("id", Key(), primary_key=True),
        sa.Column(
            "session_id", sa.BigInteger(), sa.ForeignKey("committee_session.id"), nullable=False, index=True
        ),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("jobs_created", sa.Integer(), nullable=True),
        sa.Column("jobs_kept", sa.Integer(), nullable=True),
        sa.UniqueConstraint("session_id", "dossier_id"),
    )
    op.create_table(
        "follow_up",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=False, index=True),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False, index=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("jobs_created", sa.Integer(), nullable=True),
        sa.Column("jobs_kept", sa.Integer(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.UniqueConstraint("dossier_id", "months"),
    )
    op.create_table(
        "mission",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=False, unique=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
    )
    op.create_table(
        "repayable_advance",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger(), sa.ForeignKey("dossier.id"), nullable=False, unique=True),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("instalments", sa.Integer(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("repaid", sa.Integer(), nullable=False),
    )
    op.create_table(
        "mission_advisor",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("mission_id", sa.BigInteger(), sa.ForeignKey("mission.id"), nullable=False, index=True),
        sa.Column("advisor_id", sa.BigInteger(), sa.ForeignKey("advisor.id"), nullable=False, index=True),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("tenths_contracted", sa.Integer(), nullable=False),
        sa.Column("tenths_delivered", sa.Integer(), nullable=False),
        sa.UniqueConstraint("mission_id", "advisor_id"),
    )
    op.create_table(
        "opinion",
        sa.Column("id", Key(), primary_key=True),
        sa.Column("item_id", sa.BigInteger(), sa.ForeignKey("agenda_item.id"), nullable=False, index=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False, index=True),
        sa.Column("opinion", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("item_id", "person_id"),
    )


def downgrade() -> None:
    """Undo."""
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
