"""Telling the editors what is wrong or missing in a guide."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.forms import PublicForm
from roles.models import Role
from roles.models.report import ReportKind
from roles.selectors import find_moved
from roles.services import report_guide
from roles.views.public_form import public_form, see_other

MOST_CHARACTERS = 4_000


class ReportForm(PublicForm):
    """What is wrong, in the visitor's words. It asks for no name and no address."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=[("", gettext_lazy("Choose one")), *ReportKind.choices],
        error_messages={
            "required": gettext_lazy("Choose what it is about"),
            "invalid_choice": gettext_lazy("Choose one of the listed subjects"),
        },
    )
    message = forms.CharField(
        label=gettext_lazy("What is wrong or missing?"),
        help_text=gettext_lazy(
            "Name the section, and the source if you know a better one. Do not put personal details here: "
            "we do not ask who you are and cannot answer."
        ),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": gettext_lazy("Write what is wrong or missing"),
            "max_length": gettext_lazy("Write 4,000 characters at most. This is %(show_value)d."),
        },
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    website = forms.CharField(required=False, max_length=200)


@public_form
def role_report(request: HttpRequest, slug: str, stale_token: bool = False) -> HttpResponse:
    """The form (GET), thanks (``?sent=1``), and keeping a report (POST): 303 kept, 422 with errors and every word."""
    role = Role.objects.published().select_related("live_version").filter(slug=slug).first()
    if role is None:
        return _moved(request, slug)
    if request.method != "POST":
        if "sent" in request.GET:
            return render(request, "roles/report_thanks.html", {"role": role})
        return _show(request, role, ReportForm(initial={"submission_key": uuid.uuid4()}))
    form = ReportForm(_with_key(request))
    if stale_token:
        return _show(request, role, form, problem=_("Your form was open too long. Press Send report once more."))
    if not form.is_valid():
        return _show(request, role, form)
    if not form.cleaned_data["website"]:
        report_guide(role=role, **{name: form.cleaned_data[name] for name in ("kind", "message", "submission_key")})
    return see_other(f"{request.path}?sent=1")
