"""One process that answers requests when it is told to, so that several can be measured in turn.

python -m benchmarks.pages      serves the database of DATABASE_URL: an address a line in, a line of JSON out
"""

from __future__ import annotations

import json
import resource
import sys
import time


def main() -> None:
    """Answer each address of standard input with what the request cost, until the input ends."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    for line in sys.stdin:
        address = line.strip()
        with CaptureQueriesContext(connection) as queries:
            wall, cpu = time.perf_counter(), time.process_time()
            response = client.get(address)
            cost = {
                "wall": (time.perf_counter() - wall) * 1_000,
                "cpu": (time.process_time() - cpu) * 1_000,
                "status": response.status_code,
                "bytes": len(response.content),
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        print(json.dumps(cost | {"queries": len(queries)}), flush=True)


if __name__ == "__main__":
    main()
