"""The tables of the network: files as they were loaded, and the group of each queue."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class NetworkLoad(SQLModel, table=True):
    """A network file as it was loaded; the last row is in force, none is ever deleted.

    ``definition``: the network as JSON text.
    """

    __tablename__ = "network_load"

    id: int = Field(default=None, primary_key=True)
    loaded_at: datetime
    definition: str


class Queue(SQLModel, table=True):
    """The group where a basin's cards arrive; ``basin_code`` is empty for the national queue.

    ``has_topics``: each dossier gets a topic of its own.
    """

    __tablename__ = "queue"

    basin_code: str = Field(primary_key=True)
    chat_id: int = Field(sa_type=BigInteger, index=True)
    bound_by: int = Field(sa_type=BigInteger)
    bound_at: datetime
    has_topics: bool = False
