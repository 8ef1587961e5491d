"""Applying, being thanked, confirming the address."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from roles.models import Role
from roles.selectors.guides import find_gone, find_moved
from roles.seo import PageHead, form_head
from roles.views.public_form import public_form, see_other
from roles.views.roles import moved_or_gone

from . import pages, services
from .attribution import touches_of, unsign
from .forms import ApplyForm
from .models import Application


@public_form
def role_apply(request: HttpRequest, slug: str, stale_token: bool = False) -> HttpResponse:
    """The form (GET), and keeping what it sends (POST): 303 kept, 422 with errors, 503 with every word still there."""
    try:
        role = Role.objects.published().select_related("live_version").filter(slug=slug).first()
        if role is None:
            return _without_guide(request, slug, stale_token)
        if request.method != "POST":
            return pages.fresh_form(request, role, touches_of(request))
        return _apply(request, role, stale_token)
    except (OperationalError, InterfaceError):
        if request.method != "POST":
            raise
        return pages.not_stored(request, slug)


def _without_guide(request: HttpRequest, slug: str, stale_token: bool) -> HttpResponse:
    """301 to the form of the role that this address leads to now, else 410 or 404; nothing that was sent is lost on the way.

    A form that was open while its guide moved is given back there, filled; one whose
    guide was withdrawn is kept for the role it names, also under a former address.
    """
    if request.method != "POST":
        return moved_or_gone(request, slug)
    moved = find_moved(slug)
    if moved is not None:
        role = Role.objects.published().get(slug=moved)
        return pages.given_back(
            request, role, _("This guide has moved. Look the form over and press Apply Now once more.")
        )
    withdrawn = find_gone(slug)
    if withdrawn is not None:
        return _apply(request, withdrawn, stale_token)
    raise Http404


def _apply(request: HttpRequest, role: Role, stale_token: bool) -> HttpResponse:
    if stale_token:
        return pages.given_back(request, role, _("Your form was open too long. Press Apply Now once more."))
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return pages.invalid(request, role, form)
    given = form.cleaned_data
    visible = {name: given[name] for name in ApplyForm.VISIBLE}
    try:
        application = services.submit_application(
            role=role,
            sent=services.Sent(**visible, consent_text=given["consent_text"]),
            submission_key=given["submission_key"],
            rendered_at=given["rendered_at"],
            touches=unsign(given["touches"]),
            website=given["website"],
        )
    except services.ConsentUnknownError:
        return pages.consent_again(request, role)
    except services.ChangedResubmissionError:
        return pages.given_back(
            request, role, _("You already sent this. Send the changed version as well?"), new_key=True
        )
    return see_other(reverse("application_thanks", args=[application.public_id]))


@require_safe
@never_cache
def application_thanks(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What happens next. It shows the role, never the name or address: the page's address may be passed on."""
    application = get_object_or_404(Application.objects.select_related("role"), public_id=public_id)
    head = form_head(_("We have your application"))
    context = {"role": application.role, "days": services.LINK_DAYS, "head": head}
    return render(request, "applications/thanks.html", context)


@public_form
def application_confirm(request: HttpRequest, token: str, stale_token: bool = False) -> HttpResponse:
    """One button (GET); the press confirms (POST). Mail scanners follow links, so GET changes nothing."""
    now = timezone.now()
    try:
        if request.method == "POST" and not stale_token:
            services.confirm_address(token=token, now=now)
            return see_other(request.path)
        link = services.find_confirmation(token)
    except services.LinkUnknownError:
        raise Http404 from None
    except services.LinkExpiredError:
        link = services.find_confirmation(token)
    is_confirmed = link.used_at is not None
    is_expired = not is_confirmed and link.expires_at <= now
    context = {
        "head": _confirm_head(is_confirmed=is_confirmed, is_expired=is_expired),
        "role": link.application.role,
        "is_confirmed": is_confirmed,
        "is_expired": is_expired,
        "days": services.LINK_DAYS,
        "stale_token": stale_token,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if stale_token else HTTPStatus.OK
    return render(request, "applications/confirm.html", context, status=status)


def _confirm_head(*, is_confirmed: bool, is_expired: bool) -> PageHead:
    if is_confirmed:
        return form_head(_("Your address is confirmed"))
    return form_head(_("This link has expired") if is_expired else _("Confirm your address"))
