"""The forms staff sign in, change their password and are added with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import User


class StaffLoginForm(AdminAuthenticationForm):
    """An email address and a password."""

    def __init__(self, request: Any = None, *args: Any, **options: Any) -> None:
        super().__init__(request, *args, **options)
        self.label_suffix = ""
        self.fields["username"].label = _("Email address")
        self.fields["username"].widget = forms.EmailInput(
            attrs={"class": "input", "autocomplete": "username", "autofocus": True, "maxlength": 254}
        )
        self.fields["password"].widget.attrs["class"] = "input"


class AddStaffForm(forms.ModelForm):
    """A new member of staff: an address and one group."""

    group = forms.ModelChoiceField(Group.objects.order_by("name"), label=_("Group"), empty_label=_("Choose a group"))

    class Meta:
        model = User
        fields = ["email", "name"]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody already signs in with this address."), code="taken")
        return email


class ChangeStaffForm(forms.ModelForm):
    """Name, groups, and whether they may sign in."""

    groups = forms.ModelMultipleChoiceField(
        Group.objects.order_by("name"), label=_("Groups"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ["name", "is_active", "groups"]
