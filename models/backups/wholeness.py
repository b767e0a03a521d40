"""What a backup held is whole: every table and column is there once it is brought up to date."""

from pathlib import Path

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError

from models.backups.files import not_one
from models.database.engines import is_outage
from models.migrate import bring_up_to_date
from models.schema import METADATA


def bring_whole(connection: Connection, backup: Path) -> None:
    """Bring what a backup held up to date, in the transaction under way.

    Raise BackupFault when something of it is missing, and DatabaseTooNew.
    """
    try:
        bring_up_to_date(connection)
    except DBAPIError as error:
        if is_outage(error):
            raise
        raise not_one(backup) from None  # a migration looked for what is not there
    held = {
        (table, column["name"])
        for (_, table), columns in inspect(connection).get_multi_columns().items()
        for column in columns
    }
    if not held.issuperset(
        (table.name, column.name) for table in METADATA.tables.values() for column in table.c
    ):
        raise not_one(backup)
