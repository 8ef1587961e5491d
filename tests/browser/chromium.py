"""The machine's own Chromium: no browser is ever downloaded."""

import os
import shutil

# --no-sandbox: CI runs as root in a container. The rest keeps the browser from calling home, so
# that every request in a test is the page's own.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but the suite's own server resolves, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def find_chromium() -> str:
    """The browser's path: CHROMIUM, or the first of Debian's names on PATH; empty if there is none."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named) or ""
    return next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), "")
