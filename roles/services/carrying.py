"""What was decided about official facts goes on into the next draft, whatever became of the last one."""

from __future__ import annotations

import uuid

from roles.models import DraftCandidate, GuideVersion
from roles.models.candidate import Decision

_DECISION = ("decision", "decided_by_id", "decided_at")


def carry_decisions(draft: GuideVersion, origin: GuideVersion | None) -> None:
    """Take over from the role's last version what the copied one does not say.

    What was dropped there stays dropped. What was kept there wrote rows that this draft does not
    have, so it is to be looked at again. Each draft takes over from the last, so that nothing is forgotten.
    """
    last = draft.role.versions.exclude(pk=draft.pk).order_by("-number").first()
    if last is None or last == origin:
        return
    here = {(row.kind, row.text): row for row in draft.candidates.all()}
    dropped, added = [], []
    for row in last.candidates.all():
        ours = here.get((row.kind, row.text))
        if ours is None:
            added.append(_copy(row, draft))
        elif ours.is_undecided and row.decision == Decision.DROPPED:
            for name in _DECISION:
                setattr(ours, name, getattr(row, name))
            dropped.append(ours)
    DraftCandidate.objects.bulk_update(dropped, ["decision", "decided_by", "decided_at"])
    DraftCandidate.objects.bulk_create(added)


def _copy(row: DraftCandidate, draft: GuideVersion) -> DraftCandidate:
    row.pk, row.key, row.version, row.written = None, uuid.uuid4(), draft, []
    row._state.adding = True
    if row.is_kept:
        row.decision, row.decided_by, row.decided_at = Decision.UNDECIDED, None, None
    return row
