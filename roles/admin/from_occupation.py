"""Starting a guide from an official occupation, and laying one before the editor of a draft that is there."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.admin_site import desk, staff
from careers.staff_admin import see_other
from roles import naming
from roles.forms import printable
from roles.models import Domain, GuideVersion, Occupation
from roles.models.candidate import CandidateKind
from roles.models.fields import validate_slug
from roles.offering import candidates_of, find_occupations
from roles.services import (
    AddressRefusedError,
    OpenVersionExistsError,
    ServiceRefusedError,
    add_candidates,
    occupation_of,
    start_from_occupation,
)

from .fields import cut_nothing, select, text


class StartForm(forms.Form):
    """The names of the new role; the occupation is chosen before."""

    use_required_attribute = False
    title = forms.CharField(label=gettext_lazy("Role"), max_length=120, widget=text())
    plural = forms.CharField(label=gettext_lazy("Plural"), max_length=120, widget=text(), required=False)
    domain = forms.ModelChoiceField(
        Domain.objects.all(), label=gettext_lazy("Domain"), empty_label=gettext_lazy("Choose a domain"), widget=select()
    )
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=80,
        required=False,
        validators=[validate_slug],
        widget=text(),
        help_text=gettext_lazy("Empty: from the role’s title."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        cut_nothing(self)


def start_view(request: HttpRequest) -> HttpResponse:
    """Choose an occupation, name the role: its first draft opens with what official lists say."""
    if not request.user.has_perms(["roles.add_role", "roles.change_guideversion"]):
        raise PermissionDenied
    occupation, context = _chosen(request)
    if occupation is None:
        return _page(request, {**context, "title": _("Start from an occupation")})
    title = naming.singular(occupation.title)
    initial = {"title": title, "plural": naming.plural(title, occupation.title)}
    form = StartForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            started = start_from_occupation(occupation=occupation, by=staff(request), **form.cleaned_data)
        except OpenVersionExistsError as refusal:
            form.add_error("title", _("“%(role)s” is there already. ") % {"role": refusal.version.role} + str(refusal))
        except ServiceRefusedError as refusal:
            form.add_error("slug" if isinstance(refusal, AddressRefusedError) else "title", str(refusal))
        else:
            if not started.is_new:
                messages.info(request, _("This role was there already; a draft of its guide is started."))
            return _opened(request, started.draft, started.candidates)
    context |= {"title": _("Start from %(occupation)s") % {"occupation": occupation}, "form": form}
    return _page(request, context, refused=form.is_bound)


def add_candidates_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay an occupation's facts before the editor of an open draft; its texts stay as they are."""
    if not request.user.has_perm("roles.change_guideversion"):
        raise PermissionDenied
    version = get_object_or_404(GuideVersion.objects.select_related("role"), pk=pk)
    if not version.is_open:
        return _closed(request, version)
    occupation, context = _chosen(request)
    if occupation is not None and request.method == "POST":
        try:
            new = add_candidates(version=version, occupation=occupation, by=staff(request))
        except ServiceRefusedError:  # closed since it was read above
            return _closed(request, version)
        return _opened(request, version, new)
    matched = Occupation.objects.filter(roles__role=version.role_id).order_by("roles__position", "code")
    context |= {
        "title": _("Official facts for %(role)s") % {"role": version.role},
        "version": version,
        "matched": [] if occupation else list(matched),
    }
    return _page(request, context)


def _closed(request: HttpRequest, version: GuideVersion) -> HttpResponse:
    messages.warning(request, _("This version is no longer open. Official facts are added to a draft."))
    return redirect("admin:roles_role_change", version.role_id)


def _chosen(request: HttpRequest) -> tuple[Occupation | None, dict[str, Any]]:
    """The occupation whose code was asked for, with what it offers; until then, those that were searched for."""
    words = request.GET.get("q", "")[:120]
    code = printable(request.POST.get("code", request.GET.get("code", ""))[:20])  # PostgreSQL cannot look for NUL
    context: dict[str, Any] = {"q": words, "code": code, "found": None}
    if code:
        try:
            occupation = occupation_of(code)
        except ServiceRefusedError as refusal:
            return None, {**context, "problem": str(refusal), "refused": request.method == "POST"}
        counts = Counter(row.kind for row in candidates_of(occupation))
        offered = [(kind.label, counts[kind]) for kind in CandidateKind if counts[kind]]
        return occupation, {**context, "occupation": occupation, "offered": offered}
    return None, {**context, "found": find_occupations(words) if words.strip() else None}


def _opened(request: HttpRequest, draft: GuideVersion, count: int) -> HttpResponse:
    """The draft's editor, with how many facts wait in it."""
    if count:
        words = ngettext(
            "%(count)d official fact waits to be kept or dropped.",
            "%(count)d official facts wait to be kept or dropped.",
            count,
        )
        messages.success(request, words % {"count": count})
    else:
        messages.warning(request, _("The official lists say nothing of this occupation that is not here already."))
    return see_other(f"{reverse('admin:roles_guideversion_change', args=[draft.pk])}#offers-group")


def _page(request: HttpRequest, context: dict[str, Any], *, refused: bool = False) -> TemplateResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused or context.get("refused") else HTTPStatus.OK
    frame = desk().each_context(request)
    return TemplateResponse(request, "admin/roles/from_occupation.html", {**frame, **context}, status=status)
