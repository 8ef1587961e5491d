"""Telling the editors what is wrong or missing in a guide."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django import forms
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.forms import PublicForm
from roles.models import Role
from roles.models.report import ReportKind
from roles.selectors.guides import find_gone, find_moved
from roles.seo import report_head, report_thanks_head
from roles.services import report_guide
from roles.views.public_form import public_form, see_other
from roles.views.roles import moved_or_gone

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
    """The form (GET), thanks (``?sent=1``), and keeping a report (POST): 303 kept, 422 or 503 with every word."""
    try:
        role = Role.objects.published().select_related("live_version").filter(slug=slug).first()
        if role is None:
            return _without_guide(request, slug, stale_token)
        if request.method == "POST":
            return _sent(request, role, stale_token)
        if "sent" in request.GET:
            return _thanks(request, role)
        return _show(request, role, ReportForm(initial={"submission_key": uuid.uuid4()}), HTTPStatus.OK)
    except (OperationalError, InterfaceError):
        if request.method != "POST":
            raise
        problem = _("We could not store your report. Every word is still here: send it again in a minute.")
        nameless = Role(slug=slug, title=slug.replace("-", " ").title())
        return _give_back(request, nameless, problem, HTTPStatus.SERVICE_UNAVAILABLE)


def _sent(request: HttpRequest, role: Role, stale_token: bool) -> HttpResponse:
    if stale_token:
        return _give_back(request, role, _("Your form was open too long. Press Send report once more."))
    if request.POST.get("website"):
        return _give_back(
            request, role, _("A field that people do not see was filled in. Press Send report once more.")
        )
    form = ReportForm(_posted(request))
    if not form.is_valid():
        return _show(request, role, form)
    given = form.cleaned_data
    report_guide(role=role, kind=given["kind"], message=given["message"], submission_key=given["submission_key"])
    return see_other(f"{reverse('role_report', args=[role.slug])}?sent=1")


def _thanks(request: HttpRequest, role: Role) -> HttpResponse:
    return render(request, "roles/report_thanks.html", {"role": role, "head": report_thanks_head(role)})


def _posted(request: HttpRequest) -> QueryDict:
    """What was sent, with a new key in place of one that is none: the report counts more than its key."""
    data = request.POST.copy()
    try:
        uuid.UUID(data.get("submission_key", ""))
    except ValueError:
        data["submission_key"] = str(uuid.uuid4())
    return data


def _give_back(
    request: HttpRequest, role: Role, problem: str, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY
) -> HttpResponse:
    """Everything typed is still there, unjudged; one sentence says what to do."""
    data = _posted(request)
    data["website"] = ""
    return _show(request, role, ReportForm(data).unjudged(), status, problem=problem)


def _show(
    request: HttpRequest,
    role: Role,
    form: ReportForm,
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
    *,
    problem: str = "",
) -> HttpResponse:
    context = {
        "head": report_head(role, is_wrong=bool(problem or form.errors)),
        "role": role,
        "form": form,
        "action": reverse("role_report", args=[role.slug]),
        "problem": problem,
    }
    return render(request, "roles/report.html", context, status=status)


def _without_guide(request: HttpRequest, slug: str, stale_token: bool) -> HttpResponse:
    """301 to the form of the role that a former address leads to, else 410 or 404; no report is lost on the way.

    One on a guide that moved is given back there, filled; one on a guide that was withdrawn is kept and thanked for.
    """
    gone = find_gone(slug)
    if request.method != "POST":
        return _thanks(request, gone) if gone is not None and "sent" in request.GET else moved_or_gone(request, slug)
    moved = find_moved(slug)
    if moved is not None:
        role = Role.objects.published().get(slug=moved)
        return _give_back(
            request, role, _("This guide has moved. Look the report over and press Send report once more.")
        )
    if gone is not None:
        return _sent(request, gone, stale_token)
    raise Http404
