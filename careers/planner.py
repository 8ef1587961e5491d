"""What the database's query planner believes of a table, set right after rows came in bulk.

PostgreSQL counts a table again only some time after it grew. Until then it may plan for an empty
table, and a page that joins a thousand rows to a thousand others is cut off by the statement timeout.
"""

from __future__ import annotations

from django.db import connection, models


def refresh_statistics(*tables: type[models.Model]) -> None:
    """Have the database look at these tables again; costs a few milliseconds a table."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")
