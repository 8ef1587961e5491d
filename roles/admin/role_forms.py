"""The forms of a role's page: its occupations, and where the address of a withdrawn guide leads."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roles.models import Occupation, Role
from roles.models.occupation import Match, Scheme


class MatchForm(forms.Form):
    """One official occupation that stands for the role. An empty code takes the row away."""

    code = forms.RegexField(
        r"^\d{2}-\d{4}$",
        label=_("SOC code"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "placeholder": "13-1082"}),
        error_messages={"invalid": _("SOC codes look like 13-1082.")},
    )
    match = forms.ChoiceField(label=_("Match"), choices=Match, widget=forms.Select(attrs={"class": "select"}))
    basis = forms.CharField(
        label=_("Why this occupation"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    use_required_attribute = False

    def has_changed(self) -> bool:
        return "code" in self.changed_data if self.empty_permitted else super().has_changed()


class MatchFormSet(forms.BaseFormSet):
    """The occupations of a role, best first."""

    def clean(self) -> None:
        if any(self.errors):
            return
        codes = [form.cleaned_data["code"] for form in self.forms if form.cleaned_data.get("code")]
        known = {row.code: row for row in Occupation.objects.filter(scheme=Scheme.SOC, code__in=codes)}
        for form in self.forms:
            code = form.cleaned_data.get("code")
            if code and code not in known:
                form.add_error("code", _("No official occupation has this code."))
            elif code and not known[code].may_stand_for_roles:
                form.add_error("code", _("This code is a group of occupations. Choose one of them."))
            elif code and codes.count(code) > 1:
                form.add_error("code", _("This occupation is listed twice."))
        if any(form.errors for form in self.forms):
            raise ValidationError(_("Nothing was changed."))
        self.matches: list[tuple[Occupation, str, str]] = [
            (known[form.cleaned_data["code"]], form.cleaned_data["match"], form.cleaned_data["basis"])
            for form in self.forms
            if form.cleaned_data.get("code")
        ]


Matches = forms.formset_factory(MatchForm, formset=MatchFormSet, extra=2)


class WithdrawForm(forms.Form):
    """Where the address of the withdrawn guide leads from now on."""

    successor = forms.ModelChoiceField(
        Role.objects.none(),
        label=_("Send readers to"),
        required=False,
        empty_label=_("Nowhere: the address says that the guide is gone"),
        widget=forms.Select(attrs={"class": "select"}),
    )

    def __init__(self, role: Role, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        field = cast(forms.ModelChoiceField, self.fields["successor"])
        field.queryset = Role.objects.published().exclude(pk=role.pk)
