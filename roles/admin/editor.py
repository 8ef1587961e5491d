"""The guide editor's whole form: a version's own fields and its nine kinds of rows, read and saved as one."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from roles.models import GuideVersion, RoadmapStep

from .choices import Choices
from .fields import RowField, cut_nothing, select, text
from .parts import PARTS, PartForm, StepForm, part_model
from .quality import ReasonForm
from .rows import Rows, place_of, row_count


class VersionForm(forms.ModelForm):
    """The version's own fields."""

    use_required_attribute = False
    domain = RowField(label=_("Domain"), empty=_("Choose a domain"))

    class Meta:
        model = GuideVersion
        fields = [
            "title", "plural", "article", "domain", "summary", "overview", "what_they_do", "break_in",
            "seo_title", "seo_description", "reviewed_by", "reviewed_on", "change_note",
        ]  # fmt: skip
        labels = {
            "title": _("Role"),
            "break_in": _("How to break in"),
            "seo_title": _("Title"),
            "seo_description": _("Description"),
            "change_note": _("What changed"),
        }
        widgets = {
            "title": text(),
            "plural": text(),
            "article": select(),
            "summary": text(2),
            "overview": text(7),
            "what_they_do": text(7),
            "break_in": text(6),
            "seo_title": text(),
            "seo_description": text(2),
            "reviewed_by": text(),
            "reviewed_on": forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d"),
            "change_note": text(2),
        }

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        cut_nothing(self)
        cast(RowField, self.fields["domain"]).rows = choices.domain
        self.fields["domain"].widget.attrs["class"] = "select"
        self.fields["article"] = forms.ChoiceField(
            label=_("Article"), choices=[("a", "a"), ("an", "an")], widget=select(), required=False
        )

    def clean_article(self) -> str:
        return str(self.cleaned_data["article"] or self.instance.article)

    def clean_reviewed_on(self) -> date | None:
        day: date | None = self.cleaned_data["reviewed_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(now("This day is yet to come."))
        return day


def for_editing() -> Any:
    """Versions with everything the editor shows: eleven queries, however many rows."""
    rows: dict[str, Any] = {
        "steps": RoadmapStep.objects.prefetch_related("requires", "skills"),
        "skills": part_model("skills")._default_manager.select_related("skill"),
        "relations": part_model("relations")._default_manager.select_related("role"),
    }
    parts: list[Any] = [Prefetch(prefix, rows[prefix]) if prefix in rows else prefix for prefix in PARTS]
    return GuideVersion.objects.select_related("role__live_version", "domain", "based_on", "author").prefetch_related(
        *parts
    )


class GuideEditor:
    """One version's whole form. ``more`` names the kind of row to show one more of, such as "steps".

    ``reason`` is what was given for publishing below the gate, to be shown again.
    """

    def __init__(
        self,
        version: GuideVersion,
        data: QueryDict | None = None,
        *,
        more: str = "",
        choices: Choices | None = None,
        reason: str = "",
    ) -> None:
        self.version, self.data = version, data
        self.choices = choices or Choices(version)
        self.form = VersionForm(data, instance=version, choices=self.choices)
        self.reason = ReasonForm(data, initial={"gate_reason": reason}, label_suffix="")
        kind, _dash, start = more.partition("-")
        self.rows = {
            prefix: Rows(
                prefix,
                version,
                self.choices,
                data=data,
                more=({"level": start} if start else {}) if prefix == kind else None,
            )
            for prefix in PARTS
        }

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.reason.is_valid(), *[rows.is_valid() for rows in self.rows.values()]])

    def save(self) -> None:
        """Write what changed. Call it inside the transaction that claimed the version."""
        self.version.updated_at = timezone.now()
        self.version.save(update_fields=[*self.form.fields, "updated_at"])
        for rows in self.rows.values():
            rows.save()
        self._link_steps()
        self.version._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # the rows read before are old now

    def _link_steps(self) -> None:
        """Which steps each changed step needs first, and which skills it builds: two deletions, two insertions."""
        steps = [cast(StepForm, form) for form in self.rows["steps"] if form.is_row]
        pks = {str(form.instance.key): form.instance.pk for form in steps}
        needs, builds = RoadmapStep.requires.through, RoadmapStep.skills.through
        needing = {form.instance.pk: form.ticked("requires") for form in steps if "requires" in form.changed_data}
        building = {form.instance.pk: form.ticked("skills") for form in steps if "skills" in form.changed_data}
        if needing:
            needs._default_manager.filter(from_roadmapstep__in=needing).delete()
            needs._default_manager.bulk_create(
                needs(from_roadmapstep_id=step, to_roadmapstep_id=pks[key])
                for step, keys in needing.items()
                for key in dict.fromkeys(keys)
                if key in pks
            )
        if building:
            builds._default_manager.filter(roadmapstep__in=building).delete()
            builds._default_manager.bulk_create(
                builds(roadmapstep_id=step, skill_id=int(pk))
                for step, skills in building.items()
                for pk in dict.fromkeys(skills)
                if pk in self.choices.skill
            )

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Every error as (where it is, its field's id, its words), in the order of the screen."""
        found = _problems(self.form, "")
        for prefix, rows in self.rows.items():
            found += [("", f"{prefix}-group", error) for error in rows.errors]
            for form in rows.shown:
                if form.is_row:
                    found += _problems(form, f"{form.number}. ")
        return found + _problems(self.reason, "")

    def level_blocks(self) -> list[tuple[PartForm, list[PartForm]]]:
        """Every level with the estimates of its rung."""
        return [(level, self._estimates(level["rank"].value())) for level in self.rows["levels"].shown]

    def other_estimates(self) -> list[PartForm]:
        """Estimates for all levels, and those of a rung that no level describes."""
        shown = {level["rank"].value() for level in self.rows["levels"].shown}
        return [form for form in self.rows["estimates"].shown if form["level"].value() not in shown]

    def _estimates(self, rank: str) -> list[PartForm]:
        return [form for form in self.rows["estimates"].shown if form["level"].value() == rank]

    def as_data(self) -> QueryDict:
        """What this form, unbound, would send if nothing were typed."""
        data = QueryDict(mutable=True)
        _put(data, self.form)
        for prefix, rows in self.rows.items():
            data[f"{prefix}-TOTAL_FORMS"] = str(rows.total)
            for index, form in enumerate(rows):
                form.prefix = f"{prefix}-{index}"
                _put(data, form)
                data[f"{prefix}-{index}-id"] = str(form.instance.pk)
                data[f"{prefix}-{index}-key"] = str(form.instance.key)
                data[f"{prefix}-{index}-position"] = str(index + 1)
        return data


def _put(data: QueryDict, form: forms.ModelForm) -> None:
    for name in form.fields:
        value = form[name].value()
        if value is True or value is False:
            value = ["on"] if value else []
        elif not isinstance(value, list):
            value = ["" if value is None else str(value)]
        data.setlist(form.add_prefix(name), [str(one) for one in value])


def _problems(form: Any, where: str) -> list[tuple[str, str, str]]:
    return [
        (f"{where}{form.fields[name].label}" if name in form.fields else where, _target(form, name), error)
        for name, errors in form.errors.items()
        for error in errors
    ]


def _target(form: Any, name: str) -> str:
    return form[name].auto_id if name in form.fields else f"{form.prefix}"


# --- what a form says, part by part: for telling apart what two people changed ---------------


def said(data: QueryDict) -> dict[str, Any]:
    """What a sent form says: each of the version's fields, and each kind of rows as a list in its order."""
    texts: dict[str, Any] = {name: _plain(data.get(name, "")) for name in VersionForm.base_fields}
    for prefix, part in PARTS.items():
        order = sorted(range(row_count(data, prefix)), key=lambda index: place_of(data, prefix, index))
        texts[prefix] = [
            {name: sorted(map(_plain, data.getlist(f"{prefix}-{index}-{name}"))) for name in row_fields(part)}
            for index in order
            if not data.get(f"{prefix}-{index}-DELETE")
            and any(_plain(data.get(f"{prefix}-{index}-{name}", "")) for name in part.telling)
        ]
    return texts


def row_fields(part: type[PartForm]) -> list[str]:
    """The names of a row's fields, in the order of its form."""
    return list(part.base_fields)


def _plain(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


def fingerprints(texts: dict[str, Any]) -> str:
    """A short mark of every part, sent with the form: it tells later who changed what."""
    return json.dumps({name: mark(value) for name, value in texts.items()})


def mark(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]
