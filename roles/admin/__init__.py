"""The admin of guides: one noun, one module."""

from . import (
    call_to_action,
    comparison,
    comparison_version,
    correction,
    dashboard,
    gallery,
    guide,
    occupation,
    occupation_facts,
    pay,
    report,
    role,
    standing,
    taxonomy,
    trail,
)

__all__ = [
    "call_to_action",
    "comparison",
    "comparison_version",
    "correction",
    "dashboard",
    "gallery",
    "guide",
    "occupation",
    "occupation_facts",
    "pay",
    "report",
    "role",
    "standing",
    "taxonomy",
    "trail",
]
