"""Writing the catalogue's words about pairs: drafts first, then those go live that are not below the quality gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from roles.judging import judge_all_words
from roles.models import ComparisonVersion, Role
from roles.services import publish_words, start_words

from .catalogue_comparisons import ComparisonFile
from .load_guides import roles_by_address
from .load_official import count
from .unwrap import unwrap


def load_comparisons(files: Sequence[ComparisonFile], added: Counter[str]) -> dict[str, int]:
    """The scores of those that stay drafts, by name. A pair that already has any version is left alone.

    Guides are live by now: words are judged beside both of them, and beside one another.
    """
    roles = roles_by_address()
    written = set(ComparisonVersion.objects.values_list("page__first", "page__second"))
    new = []
    for file in files:
        pair = tuple(sorted((roles[file.a].pk, roles[file.b].pk)))
        if pair not in written and pair[0] != pair[1]:
            written.add(pair)
            new.append(file)
    drafts = [_draft(file, roles[file.a], roles[file.b]) for file in new]
    below = {}
    for file, draft, quality in zip(new, drafts, judge_all_words(drafts), strict=True):
        if quality.is_below:
            below[file.name] = quality.score
        else:
            publish_words(version=draft, by=None)
    count(added, "comparison", len(new))
    return below


def _draft(file: ComparisonFile, a: Role, b: Role) -> ComparisonVersion:
    """A first draft with all that the file says, each side with its own role."""
    draft = start_words(one=a, other=b, by=None)
    a_side, b_side = ("first", "second") if draft.page.first_id == a.pk else ("second", "first")
    draft.answer = " ".join(file.answer.split())
    draft.text = unwrap(file.text)
    draft.contrasts = [{"label": row.label, a_side: row.a, b_side: row.b} for row in file.contrasts]
    setattr(draft, f"choose_{a_side}", "\n".join(file.choose_a))
    setattr(draft, f"choose_{b_side}", "\n".join(file.choose_b))
    draft.seo_description = file.seo_description.strip()
    draft.change_note = file.change_note.strip()
    draft.save()
    return draft
