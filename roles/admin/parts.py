"""The form of one row of each kind: title, skill, level, estimate, step, route, point, question, relation."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.models import (
    CareerLevel,
    EntryRoute,
    GuidePoint,
    GuideQuestion,
    GuideRelation,
    GuideSkill,
    GuideTitle,
    RoadmapStep,
    SalaryEstimate,
)
from roles.models.fields import Rank

from .choices import Choices
from .fields import AmountField, ManyField, OneOf, RowField, cut_nothing, line, lines, select, text


class PartForm(forms.ModelForm):
    """One row. A new row in which nothing telling was typed is no row; an unchanged one is not looked at again."""

    telling: ClassVar[tuple[str, ...]] = ()
    once: ClassVar[str | None] = None  # the column that no two rows of a version share

    use_required_attribute = False
    number = 0  # its place in the list as shown, counted from 1
    place = 0.0  # where it was asked to stand
    removed = False

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        cut_nothing(self)
        self.empty_permitted = True
        for name, field in self.fields.items():
            if isinstance(field, RowField):
                field.rows = getattr(choices, name)
                field.widget.attrs.setdefault("class", "select")

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None

    @property
    def is_row(self) -> bool:
        """There is something to keep: a stored row, or a new one with words in it."""
        return not self.removed and (not self.is_new or self.has_changed())

    def has_changed(self) -> bool:
        changed = self.changed_data
        return any(name in changed for name in self.telling) if self.is_new else bool(changed)

    @property
    def wide(self) -> tuple[str, ...]:
        """Cells that take a whole line on a narrow screen."""
        return tuple(name for name in ("title", "note", "text", "body", "reason", "role") if name in self.fields)

    @property
    def row_title(self) -> str:
        """What heads the row where that is no field; only skills have it."""
        return ""

    @property
    def spoken(self) -> str:
        """The row as its buttons call it."""
        name = next((str(self[field].value() or "") for field in self.telling if field in self.fields), "")
        return self.row_title or name or _("row %(number)d") % {"number": self.number}

    def name_for_ears(self, kind: str) -> None:
        """Cells of a table have no label of their own: say the column and the row."""
        for field in self.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = f"{field.label}, {kind} {self.number}"

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"version", "key"}  # type: ignore[misc]  # the stubs do not know it

    def validate_unique(self) -> None:
        """Rows are compared with each other when the list is put together, not with what is stored."""


class TitleForm(PartForm):
    telling = ("title", "note")
    once = "title"

    class Meta:
        model = GuideTitle
        fields = ["title", "kind", "note"]
        labels = {"note": _("Difference")}
        widgets = {"title": text(), "kind": select(), "note": line()}


class SkillForm(PartForm):
    telling = ("skill",)
    once = "skill"
    skill = RowField(label=_("Skill"), widget=forms.HiddenInput)

    class Meta:
        model = GuideSkill
        fields = ["skill", "importance", "from_level", "note"]
        labels = {"from_level": _("Needed from"), "note": _("Why")}
        widgets = {"importance": select(), "from_level": select(), "note": line()}

    @property
    def row_title(self) -> str:
        field = cast(RowField, self.fields["skill"])
        return str(field.rows.get(str(self["skill"].value() or ""), ""))


class LevelForm(PartForm):
    telling = ("title", "scope", "duties")
    once = "rank"

    class Meta:
        model = CareerLevel
        fields = ["rank", "title", "years_min", "years_max", "scope", "duties"]
        field_classes = {"years_min": AmountField, "years_max": AmountField}
        labels = {
            "rank": _("Level"),
            "title": _("Title at this level"),
            "years_min": _("Years from"),
            "years_max": _("to"),
        }
        help_texts = {
            "title": "",
            "years_max": "",
            "duties": _("One duty a line, three to five. Start with a verb that fits this level."),
        }
        widgets = {"rank": select(), "title": text(), "scope": line(), "duties": text(4)}

    def clean_duties(self) -> str:
        return "\n".join(lines(self.cleaned_data["duties"]))


class EstimateForm(PartForm):
    telling = ("annual_low", "annual_median", "annual_high", "source", "as_of", "note")
    area = RowField(label=_("Area"), empty=_("Choose an area"))
    source = RowField(label=_("Source"), required=False, empty=_("None"))

    class Meta:
        model = SalaryEstimate
        fields = [
            "level", "area", "currency", "annual_low", "annual_median", "annual_high",
            "source", "as_of", "unsourced", "note",
        ]  # fmt: skip
        field_classes = dict.fromkeys(("annual_low", "annual_median", "annual_high"), AmountField)
        labels = {
            "level": _("Level"),
            "annual_low": _("Low a year"),
            "annual_median": _("Median"),
            "annual_high": _("High"),
            "as_of": _("As of"),
            "unsourced": _("Nobody is named for it: shown as unsourced, never as the headline"),
        }
        help_texts = {"unsourced": ""}
        widgets = {
            "level": select(),
            "currency": text(),
            "as_of": forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d"),
            "note": line(),
        }

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, choices=choices, **options)
        cast(OneOf, self.fields["level"].widget).choices = [("", _("All levels")), *Rank.choices]
        if self.is_new and not self.initial.get("area"):
            self.initial["area"] = next(iter(choices.area), None)


class StepForm(PartForm):
    telling = ("title", "body", "done_when", "hours_low", "hours_typical", "hours_high")
    requires = ManyField(label=_("Needs first"), required=False)
    skills = ManyField(label=_("Skills it builds"), required=False)

    class Meta:
        model = RoadmapStep
        fields = ["title", "kind", "body", "done_when", "hours_low", "hours_typical", "hours_high"]
        field_classes = dict.fromkeys(("hours_low", "hours_typical", "hours_high"), AmountField)
        labels = {
            "title": _("Step"),
            "body": _("What to do"),
            "hours_low": _("Hours, low"),
            "hours_typical": _("Typical"),
            "hours_high": _("High"),
        }
        widgets = {"title": text(), "kind": select(), "body": text(3), "done_when": line()}

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, choices=choices, **options)
        if not self.is_new:
            self.initial["requires"] = [str(step.key) for step in self.instance.requires.all()]
            self.initial["skills"] = [str(skill.pk) for skill in self.instance.skills.all()]

    def ticked(self, name: str) -> list[str]:
        """The values of a field's ticked boxes, as sent or as stored."""
        return [str(value) for value in self[name].value() or []]


class RouteForm(PartForm):
    telling = ("title", "body")

    class Meta:
        model = EntryRoute
        fields = ["kind", "title", "body"]
        labels = {"title": _("Route"), "body": _("What it looks like")}
        widgets = {"kind": select(), "title": text(), "body": text(2)}


class PointForm(PartForm):
    telling = ("text",)

    class Meta:
        model = GuidePoint
        fields = ["kind", "text"]
        labels = {"text": _("Point")}
        widgets = {"kind": select(), "text": line()}


class QuestionForm(PartForm):
    telling = ("question", "answer")

    class Meta:
        model = GuideQuestion
        fields = ["question", "answer"]
        widgets = {"question": text(), "answer": text(3)}


class RelationForm(PartForm):
    telling = ("role", "reason")
    once = "role"
    role = RowField(label=_("Role"), empty=_("Choose a role"))

    class Meta:
        model = GuideRelation
        fields = ["role", "kind", "reason"]
        widgets = {"kind": select(), "reason": line()}

    @property
    def spoken(self) -> str:
        field = cast(RowField, self.fields["role"])
        return str(field.rows.get(str(self["role"].value() or ""), "")) or super().spoken


# In the order of the screen; each prefix is also the name of the version's rows.
PARTS: dict[str, type[PartForm]] = {
    "titles": TitleForm,
    "skills": SkillForm,
    "levels": LevelForm,
    "estimates": EstimateForm,
    "steps": StepForm,
    "routes": RouteForm,
    "points": PointForm,
    "questions": QuestionForm,
    "relations": RelationForm,
}
TABULAR = {"titles", "skills", "routes", "points", "relations"}


def part_model(prefix: str) -> type[models.Model]:
    model: type[models.Model] = PARTS[prefix]._meta.model
    return model


def lasting_key(given: str) -> uuid.UUID:
    """The key that a new row was shown with, or a new one."""
    try:
        return uuid.UUID(given)
    except ValueError:
        return uuid.uuid4()
