"""The desk: applications as they were sent, and what marketing does with them."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import trail
from accounts.admin_site import desk as desk_site
from accounts.admin_site import staff
from accounts.models import User
from careers.staff_admin import ReadOnlyAdmin
from roles.gallery.entries import gallery
from roles.models import Role

from . import desk
from .gallery import ENTRIES
from .masking import mask_email, mask_name
from .models import Applicant, Application, ApplicationCase, CaseState, ConsentText, Purpose, Touch
from .services import reveal, update_case

CHANGE_CASE = "applications.change_applicationcase"
REVEAL = "applications.reveal_application"
PERSONAL = ("name", "email")
FLOW = [CaseState.NEW, CaseState.CONTACTED, CaseState.QUALIFIED, CaseState.CONVERTED, CaseState.CLOSED]


def require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


class CaseForm(forms.ModelForm):
    """State, owner and notes of a case."""

    use_required_attribute = False

    class Meta:
        model = ApplicationCase
        fields = ["state", "owner", "notes"]
        widgets = {
            "state": forms.Select(attrs={"class": "select"}),
            "owner": forms.Select(attrs={"class": "select"}),
            "notes": forms.Textarea(attrs={"class": "textarea", "rows": 4}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        owner = cast(forms.ModelChoiceField, self.fields["owner"])
        owner.queryset = User.objects.filter(
            is_active=True, groups__permissions__codename="change_applicationcase"
        ).distinct()
        owner.empty_label = _("Nobody")


@admin.register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    """What was sent is never changed, added or deleted here; its case is changed by services."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.consent_view)
        return [path("<int:pk>/consent/", view, name="applications_application_consent"), *super().get_urls()]

    # --- the list --------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The inbox. A search and "Show" are POSTs: an address never stands in an address bar or a log."""
        require(request, "applications.view_application")
        words = request.POST.get("q", "").strip()
        asked = {name: request.GET.get(name, "") for name in ("state", "role", "owner", "after")}
        asked["state"] = asked["state"] or CaseState.NEW
        found = desk.cases(words=words, by=staff(request), **{name: asked[name] for name in ("state", "role", "owner")})
        if asked["after"].isdecimal():
            found = found.filter(pk__lt=int(asked["after"]))
        page = list(found[: desk.PAGE + 1])
        shown = page[: desk.PAGE]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Applications"),
            "opts": self.opts,
            "lines": desk.lines(shown, revealed=self._revealed(request, shown), now=timezone.now()),
            "states": [("all", _("All")), *CaseState.choices],
            "asked": asked,
            "words": words,
            "new_count": desk.count_new(),
            "role_choices": Role.objects.only("title").order_by("title"),
            "older": shown[-1].pk if len(page) > desk.PAGE else None,
            "may_reveal": request.user.has_perm(REVEAL),
        }
        return TemplateResponse(request, "admin/applications/desk.html", context)

    def _revealed(self, request: HttpRequest, shown: list[ApplicationCase]) -> dict[int, dict[str, str]]:
        number = request.POST.get("reveal", "")
        case = next((case for case in shown if str(case.pk) == number), None)
        if case is None:
            return {}
        require(request, REVEAL)
        return {case.pk: reveal(application=case.application, fields=PERSONAL, by=staff(request))}

    # --- one application ---------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if object_id is None:
            raise PermissionDenied
        require(request, "applications.view_application")
        case = self._case(object_id)
        if request.method != "POST":
            return self._page(request, case)
        if "reveal" in request.POST:
            require(request, REVEAL)
            asked = [name for name in PERSONAL if name == request.POST["reveal"]]
            return self._page(
                request, case, shown=reveal(application=case.application, fields=asked, by=staff(request))
            )
        require(request, CHANGE_CASE)
        return self._change(request, case)

    def _case(self, object_id: str) -> ApplicationCase:
        if not object_id.isdecimal():
            raise Http404
        related = (
            "application__role",
            "application__guide_version__role",
            "application__consent_text",
            "owner",
            "applicant",
        )
        case: ApplicationCase | None = (
            ApplicationCase.objects.select_related(*related).filter(pk=int(object_id)).first()
        )
        if case is None:
            raise Http404
        return case

    def _change(self, request: HttpRequest, case: ApplicationCase) -> HttpResponse:
        """Take over, set the state by its button, or save state, owner and notes."""
        if "_take" in request.POST:
            update_case(case=case, by=staff(request), owner=staff(request))
        elif request.POST.get("_state") in CaseState.values:
            update_case(case=case, by=staff(request), state=request.POST["_state"])
        else:
            # Made and checked apart: a form writes into the row it is given.
            form = CaseForm(request.POST, instance=self._case(str(case.pk)))
            if not form.is_valid():
                return self._page(request, case, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
            if request.POST.get("notes_were", case.notes).replace("\r\n", "\n") != case.notes.replace("\r\n", "\n"):
                return self._page(request, case, form=form, late=True, status=HTTPStatus.CONFLICT)
            data = form.cleaned_data
            update_case(
                case=case,
                by=staff(request),
                state=data["state"],
                owner=data["owner"],
                is_released=data["owner"] is None,
                notes=data["notes"],
            )
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("admin:applications_application_change", args=[case.pk]), status=303)

    def _page(
        self,
        request: HttpRequest,
        case: ApplicationCase,
        *,
        shown: dict[str, str] | None = None,
        form: CaseForm | None = None,
        late: bool = False,
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        application = case.application
        events, entries = desk.deliveries(application), desk.audit(application)
        context = {
            **self._about(request, application),
            "case": case,
            "shown": shown or {},
            "masked": {"name": mask_name(application.name), "email": mask_email(application.email)},
            "form": form or CaseForm(instance=case),
            "late": late,
            "waits": desk.days_waiting(application) if case.state == CaseState.NEW else "",
            "flow": [(state, state == case.state, state in FLOW and _reached(case, state)) for state in FLOW],
            "consents": _consents(application),
            "touches": [
                (touch, desk.channel(touch), desk.slot_name(touch.slot)) for touch in application.touches.all()
            ],
            "events": events,
            "timeline": desk.timeline(application, events, entries),
            "looks": [entry for entry in entries if entry.action == "application.reveal"],
            "may_reveal": request.user.has_perm(REVEAL),
            "may_change": request.user.has_perm(CHANGE_CASE),
        }
        return TemplateResponse(request, "admin/applications/application.html", context, status=status)

    def consent_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Who agreed to which words, when and how, on one page. The person is shown by POST, and recorded."""
        require(request, "applications.view_application")
        application = self._case(str(pk)).application
        shown: dict[str, str] = {}
        if request.method == "POST":
            require(request, REVEAL)
            shown = reveal(application=application, fields=PERSONAL, by=staff(request))
        context = {
            **self._about(request, application),
            "shown": shown,
            "masked": {"name": mask_name(application.name), "email": mask_email(application.email)},
            "events": application.consent_events.select_related("text"),
            "printed_at": timezone.now(),
            "may_reveal": request.user.has_perm(REVEAL),
        }
        return TemplateResponse(request, "admin/applications/consent.html", context)

    def _about(self, request: HttpRequest, application: Application) -> dict[str, Any]:
        title = _("Application %(number)d") % {"number": application.pk}
        return {**self.admin_site.each_context(request), "opts": self.opts, "application": application, "title": title}


def _reached(case: ApplicationCase, state: CaseState) -> bool:
    return case.state in FLOW and FLOW.index(state) <= FLOW.index(CaseState(case.state))


def _consents(application: Application) -> list[tuple[Any, Any]]:
    """Every purpose with its last event, or None."""
    last = {event.text.purpose: event for event in application.consent_events.select_related("text")}
    return [(label, last.get(purpose)) for purpose, label in Purpose.choices]


@admin.register(Applicant)
class ApplicantAdmin(ReadOnlyAdmin):
    """People by confirmed address; the address is shown on the application, where looking is recorded."""

    list_display = ["number", "confirmed_at"]
    fields = ["number", "public_id", "confirmed_at"]
    readonly_fields = ["number"]
    show_full_result_count = False

    @admin.display(description=_("person"))
    def number(self, person: Applicant) -> str:
        return str(person)


@admin.register(ConsentText)
class ConsentTextAdmin(ReadOnlyAdmin):
    list_display = ["purpose", "language", "version", "created_at"]
    fields = ["purpose", "language", "version", "words", "sha256", "created_at"]


@admin.register(Touch)
class TouchAdmin(ReadOnlyAdmin):
    list_display = ["application", "kind", "landing_path", "referrer_host", "utm_source", "utm_campaign", "slot"]
    list_filter = ["kind"]
    show_full_result_count = False


def new_applications(request: HttpRequest) -> dict[str, Any]:
    """The new applications that wait longest, and how many wait."""
    waiting = desk.cases(state=CaseState.NEW, by=staff(request)).order_by("pk")[:6]
    return {"lines": desk.lines(waiting, revealed={}, now=timezone.now()), "count": desk.count_new()}


desk_site().register_block(
    new_applications, permission="applications.view_application", template="admin/blocks/applications.html", order=5
)


def _worked(detail: Mapping[str, Any]) -> str:
    """What marketing did with an application."""
    done = []
    if "state" in detail:
        done.append(_("state {state}"))
    if "owner" in detail:
        done.append(_("nobody’s now") if detail["owner"] == "nobody" else _("another owner"))
    if "notes" in detail:
        done.append(_("notes"))
    return _("{who} changed {what}") + (f": {', '.join(done)}" if done else "")


trail.say(
    {
        "application.case": _worked,
        "application.reveal": gettext_lazy("{who} was shown {fields} of {what}"),
    }
)
gallery.add(ENTRIES)
