"""ComparisonVersion in the admin: the editor of the open words about a pair, and what any version of them said."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin_site import staff
from careers.staff_admin import StaffAdmin, see_other
from roles.judging import judge_words
from roles.models import ComparisonVersion
from roles.services import (
    BelowGateError,
    PublishRefusedError,
    ServiceRefusedError,
    StaleVersionError,
    is_behind,
    publish_words,
    save_words,
    set_words_aside,
)
from roles.services.comparisons import PUBLISH_WORDS

from . import words_preview
from .closed import put_aside
from .comparison import public_address
from .comparison_form import WordsForm, resolve, said
from .conflict import Difference, late_save, words_apart
from .editor import fingerprints
from .quality import ReasonForm, words_panel
from .signed_out import giving_back

FRAME = "admin/comparison/frame.html"
NO_PREVIEW = "admin/comparison/no_preview.html"


@admin.register(ComparisonVersion)
class ComparisonVersionAdmin(StaffAdmin):
    """Versions are started from a pair, edited while open, and never changed once they were published."""

    list_display = ["pair", "number", "state", "author", "updated_at"]
    list_filter = ["state"]
    list_select_related = ["author", "page__first", "page__second"]
    search_fields = ["page__first__title", "page__second__title"]
    ordering = ["-updated_at"]

    @admin.display(description=gettext_lazy("pair"))
    def pair(self, version: ComparisonVersion) -> str:
        return str(version.page)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ComparisonVersion | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", view(self.preview_view), name="roles_comparisonversion_preview"),
            path(
                "<path:object_id>/change/",
                giving_back(view(self.change_view)),
                name="roles_comparisonversion_change",
            ),
            *super().get_urls(),
        ]

    # --- pages ---------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The editor of an open version; of any other version, what it said."""
        version = _version(object_id)
        if not self.has_view_or_change_permission(request, version):
            raise PermissionDenied
        if not self.has_change_permission(request, version):
            if request.method == "POST" and self.has_change_permission(request):
                return self._closed_page(request, version)
            if request.method != "GET":
                raise PermissionDenied
            context = {"form": WordsForm(instance=version), "may_restore": self.has_change_permission(request)}
            return self._page(request, version, "admin/comparison/version.html", context)
        if request.method == "POST" and (extra_context or {}).get("stale_token"):
            messages.warning(
                request, _("Not saved: you signed in again meanwhile. Everything is here; press once more.")
            )
            return self._editor_page(request, version, request.POST, status=HTTPStatus.FORBIDDEN)
        if request.method == "POST":
            return self._save(request, version, request.POST)
        return self._editor_page(request, version)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A stored version on the page that readers see."""
        version = _version(str(pk))
        if not self.has_view_or_change_permission(request, version):
            raise PermissionDenied
        return words_preview.page(request, version) or self._page(request, version, NO_PREVIEW, {})

    # --- saving ----------------------------------------------------------------------

    def _save(self, request: HttpRequest, version: ComparisonVersion, sent: QueryDict) -> HttpResponse:
        """What the pressed button asks. A refused form comes back with everything typed."""
        if "_publish" in sent and not request.user.has_perm(PUBLISH_WORDS):
            raise PermissionDenied
        if "_resolve" in sent:
            sent = resolve(sent, WordsForm(instance=version).as_data())
        if sent.get("lock_version") != str(version.lock_version) and "_preview" not in sent:
            return self._conflict_page(request, version, sent)
        form, reason = WordsForm(sent, instance=version), ReasonForm(sent)
        if not (form.is_valid() and reason.is_valid()):
            if "_preview" in sent:
                refused = "admin/guide/preview_refused.html"
                return self._page(
                    request, version, refused, {"errors_listed": form.problems}, HTTPStatus.UNPROCESSABLE_ENTITY
                )
            return self._editor_page(request, version, sent, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        if "_preview" in sent:
            return words_preview.page(request, version) or self._page(request, version, NO_PREVIEW, {})
        try:
            with transaction.atomic():
                save_words(version=version, lock_version=version.lock_version, by=staff(request))
                version.save(update_fields=[*form.fields, "updated_at"])
        except StaleVersionError:
            return self._conflict_page(request, _version(str(version.pk)), sent)
        except ServiceRefusedError:  # closed since it was read above
            return self._closed_page(request, _version(str(version.pk)))
        return self._after_saving(request, version, sent, reason.cleaned_data["gate_reason"])

    def _after_saving(
        self, request: HttpRequest, version: ComparisonVersion, sent: QueryDict, reason: str
    ) -> HttpResponse:
        pair = reverse("admin:roles_comparisonpage_change", args=[version.page_id])
        if "_publish" in sent:
            try:
                publish_words(version=version, by=staff(request), reason=reason)
            except ServiceRefusedError as refusal:
                return self._editor_page(
                    request,
                    _version(str(version.pk)),
                    reason=reason,
                    refusal=refusal,
                    status=HTTPStatus.UNPROCESSABLE_ENTITY,
                )
            messages.success(request, _("Version %(number)d is live.") % {"number": version.number})
            return see_other(pair)
        if "_set_aside" in sent:
            put_aside(request, version, set_words_aside)
            return see_other(pair)
        messages.success(request, _("Saved."))
        return see_other(_address(version))

    # --- what the pages show -----------------------------------------------------------

    def _editor_page(
        self,
        request: HttpRequest,
        version: ComparisonVersion,
        sent: QueryDict | None = None,
        *,
        reason: str = "",
        refusal: ServiceRefusedError | None = None,
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        """The editor. Its quality is told where the form shows what is stored; what was ``sent`` is not judged yet."""
        stored = _version(str(version.pk)) if sent is not None else version  # a form writes what was typed into its row
        form = WordsForm(sent, instance=version)
        reasons = ReasonForm(sent, initial={"gate_reason": reason}, label_suffix="")
        problems = [("", reasons["gate_reason"].id_for_label, error) for error in reasons.errors.get("gate_reason", [])]
        refused = refusal.problems if isinstance(refusal, PublishRefusedError) else [str(refusal)] if refusal else None
        context = {
            "form": form,
            "reason": reasons["gate_reason"],
            "quality": words_panel(judge_words(stored)) if sent is None else None,
            "errors_listed": [*form.problems, *problems] if sent is not None else [],
            "publish_refused": refused,
            "asks_reason": isinstance(refusal, BelowGateError),
            # A form given back keeps the marks it was sent with: they say what it started from.
            "was": sent.get("was", "") if sent is not None else fingerprints(said(form.as_data())),
            "may_publish": request.user.has_perm(PUBLISH_WORDS),
            "is_behind": is_behind(stored, stored.page.live_version_id, stored.page.versions.all()),
        }
        return self._page(request, stored, "admin/comparison/edit.html", context, status)

    def _conflict_page(self, request: HttpRequest, version: ComparisonVersion, sent: QueryDict) -> HttpResponse:
        form = WordsForm(instance=version)
        here, there = said(sent), said(form.as_data())

        def differ(name: str) -> Difference:
            mine, theirs = here[name], there[name]
            label = str(form.fields[name].label)
            return Difference(name, label, words_apart(mine, theirs), words_apart(theirs, mine))

        conflict = late_save(sent, here, there, differ=differ, lock_version=version.lock_version)
        context = {"conflict": conflict, "publishing": "_publish" in sent}
        return self._page(request, version, "admin/guide/conflict.html", context, HTTPStatus.CONFLICT)

    def _closed_page(self, request: HttpRequest, version: ComparisonVersion) -> HttpResponse:
        """A save that came after the version was closed: every text that it says otherwise, to take along."""
        form = WordsForm(instance=version)
        here, there = said(request.POST), said(form.as_data())
        opened = version.page.versions.open().first()
        context = {
            "title": _("This version was closed while you were writing"),
            "opened": opened,
            "opened_at": _address(opened) if opened else "",
            "restore": reverse("admin:roles_comparisonpage_restore", args=[version.page_id, version.number]),
            "parts": [
                (form.fields[name].label, here[name]) for name in here if here[name] and here[name] != there[name]
            ],
        }
        return self._page(request, version, "admin/guide/closed.html", context, HTTPStatus.CONFLICT)

    def _page(
        self,
        request: HttpRequest,
        version: ComparisonVersion,
        template: str,
        context: dict[str, Any],
        status: int = HTTPStatus.OK,
    ) -> TemplateResponse:
        frame = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(version),
            "frame": FRAME,
            "version": version,
            "pair": version.page,
            "public": public_address(version.page),
            "here": _address(version),
            "history": reverse("admin:roles_comparisonpage_change", args=[version.page_id]),
        }
        return TemplateResponse(request, template, {**frame, **context}, status=status)


def _address(version: ComparisonVersion) -> str:
    return reverse("admin:roles_comparisonversion_change", args=[version.pk])


def _version(object_id: str | None) -> ComparisonVersion:
    if object_id is None or not object_id.isdecimal():
        raise Http404
    found = ComparisonVersion.objects.select_related("page__live_version", "author", "based_on")
    version: ComparisonVersion | None = found.filter(pk=object_id).first()
    if version is None:
        raise Http404
    return version
