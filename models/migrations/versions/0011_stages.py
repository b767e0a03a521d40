"""Stages count whoever reached a later one; firms take part from their first mission, not for ever before."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Apply."""
    op.execute(sa.text("INSERT INTO uncounted (dossier_id) SELECT id FROM dossier"))
    # Only lists of representatives say that a firm always took part; the others came with an advisor.
    first_mission = (
        "SELECT min(mission.agreed_on) FROM mission"
        " JOIN mission_advisor ON mission_advisor.mission_id = mission.id"
        " JOIN advisor ON advisor.id = mission_advisor.advisor_id"
        " WHERE advisor.company_id = contributor_company.id"
    )
    no_representative = (
        "NOT EXISTS (SELECT 1 FROM contributor_contact"
        " WHERE contributor_contact.company_id = contributor_company.id)"
    )
    op.execute(
        sa.text(
            f"UPDATE contributor_company SET since = ({first_mission})"  # noqa: S608 (nothing is typed)
            f" WHERE since IS NULL AND until IS NULL AND {no_representative}"
        )
    )


def downgrade() -> None:
    """Undo: what was counted is counted again."""
    op.execute(sa.text("INSERT INTO uncounted (dossier_id) SELECT id FROM dossier"))
