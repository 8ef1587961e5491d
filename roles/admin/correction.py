"""The public log of corrections: Publishers add to it, nobody changes it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin_site import staff
from careers.staff_admin import StaffAdmin
from roles.models import Area, Correction, WageRelease
from roles.services import correction_problems, record_correction

from .fields import RowField


def _area(label: Any) -> RowField:
    """An area by its code: a list of them all would be too long to choose from."""
    return RowField(
        label=label,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Its BLS code: 99 is the United States, 06 California."),
        error_messages={"unknown": _("No area has this code.")},
    )


def _release(label: Any, help_text: Any = "") -> RowField:
    return RowField(label=label, required=False, empty="---------", help_text=help_text)


class CorrectionForm(forms.ModelForm):
    """An entry. Areas and releases are read once for both of its amounts."""

    before_area = _area(_("area of the amount that stood there"))
    before_release = _release(_("release of the amount that stood there"), _("Empty: it named no source."))
    after_area = _area(_("area of the amount that stands there now"))
    after_release = _release(_("release of the amount that stands there now"))

    class Meta:
        model = Correction
        fields = [
            "role", "about", "corrected_on", "noticed_by", "before_text", "after_text", "reason", "currency",
            "before_amount", "before_area", "before_release", "after_amount", "after_area", "after_release",
        ]  # fmt: skip
        widgets = {
            name: forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3})
            for name in ("before_text", "after_text", "reason")
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = [self.data.get(self.add_prefix(name), "") for name in ("before_area", "after_area")]
        areas = {area.code: area for area in Area.objects.filter(code__in=asked)} if any(asked) else {}
        releases = {str(release.pk): release for release in WageRelease.objects.all()}
        for side in ("before", "after"):
            cast(RowField, self.fields[f"{side}_area"]).rows = areas
            cast(RowField, self.fields[f"{side}_release"]).rows = releases

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name, problem in correction_problems(given):
            self.add_error(name, problem)
        return given


@admin.register(Correction)
class CorrectionAdmin(StaffAdmin):
    """An entry is added and then only read: a wrong one is answered by another."""

    form = CorrectionForm
    list_display = ["corrected_on", "about", "role", "noticed_by"]
    list_filter = ["noticed_by"]
    list_select_related = ["role"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        obj.pk = record_correction(correction=obj, by=staff(request)).pk
