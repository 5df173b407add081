"""What a database of the platform needs before its first migration, on any PostgreSQL."""

from typing import Any

from psycopg import Connection, sql

GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
)


def prepare_database(owner: Connection[Any], runtime_role: str) -> None:
    """Give the runtime role its rights on the tables to come, and add `unaccent`; safe to repeat."""
    with owner.transaction():
        owner.execute("SET LOCAL client_min_messages = warning")
        owner.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        for grant in GRANTS:
            owner.execute(sql.SQL(grant).format(role=sql.Identifier(runtime_role)))
