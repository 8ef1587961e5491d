"""What every table in the admin shares: no popups, native date fields, an invalid form answers 422."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def see_other(address: str) -> HttpResponseRedirect:
    """After a POST that was done: look there."""
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


class StaffAdmin(admin.ModelAdmin):
    """A table that staff may edit. Deleting many rows at once is left out: it would go round the services."""

    actions = None
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date", "class": "vDateField"})},
        models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
    }

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        """A related row is chosen here and edited on its own page, not in a popup."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form. What somebody else saved while it was being saved is found by asking once more, and named there."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (IntegrityError, ValidationError):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kwargs)
        if context.get("errors"):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


class ReadOnlyAdmin(StaffAdmin):
    """A table that staff may only look at: commands and services write it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
