"""What a public page costs: CPU of one request and its queries, with so many roles.

python -m benchmarks.pages ROLES      against the migrated, empty database of DATABASE_URL
"""

from __future__ import annotations

import statistics
import sys
import time

REQUESTS = 40
WARM_UP = 5


def main(count: int) -> None:
    """Make the roles, ask for each page again and again, print the median."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.factories import make_scale

    make_scale(count)
    client = Client(headers={"host": "localhost"})
    pages = {
        "home": "/",
        "list": "/roles/",
        "guide": "/roles/scale-0000/",
        "comparison": "/compare/scale-0000-vs-scale-0001/",
    }
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        asked = len(queries)  # now: the next request empties the log
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
        spent = []
        for turn in range(WARM_UP + REQUESTS):
            started = time.process_time()
            client.get(address)
            if turn >= WARM_UP:
                spent.append((time.process_time() - started) * 1000)
        cost = f"{statistics.median(spent):6.1f} ms CPU  {asked:3} queries  {len(response.content) / 1024:5.0f} kB"
        print(f"{connection.vendor:<11} {count:>5} roles  {name:<10}  {cost}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
