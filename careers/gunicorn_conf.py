"""How gunicorn serves the site: by `make run`, by the drills and in production.

The command line overrides what stands here, for instance `--bind 0.0.0.0:8000`
in a container. gunicorn itself reads WEB_CONCURRENCY, the number of processes.
"""

import os
import socket
from pathlib import Path

from gunicorn.http import message


def _has_ipv6_loopback() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


_port = os.environ.get("PORT", "8000")
# Loopback only: a proxy, or the machine's own browser, stands in front. "localhost" is either address.
bind = [f"127.0.0.1:{_port}", *([f"[::1]:{_port}"] if _has_ipv6_loopback() else [])]

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
# One copy of the code in memory, and an error in it stops the start instead of every process in turn.
preload_app = True
# Longer than any statement or connection may take (see wsgi.py), so that a slow database ends in the
# filled 503 page and not in a killed process.
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 5_000
max_requests_jitter = 500
if Path("/dev/shm").is_dir():  # noqa: S108 - gunicorn's heartbeat files; a slow disk must not look like a hung process
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# More than the proxy lets through (large_client_header_buffers) and than the site reads (RefuseLongAddress), so that
# the answer is a page of ours: 10,000 characters of any script, percent-encoded, fit in. What is longer still gets
# gunicorn's bare 414 once so much of it was read. gunicorn itself knows no limit between 8,190 and none at all.
limit_request_line = message.MAX_REQUEST_LINE = 128 * 1024
limit_request_field_size = 16 * 1024 - len("\r\n")

# X-Forwarded-* is Django's to judge (TRUSTED_PROXIES); gunicorn would believe anyone on this machine.
forwarded_allow_ips = ""
# No access log: addresses of pages hold personal tokens (/applications/mine/<token>/). The proxy counts requests.
accesslog = None
loglevel = "warning"
# gunicorn's remote control needs a home folder and a socket that nobody here uses.
control_socket_disable = True
