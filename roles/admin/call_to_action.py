"""Calls to action: the words that invite to apply, for a role, a domain or the whole site."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from roles.models import CallToAction

from .documented import DocumentedAdmin


class CallForm(forms.ModelForm):
    class Meta:
        model = CallToAction
        fields = ["slot", "role", "domain", "headline", "body", "button", "next_steps"]
        help_texts = {
            "role": _("Leave role and domain empty for the whole site. The most specific wins: role, domain, site."),
            "headline": _("{{ role.title }}, {{ role.plural }} and {{ role.article }} are filled in."),
            "button": _("Says what happens. Two or three words."),
        }
        widgets = {
            "body": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
            "next_steps": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 4}),
        }


@admin.register(CallToAction)
class CallToActionAdmin(DocumentedAdmin):
    form = CallForm
    list_display = ["headline", "slot", "scope", "button"]
    list_filter = ["slot"]
    list_select_related = ["role", "domain"]

    @admin.display(description=_("scope"))
    def scope(self, call: CallToAction) -> Any:
        return call.role or call.domain or _("The whole site")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("empty_label", _("Any"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
