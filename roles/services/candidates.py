"""Keeping and dropping official facts in a draft. Nothing of a candidate is printed unless it was kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import record
from roles.models import DraftCandidate, GuideVersion, Occupation
from roles.models.candidate import CandidateKind, Decision
from roles.offering import candidates_of, fold

from .errors import ServiceRefusedError
from .keeping import Keeper, take_out


@dataclass(slots=True)
class Decided:
    """How many candidates were decided, and why others were not, one sentence each."""

    count: int = 0
    problems: list[str] = field(default_factory=list)


@transaction.atomic
def add_candidates(*, version: GuideVersion, occupation: Occupation, by: User | None) -> int:
    """Lay what the newest official list says of an occupation before the draft's editor; how many are new.

    Safe to call twice: what is among the candidates already, decided or not, is not offered again.
    """
    version = _open(version)
    present = {(row.kind, fold(row.text)) for row in version.candidates.all()}
    last = version.candidates.aggregate(last=Max("position"))["last"] or 0
    new = [row for row in candidates_of(occupation) if (row.kind, fold(row.text)) not in present]
    for place, row in enumerate(new, start=last + 1):
        row.version, row.position = version, place
    DraftCandidate.objects.bulk_create(new, batch_size=500)
    if new:
        record("guide.add_candidates", version, by=by, count=len(new), occupation=occupation.code)
    return len(new)


@transaction.atomic
def keep_candidates(*, version: GuideVersion, chosen: Iterable[int], by: User | None, rank: str = "") -> Decided:
    """Write these candidates into the draft, each as the row of its kind; tasks as duties of the level ``rank``.

    Education is written by nobody: keeping it says that the text rests on it. Safe to call twice.
    """
    version = _open(version)
    rows = [row for row in _chosen(version, chosen) if not row.is_kept]
    keeper, decided = Keeper(version, rows, by=by, rank=rank), Decided()
    kept = []
    for row in rows:
        try:
            row.written = keeper.write(row)
        except ServiceRefusedError as refusal:
            decided.problems.append(str(refusal))
        else:
            kept.append(row)
    decided.count = _decide(kept, Decision.KEPT, by)
    if decided.count:
        record("guide.keep_candidates", version, by=by, count=decided.count)
    return decided


@transaction.atomic
def drop_candidates(*, version: GuideVersion, chosen: Iterable[int], by: User | None) -> Decided:
    """Leave these out, in later drafts too. One that was kept is taken back first. Safe to call twice."""
    version = _open(version)
    rows = [row for row in _chosen(version, chosen) if row.is_undecided]
    decided = Decided(_decide(rows, Decision.DROPPED, by))
    if decided.count:
        record("guide.drop_candidates", version, by=by, count=decided.count)
    return decided


@transaction.atomic
def take_back(*, version: GuideVersion, chosen: Iterable[int], by: User | None) -> Decided:
    """Undo decisions. What keeping wrote is taken out of the draft; a row that was changed since is left, and so
    is its decision: the guide still says it and so still cites it. Safe to call twice."""
    version = _open(version)
    decided, free = Decided(), []
    for row in _chosen(version, chosen):
        if row.is_undecided:
            continue
        if take_out(version, row):
            row.written = []
            free.append(row)
        else:
            decided.problems.append(_why_left(row))
    decided.count = _decide(free, Decision.UNDECIDED, by)
    if decided.count:
        record("guide.take_back_candidates", version, by=by, count=decided.count)
    return decided


def _why_left(row: DraftCandidate) -> str:
    """Why this is not taken back, and what helps: a duty is a line of a text, known by its words alone."""
    if row.kind == CandidateKind.TASK:
        why = _("“%(text)s” is no longer among the duties in these words. Write it so again, then take it back.")
    else:
        why = _("“%(text)s” was changed since it was kept. Remove it from the guide first.")
    return why % {"text": row}


def _open(version: GuideVersion) -> GuideVersion:
    version = GuideVersion.objects.select_for_update().get(pk=version.pk)
    if not version.is_open:
        raise ServiceRefusedError(_("This version is no longer open."))
    return version


def _chosen(version: GuideVersion, chosen: Iterable[int]) -> list[DraftCandidate]:
    rows = version.candidates.filter(pk__in=list(chosen)).select_related("related", "release")
    return list(rows.order_by("position", "pk"))


def _decide(rows: list[DraftCandidate], decision: Decision, by: User | None) -> int:
    """Write the decision and whose it is; how many rows got it."""
    undone = decision == Decision.UNDECIDED
    for row in rows:
        row.decision = decision
        row.decided_by, row.decided_at = (None, None) if undone else (by, timezone.now())
    return DraftCandidate.objects.bulk_update(rows, ["decision", "decided_by", "decided_at", "written"])
