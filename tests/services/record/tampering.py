"""What the owner of the database could do to it, past every right and trigger."""

from typing import LiteralString

import psycopg
from django.db import connections


def as_owner(statement: LiteralString, **values: str | int) -> None:
    with psycopg.connect(**connections["owner"].get_connection_params()) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(statement, values)
