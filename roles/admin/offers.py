"""What the editor's panel "From the official lists" asks: keep these, drop these, take these back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.admin_site import staff
from roles.models import GuideVersion
from roles.models.candidate import CandidateKind
from roles.services import Decided, drop_candidates, keep_candidates, take_back

_ONE = re.compile(r"(?P<kind>[a-z]+)(?:-(?P<pk>\d{1,18}))?")
_BUTTONS = {"_keep": keep_candidates, "_drop": drop_candidates, "_take_back": take_back}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A pressed button of the panel: one candidate, or all that are ticked of its kind; ``rank`` is for tasks."""

    button: str
    kind: str
    chosen: tuple[int, ...]
    rank: str


def verdict_of(sent: QueryDict) -> Verdict | None:
    """What was pressed; None if it was none of the panel's buttons."""
    button = next((name for name in _BUTTONS if name in sent), "")
    asked = _ONE.fullmatch(sent.get(button, "")) if button else None
    if asked is None or asked["kind"] not in CandidateKind.values:
        return None
    kind = asked["kind"]
    chosen = (int(asked["pk"]),) if asked["pk"] else tuple(ticked(sent, kind))
    return Verdict(button, kind, chosen, sent.get("candidate-level", ""))


def ticked(sent: QueryDict, kind: str) -> list[int]:
    """The candidates of a kind whose boxes are ticked."""
    return [int(pk) for pk in sent.getlist(f"candidate-{kind}") if pk.isascii() and pk.isdecimal() and len(pk) < 19]


def every_tick(sent: QueryDict | None) -> set[int]:
    """All ticked boxes of a form that is given back."""
    return set() if sent is None else {pk for kind in CandidateKind.values for pk in ticked(sent, kind)}


def decide(request: HttpRequest, version: GuideVersion, verdict: Verdict) -> Decided:
    """Do what was asked. Call it inside the transaction that claimed and saved the version."""
    by = staff(request)
    if verdict.button == "_keep":
        decided = keep_candidates(version=version, chosen=verdict.chosen, by=by, rank=verdict.rank)
    else:
        decided = _BUTTONS[verdict.button](version=version, chosen=verdict.chosen, by=by)
    if not verdict.chosen:
        decided.problems.append(_("Saved. Tick something first, then press again."))
    return decided


def told(verdict: Verdict, count: int) -> str:
    """What was done, for the message after it."""
    words = {
        "_keep": ngettext("Saved, and %(count)d fact kept.", "Saved, and %(count)d facts kept.", count),
        "_drop": ngettext("Saved, and %(count)d fact dropped.", "Saved, and %(count)d facts dropped.", count),
        "_take_back": ngettext(
            "Saved, and %(count)d decision taken back.", "Saved, and %(count)d decisions taken back.", count
        ),
    }
    return words[verdict.button] % {"count": count}
