"""Which function handles which kind of event; upper apps register theirs in ``AppConfig.ready()``."""

from collections.abc import Callable
from typing import Any

Handler = Callable[[dict[str, Any]], None]

_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Let ``handler`` deliver events of ``kind``; it gets the payload and raises on failure.

    An event is delivered at least once: a handler must bear being called again.
    """
    if _handlers.get(kind, handler) is not handler:
        raise ValueError(f"{kind!r} already has a handler.")
    _handlers[kind] = handler


def handler_for(kind: str) -> Handler:
    """The handler of this kind; ``KeyError`` if no app registered one."""
    return _handlers[kind]


def kinds() -> tuple[str, ...]:
    """Every kind that can be delivered."""
    return tuple(sorted(_handlers))
