"""The apply form as it is shown: fresh, with errors, given back, or not stored."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roles import crumbs
from roles.crumbs import Crumb
from roles.facts import from_stored
from roles.models import Role, RoleDocument
from roles.seo import PageHead, form_head

from .attribution import TouchFacts, sign
from .forms import ApplyForm, rendered_mark
from .models import ConsentText, Purpose

logger = logging.getLogger(__name__)

# Consent words and role titles that this process has shown, for the page that must work without a database.
_shown_words: dict[int, str] = {}
_shown_titles: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class ShownRole:
    """What the form says of the role."""

    slug: str
    title: str
    next_steps: tuple[str, ...] = ()


def current_consent() -> ConsentText:
    """The words that a fresh form shows. Raises ``ConsentText.DoesNotExist`` where none are written yet."""
    texts = ConsentText.objects.filter(purpose=Purpose.ANSWER)
    text = texts.filter(language=get_language()).order_by("-version").first() or texts.order_by("-version").first()
    if text is None:
        raise ConsentText.DoesNotExist("No consent words: run migrate, which writes the first.")
    _shown_words[text.pk] = text.words
    return text


def fresh_form(request: HttpRequest, role: Role, touches: tuple[TouchFacts, ...]) -> HttpResponse:
    """A new form with its own submission key."""
    text = current_consent()
    form = ApplyForm(
        initial={
            "submission_key": uuid.uuid4(),
            "rendered_at": rendered_mark(timezone.now()),
            "consent_text": text.pk,
            "touches": sign(touches),
        },
        auto_id=_auto_id(request),
    )
    return _show(request, _shown(role), form, text.words, HTTPStatus.OK)


def invalid(request: HttpRequest, role: Role, form: ApplyForm) -> HttpResponse:
    """422: the form as it was sent, with what is wrong in words."""
    hidden_broken = {"submission_key", "consent_text"} & form.errors.keys()
    if hidden_broken:
        return given_back(
            request, role, _("The form was not whole. Look it over and press Apply Now again."), new_key=True
        )
    return _show(request, _shown(role), form, _words_of(request), HTTPStatus.UNPROCESSABLE_ENTITY)


def given_back(request: HttpRequest, role: Role, problem: str, *, new_key: bool = False) -> HttpResponse:
    """422: everything typed is still there; one sentence says what to do."""
    form = _refilled(request, new_key=new_key)
    return _show(request, _shown(role), form, _words_of(request), HTTPStatus.UNPROCESSABLE_ENTITY, problem=problem)


def consent_again(request: HttpRequest, role: Role) -> HttpResponse:
    """422: the words that were agreed to are not ours, so the present ones are shown, unticked."""
    form = _refilled(request, without=("consent", "consent_text"))
    problem = _("Read what you agree to and tick the box again.")
    return _show(request, _shown(role), form, current_consent().words, HTTPStatus.UNPROCESSABLE_ENTITY, problem=problem)


def not_stored(request: HttpRequest, slug: str) -> HttpResponse:
    """503 with every word still in the form. It asks no database."""
    reference = uuid.uuid4().hex[:8]
    logger.error("apply: the database did not keep an application; reference %s", reference)
    role = ShownRole(slug, _shown_titles.get(slug, slug.replace("-", " ").title()))
    form = _refilled(request, asks_database=False)
    words = _shown_words.get(_consent_id(request), _("I agree to the words I read on this form."))
    response = _show(
        request,
        role,
        form,
        words,
        HTTPStatus.SERVICE_UNAVAILABLE,
        problem=_("We could not store your application."),
        not_stored=True,
        reference=reference,
    )
    response["Retry-After"] = "60"
    return response


def _refilled(
    request: HttpRequest, *, new_key: bool = False, without: tuple[str, ...] = (), asks_database: bool = True
) -> ApplyForm:
    """The posted form unjudged, with a new key if the old one is spent or broken."""
    data = request.POST.copy()
    for name in without:
        data.pop(name, None)
    if new_key:
        data["submission_key"] = str(uuid.uuid4())
    if asks_database and _consent_id_of(data.get("consent_text", "")) == 0:
        data["consent_text"] = str(current_consent().pk)
    return ApplyForm(data, auto_id=_auto_id(request)).unjudged()


def _words_of(request: HttpRequest) -> str:
    """The words of the version that the form names, so that what is agreed to is what was seen."""
    text = ConsentText.objects.filter(pk=_consent_id(request), purpose=Purpose.ANSWER).first()
    if text is None:
        return current_consent().words
    _shown_words[text.pk] = text.words
    return text.words


def _consent_id(request: HttpRequest) -> int:
    return _consent_id_of(request.POST.get("consent_text", ""))


def _consent_id_of(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _shown(role: Role) -> ShownRole:
    document = RoleDocument.objects.only("facts").filter(role=role).first()
    call = from_stored(document.facts).call("end") if document else None
    _shown_titles[role.slug] = role.title
    return ShownRole(role.slug, role.title, call.next_steps if call else ())


def _auto_id(request: HttpRequest) -> str:
    return "apply-%s" if "fragment" in request.GET else "%s"


def _head(role: ShownRole, way: tuple[Crumb, ...], *, is_wrong: bool) -> PageHead:
    names = {"title": role.title}
    return form_head(
        _("Apply for help toward %(title)s") % names,
        _("Ask the people who run this site for help toward %(title)s. It is not an application to an employer.")
        % names,
        way=way,
        is_wrong=is_wrong,
    )


def _show(
    request: HttpRequest, role: ShownRole, form: ApplyForm, words: str, status: HTTPStatus, **more: Any
) -> HttpResponse:
    is_fragment = request.method != "POST" and "fragment" in request.GET
    template = "applications/apply_fragment.html" if is_fragment else "applications/apply.html"
    way = crumbs.below_guide(role.slug, role.title, _("Apply"))
    context = {
        "head": _head(role, way, is_wrong=bool(more.get("problem") or form.errors)),
        "role": role,
        "form": form,
        "action": reverse("role_apply", args=[role.slug]),
        "consent_words": words,
        "crumbs": way,
        **more,
    }
    return render(request, template, context, status=status)
