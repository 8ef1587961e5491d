"""The editor's buttons that work without JavaScript: move a row, remove it, add one, add a skill by name."""

from __future__ import annotations

import re

from django.http import QueryDict
from django.utils.translation import gettext as _

from roles.models import Skill

from .parts import PARTS
from .rows import place_of, row_count

ROW = re.compile(r"(?P<prefix>[a-z]+)-(?P<index>\d{1,4})(?:-(?P<way>up|down))?")
ADD = re.compile(r"(?P<prefix>[a-z]+)(?:-(?P<start>[a-z]+))?")


def _skill_called(name: str) -> Skill | None:
    """The skill of this name or, if none has it, of this other name, in whatever case."""
    if not name or "\x00" in name:  # PostgreSQL cannot look for a null character
        return None
    skills = Skill.objects.all()
    return skills.filter(name__iexact=name).first() or skills.filter(aliases__name__iexact=name).first()


class Press:
    """What the pressed button asks, done to the sent form before it is read.

    ``more`` is the kind of row to add, ``anchor`` where to look afterwards,
    ``problem`` why it could not be done.
    """

    def __init__(self, data: QueryDict) -> None:
        self.data = data.copy()
        self.more = self.anchor = self.problem = ""
        if move := ROW.fullmatch(data.get("_move", "")):
            self._move(move["prefix"], int(move["index"]), move["way"])
        elif remove := ROW.fullmatch(data.get("_remove", "")):
            self._remove(remove["prefix"], int(remove["index"]))
        elif "_add_skill" in data or ("_save" in data and data.get("skill_name", "").strip()):
            # Enter in the name's field presses the form's first button.
            self._add_skill(data.get("skill_name", "").strip())
        elif (add := ADD.fullmatch(data.get("_add", ""))) and add["prefix"] in PARTS:
            self.more, self.anchor = str(data["_add"]), f"{add['prefix']}-new"

    def _order(self, prefix: str) -> list[int]:
        here = [index for index in range(row_count(self.data, prefix)) if not self.data.get(f"{prefix}-{index}-DELETE")]
        return sorted(here, key=lambda index: place_of(self.data, prefix, index))

    def _move(self, prefix: str, index: int, way: str | None) -> None:
        order = self._order(prefix) if prefix in PARTS else []
        if index not in order or way is None:
            return
        at = order.index(index)
        to = min(max(at + (-1 if way == "up" else 1), 0), len(order) - 1)
        order.insert(to, order.pop(at))
        for place, row in enumerate(order, start=1):
            self.data[f"{prefix}-{row}-position"] = str(place)
        self.anchor = f"{prefix}-{to}"

    def _remove(self, prefix: str, index: int) -> None:
        if prefix in PARTS and index < row_count(self.data, prefix):
            self.data[f"{prefix}-{index}-DELETE"] = "on"
            self.anchor = f"{prefix}-group"

    def _add_skill(self, name: str) -> None:
        skill = _skill_called(name)
        if skill is None:
            self.problem = (
                _("No skill is called “%(name)s”. Add it under Skills first, or choose one of the list.")
                % {"name": name}
                if name
                else _("Type the name of a skill first.")
            )
            return
        count = row_count(self.data, "skills")
        row = f"skills-{count}"
        self.data.update(
            {f"{row}-skill": str(skill.pk), f"{row}-importance": "important", f"{row}-from_level": "junior"}
        )
        self.data["skills-TOTAL_FORMS"] = str(count + 1)
        self.data["skill_name"] = ""
        self.anchor = "id_add_skill"
