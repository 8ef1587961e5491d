"""Writes about guides and comparisons: verbs, one transaction each, ``by=`` the actor (None for commands)."""

from .candidates import Decided, add_candidates, drop_candidates, keep_candidates, take_back
from .comparisons import publish_words, restore_words, save_words, set_words_aside, start_words, withdraw_words
from .corrections import correction_problems, record_correction
from .drafts import restore, save_draft, set_aside, start_draft
from .errors import (
    AddressRefusedError,
    BelowGateError,
    NotDetailedError,
    OpenVersionExistsError,
    PublishRefusedError,
    ServiceRefusedError,
    StaleDraftError,
    StaleVersionError,
)
from .publishing import publish, withdraw
from .reports import handle_report, report_guide
from .roles import match_occupations, rename_role
from .rows import delete_row, save_row, set_aliases
from .starting import Started, occupation_of, start_from_occupation
from .versions import is_behind

__all__ = [
    "AddressRefusedError",
    "BelowGateError",
    "Decided",
    "NotDetailedError",
    "OpenVersionExistsError",
    "PublishRefusedError",
    "ServiceRefusedError",
    "StaleDraftError",
    "StaleVersionError",
    "Started",
    "add_candidates",
    "correction_problems",
    "delete_row",
    "drop_candidates",
    "handle_report",
    "is_behind",
    "keep_candidates",
    "match_occupations",
    "occupation_of",
    "publish",
    "publish_words",
    "record_correction",
    "rename_role",
    "report_guide",
    "restore",
    "restore_words",
    "save_draft",
    "save_row",
    "save_words",
    "set_aliases",
    "set_aside",
    "set_words_aside",
    "start_draft",
    "start_from_occupation",
    "start_words",
    "take_back",
    "withdraw",
    "withdraw_words",
]
