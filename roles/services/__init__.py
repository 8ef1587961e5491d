"""Writes about guides: verbs, one transaction each, ``by=`` the actor (None for commands)."""

from .corrections import correction_problems, record_correction
from .drafts import restore, save_draft, set_aside, start_draft
from .errors import (
    NotDetailedError,
    OpenVersionExistsError,
    PublishRefusedError,
    ServiceRefusedError,
    StaleDraftError,
    StaleVersionError,
)
from .publishing import publish, publish_problems, withdraw
from .reports import handle_report, report_guide
from .roles import match_occupations, rename_role
from .rows import delete_row, save_row, set_aliases

__all__ = [
    "NotDetailedError",
    "OpenVersionExistsError",
    "PublishRefusedError",
    "ServiceRefusedError",
    "StaleDraftError",
    "StaleVersionError",
    "correction_problems",
    "delete_row",
    "handle_report",
    "match_occupations",
    "publish",
    "publish_problems",
    "record_correction",
    "rename_role",
    "report_guide",
    "restore",
    "save_draft",
    "save_row",
    "set_aliases",
    "set_aside",
    "start_draft",
    "withdraw",
]
