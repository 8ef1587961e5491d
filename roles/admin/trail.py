"""What the audit trail says of guides, comparisons, roles and reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import trail


def _started(detail: Mapping[str, Any]) -> str:
    if detail.get("copied") is None:
        return _("{who} started {what}, an empty draft")
    return _("{who} started {what}, with the text of version {copied}")


def _published(detail: Mapping[str, Any]) -> str:
    if detail.get("reason"):
        return _("{who} published {what} below the gate, with quality {quality}: “{reason}”")
    return _("{who} published {what}")


def _withdrew(detail: Mapping[str, Any]) -> str:
    if detail.get("successor"):
        return _("{who} withdrew {what}; its readers are sent to {successor}")
    return _("{who} withdrew {what}")


def _matched(detail: Mapping[str, Any]) -> str:
    return (
        _("{who} matched {what} to {occupations}") if detail.get("occupations") else _("{who} matched {what} to none")
    )


trail.say(
    {
        "guide.start_draft": _started,
        "guide.save_draft": gettext_lazy("{who} saved {what}"),
        "guide.set_aside": gettext_lazy("{who} set {what} aside"),
        "guide.add_candidates": gettext_lazy("{who} laid {count} official facts of {occupation} before {what}"),
        "guide.keep_candidates": gettext_lazy("{who} kept {count} official facts in {what}"),
        "guide.drop_candidates": gettext_lazy("{who} dropped {count} official facts from {what}"),
        "guide.take_back_candidates": gettext_lazy("{who} took back {count} decisions about official facts of {what}"),
        "guide.publish": _published,
        "guide.withdraw": _withdrew,
        "comparison.start_draft": _started,
        "comparison.save_draft": gettext_lazy("{who} saved {what}"),
        "comparison.set_aside": gettext_lazy("{who} set {what} aside"),
        "comparison.publish": _published,
        "comparison.withdraw": gettext_lazy("{who} withdrew the words about {what}"),
        "role.rename": gettext_lazy("{who} moved {what} from /roles/{old}/ to /roles/{new}/"),
        "role.match_occupations": _matched,
        "correction.record": gettext_lazy("{who} recorded {what}"),
        "report.handle": gettext_lazy("{who} handled {what}"),
    }
)
