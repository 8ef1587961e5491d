"""Writing a kept official fact into a draft as the row of its kind, and taking it out again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Max, QuerySet
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from roles.models import (
    CareerLevel,
    DraftCandidate,
    GuideRelation,
    GuideSkill,
    GuideTitle,
    GuideVersion,
    Skill,
    SkillAlias,
)
from roles.models.candidate import CandidateKind
from roles.models.guide_parts import GuidePart, TitleKind
from roles.models.taxonomy import SkillKind
from roles.offering import fold
from roles.selectors.candidates import roles_related

from .errors import ServiceRefusedError
from .rows import save_row


class Keeper:
    """Writes candidates into one draft. Each table is read once, however many are kept.

    A row that the draft has already is not written again, and taking back leaves it.
    """

    def __init__(
        self, version: GuideVersion, candidates: Sequence[DraftCandidate], *, by: User | None, rank: str
    ) -> None:
        self.version, self.candidates, self.by, self.rank = version, candidates, by, rank

    def write(self, candidate: DraftCandidate) -> list[str]:
        """The keys of the rows written. Raises ``ServiceRefusedError`` with what stands against it."""
        write: dict[str, Callable[[DraftCandidate], list[str]]] = {
            CandidateKind.TITLE: self._title,
            CandidateKind.TASK: self._duty,
            CandidateKind.SOFTWARE: self._skill,
            CandidateKind.SKILL: self._skill,
            CandidateKind.RELATED: self._relations,
        }
        return write[candidate.kind](candidate) if candidate.kind in write else []

    # --- what the draft has ------------------------------------------------------

    @cached_property
    def _titles(self) -> set[str]:
        return {fold(row.title) for row in self.version.titles.all()}

    @cached_property
    def _skills(self) -> dict[str, Skill]:
        """The site's skills that candidates name, by folded name; a skill's own name before another's alias."""
        names = [fold(row.text) for row in self.candidates if row.kind in _AS_SKILL]
        aliases = SkillAlias.objects.annotate(folded=Lower("name")).filter(folded__in=names).select_related("skill")
        skills = Skill.objects.annotate(folded=Lower("name")).filter(folded__in=names)
        return {fold(alias.name): alias.skill for alias in aliases} | {fold(skill.name): skill for skill in skills}

    @cached_property
    def _listed(self) -> set[int]:
        return {row.skill_id for row in self.version.skills.all()}

    @cached_property
    def _related(self) -> set[int]:
        return {row.role_id for row in self.version.relations.all()}

    @cached_property
    def _level(self) -> CareerLevel | None:
        return self.version.levels.filter(rank=self.rank).first() if self.rank else None

    @cached_property
    def _roles(self) -> dict[int, Any]:
        return roles_related(self.version.role_id, self.candidates)

    @cached_property
    def _places(self) -> dict[type[models.Model], int]:
        return {}

    def _add(self, row: GuidePart) -> str:
        """Save a new row after all others of its kind; its key."""
        model = type(row)
        if model not in self._places:
            rows: Any = model._default_manager  # every part has a version
            self._places[model] = rows.filter(version=self.version).aggregate(last=Max("position"))["last"] or 0
        self._places[model] += 1
        row.position = self._places[model]
        row.save()
        return str(row.key)

    # --- one kind each -------------------------------------------------------------

    def _title(self, candidate: DraftCandidate) -> list[str]:
        if fold(candidate.text) in self._titles:
            return []
        _refuse_longer(candidate, GuideTitle._meta.get_field("title"))
        self._titles.add(fold(candidate.text))
        kind = TitleKind.ABBREVIATION if candidate.detail.get("short_for") else TitleKind.ALTERNATE
        return [self._add(GuideTitle(version=self.version, title=candidate.text, kind=kind))]

    def _duty(self, candidate: DraftCandidate) -> list[str]:
        if self._level is None:
            raise ServiceRefusedError(_("Choose the level that does this task; describe the level first if it is new."))
        duties = self._level.duties.splitlines()
        if candidate.text in duties:
            return []
        self._level.duties = "\n".join([*duties, candidate.text])
        self._level.save(update_fields=["duties"])
        return [str(self._level.key)]

    def _skill(self, candidate: DraftCandidate) -> list[str]:
        skill = self._skills.get(fold(candidate.text)) or self._new_skill(candidate)
        if skill.pk in self._listed:
            return []
        self._listed.add(skill.pk)
        return [self._add(GuideSkill(version=self.version, skill=skill))]

    def _new_skill(self, candidate: DraftCandidate) -> Skill:
        if self.by is not None and not self.by.has_perm("roles.add_skill"):
            raise ServiceRefusedError(
                _("No skill is called “%(name)s”, and you may not add one.") % {"name": candidate.text}
            )
        _refuse_longer(candidate, Skill._meta.get_field("name"))
        kind = SkillKind.TOOL if candidate.kind == CandidateKind.SOFTWARE else SkillKind.SKILL
        skill = Skill(name=candidate.text, kind=kind, slug=_free_slug(candidate.text))
        save_row(row=skill, changed=["name", "kind", "slug"], by=self.by)
        self._skills[fold(candidate.text)] = skill
        return skill

    def _relations(self, candidate: DraftCandidate) -> list[str]:
        roles = self._roles.get(candidate.related_id or 0, ())
        if not roles:
            raise ServiceRefusedError(_("No role of ours is matched to “%(name)s” yet.") % {"name": candidate.text})
        new = [role for role in roles if role.pk not in self._related]
        self._related.update(role.pk for role in new)
        return [self._add(GuideRelation(version=self.version, role=role, reason="")) for role in new]


_AS_SKILL = (CandidateKind.SOFTWARE, CandidateKind.SKILL)


def _refuse_longer(candidate: DraftCandidate, column: Any) -> None:
    if len(candidate.text) > column.max_length:
        raise ServiceRefusedError(
            _("“%(text)s” is longer than %(most)d characters; write a shorter one yourself.")
            % {"text": candidate, "most": column.max_length}
        )


def _free_slug(name: str) -> str:
    """An address part for a new skill: "C++" and "C#" get one each."""
    words = name.replace("+", " plus ").replace("#", " sharp ")
    start = slugify(words)[:70].strip("-_").replace("_", "-") or "skill"
    start = "-".join(part for part in start.split("-") if part)
    taken = set(Skill.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    return next(slug for number in range(1, len(taken) + 2) if (slug := _numbered(start, number)) not in taken)


def _numbered(start: str, number: int) -> str:
    return start if number == 1 else f"{start}-{number}"


# --- taking out again -------------------------------------------------------------------

# What a row says of itself as long as nobody has worked on it since it was kept.
_UNTOUCHED: dict[str, tuple[type[models.Model], dict[str, Any]]] = {
    CandidateKind.TITLE: (GuideTitle, {"note": ""}),
    CandidateKind.SOFTWARE: (GuideSkill, {"note": "", "importance": "important", "from_level": "junior"}),
    CandidateKind.SKILL: (GuideSkill, {"note": "", "importance": "important", "from_level": "junior"}),
    CandidateKind.RELATED: (GuideRelation, {"reason": ""}),
}


def take_out(version: GuideVersion, candidate: DraftCandidate) -> bool:
    """Remove what keeping wrote. False, and nothing is removed, if any of it was changed since."""
    keys = [uuid.UUID(key) for key in candidate.written]
    if candidate.kind == CandidateKind.TASK:
        return _take_out_duty(version.levels.filter(key__in=keys), candidate.text)
    if not keys or candidate.kind not in _UNTOUCHED:
        return True
    model, untouched = _UNTOUCHED[candidate.kind]
    if candidate.kind == CandidateKind.TITLE:
        untouched = {**untouched, "title": candidate.text}
    rows = model._default_manager.filter(version=version, key__in=keys)
    if rows.exclude(**untouched).exists():
        return False
    rows.delete()
    return True


def _take_out_duty(levels: QuerySet[CareerLevel], duty: str) -> bool:
    """False if a level has duties but not this one: it may be one of them, in other words."""
    lines = {level: level.duties.splitlines() for level in levels}
    if any(rows and duty not in rows for rows in lines.values()):
        return False
    for level, rows in lines.items():
        level.duties = "\n".join(line for line in rows if line != duty)
        level.save(update_fields=["duties"])
    return True
