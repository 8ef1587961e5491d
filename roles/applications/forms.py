"""The apply form: its fields, its hidden marks, and where the visit came from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from roles.forms import PublicForm

from .models import Experience

RENDERED_SALT = "applications.rendered_at"


class ApplyForm(PublicForm):
    """What a visitor sends with "Apply Now". Texts are kept as typed, without the white space around them."""

    name = forms.CharField(
        label=_("Full name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "input"}),
        error_messages={"required": _("Enter your name")},
    )
    email = forms.CharField(
        label=_("Email address"),
        max_length=254,
        help_text=_("We send one message to confirm it is yours."),
        validators=[validate_email],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "class": "input"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address like name@example.com"),
        },
    )
    current_role = forms.CharField(
        label=_("Current role"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title", "class": "input"}),
    )
    experience = forms.ChoiceField(
        label=_("Experience level"),
        choices=[("", _("Choose a level")), *Experience.choices],
        widget=forms.Select(attrs={"class": "select"}),
        error_messages={
            "required": _("Choose your experience level"),
            "invalid_choice": _("Choose one of the listed levels"),
        },
    )
    goal = forms.CharField(
        label=_("What do you want to achieve?"),
        max_length=4_000,
        required=False,
        help_text=_("For example: “Move from QA lead to this role by the end of the year.”"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "textarea"}),
    )
    consent = forms.BooleanField(
        widget=forms.CheckboxInput(attrs={"class": "choice__input", "value": "yes"}),
        error_messages={"required": _("Tick the box to agree before you apply")},
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    # No length is refused in fields that nobody sees: there would be nothing to mend.
    rendered_at = forms.CharField(required=False, widget=forms.HiddenInput)
    consent_text = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    touches = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off", "class": "input"}),
    )

    VISIBLE = ("name", "email", "current_role", "experience", "goal", "consent")

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, use_required_attribute=False, **options)
        for name in self.VISIBLE:
            self.fields[name].widget.attrs["required"] = self.fields[name].required

    def clean_website(self) -> str:
        """As much of it as is kept; whatever a program filled in blocks nobody."""
        return self.cleaned_data["website"][:200]

    def clean_rendered_at(self) -> datetime | None:
        """When the form was made; None if the mark is absent or not ours (it judges nothing yet)."""
        return rendered_at(self.cleaned_data["rendered_at"])


def rendered_mark(now: datetime) -> str:
    """The signed moment at which a form was made."""
    return signing.dumps(int(now.timestamp()), salt=RENDERED_SALT)


def rendered_at(mark: str) -> datetime | None:
    """The moment of a mark, or None if it is not one of ours."""
    try:
        return datetime.fromtimestamp(signing.loads(mark, salt=RENDERED_SALT), tz=UTC)
    except (signing.BadSignature, ValueError, TypeError, OverflowError):
        return None
