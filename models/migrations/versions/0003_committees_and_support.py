"""Committees, and what they grant."""

import sqlalchemy as sa
from alembic import op

from models.database.columns import Key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

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
        sa.Column("id", Key(), nullable=False),
        sa.Column("basin_code", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("attendance", sa.String(), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_session")),
        sa.UniqueConstraint("basin_code", "day", name=op.f("uq_committee_session_basin_code")),
    )
    op.create_index(op.f("ix_committee_session_basin_code"), "committee_session", ["basin_code"])
    op.create_index(op.f("ix_committee_session_day"), "committee_session", ["day"])
    op.create_table(
        "contributor_company",
        sa.Column("id", Key(), nullable=False),
        sa.Column("basin_code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("siren", sa.String(length=9), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributor_company")),
        sa.UniqueConstraint("basin_code", "name", name=op.f("uq_contributor_company_basin_code")),
    )
    op.create_index(op.f("ix_contributor_company_basin_code"), "contributor_company", ["basin_code"])
    op.create_table(
        "advisor",
        sa.Column("id", Key(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("job", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["contributor_company.id"], name=op.f("fk_advisor_company_id_contributor_company")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisor")),
        sa.UniqueConstraint("company_id", "name", name=op.f("uq_advisor_company_id")),
    )
    op.create_index(op.f("ix_advisor_company_id"), "advisor", ["company_id"])
    op.create_table(
        "agenda_item",
        sa.Column("id", Key(), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_agenda_item_dossier_id_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["committee_session.id"], name=op.f("fk_agenda_item_session_id_committee_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("session_id", "dossier_id", name=op.f("uq_agenda_item_session_id")),
    )
    op.create_index(op.f("ix_agenda_item_dossier_id"), "agenda_item", ["dossier_id"])
    op.create_index(op.f("ix_agenda_item_session_id"), "agenda_item", ["session_id"])
    op.create_table(
        "follow_up",
        sa.Column("id", Key(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("jobs_created", sa.Integer(), nullable=True),
        sa.Column("jobs_kept", sa.Integer(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_follow_up_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("dossier_id", "months", name=op.f("uq_follow_up_dossier_id")),
    )
    op.create_index(op.f("ix_follow_up_dossier_id"), "follow_up", ["dossier_id"])
    op.create_index(op.f("ix_follow_up_due_on"), "follow_up", ["due_on"])
    op.create_table(
        "mission",
        sa.Column("id", Key(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_mission_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission")),
        sa.UniqueConstraint("dossier_id", name=op.f("uq_mission_dossier_id")),
    )
    op.create_table(
        "repayable_advance",
        sa.Column("id", Key(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("instalments", sa.Integer(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("repaid", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_repayable_advance_dossier_id_dossier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repayable_advance")),
        sa.UniqueConstraint("dossier_id", name=op.f("uq_repayable_advance_dossier_id")),
    )
    op.create_table(
        "mission_advisor",
        sa.Column("id", Key(), nullable=False),
        sa.Column("mission_id", sa.BigInteger(), nullable=False),
        sa.Column("advisor_id", sa.BigInteger(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("tenths_contracted", sa.Integer(), nullable=False),
        sa.Column("tenths_delivered", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["advisor_id"], ["advisor.id"], name=op.f("fk_mission_advisor_advisor_id_advisor")
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["mission.id"], name=op.f("fk_mission_advisor_mission_id_mission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission_advisor")),
        sa.UniqueConstraint("mission_id", "advisor_id", name=op.f("uq_mission_advisor_mission_id")),
    )
    op.create_index(op.f("ix_mission_advisor_advisor_id"), "mission_advisor", ["advisor_id"])
    op.create_index(op.f("ix_mission_advisor_mission_id"), "mission_advisor", ["mission_id"])
    op.create_table(
        "opinion",
        sa.Column("id", Key(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("opinion", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_opinion_item_id_agenda_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("item_id", "person_id", name=op.f("uq_opinion_item_id")),
    )
    op.create_index(op.f("ix_opinion_item_id"), "opinion", ["item_id"])
    op.create_index(op.f("ix_opinion_person_id"), "opinion", ["person_id"])


def downgrade() -> None:
    """Undo."""
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
