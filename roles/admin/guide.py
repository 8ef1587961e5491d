"""GuideVersion in the admin: the editor of an open version, and what may be done with any version."""

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

from accounts.admin_site import staff
from careers.staff_admin import StaffAdmin, see_other
from roles.judging import judge
from roles.models import GuideVersion
from roles.selectors.candidates import get_offers
from roles.services import (
    BelowGateError,
    Decided,
    PublishRefusedError,
    ServiceRefusedError,
    StaleVersionError,
    is_behind,
    publish,
    save_draft,
    set_aside,
)

from . import offers, preview
from .closed import keep_text, put_aside
from .conflict import compare, resolve
from .editor import GuideEditor, fingerprints, for_editing, said
from .from_occupation import add_candidates_view
from .presses import Press
from .quality import panel
from .sections import sections
from .signed_out import giving_back


@admin.register(GuideVersion)
class GuideVersionAdmin(StaffAdmin):
    """Versions are started from a role, edited while open, and never changed once they were published."""

    list_display = ["title", "number", "state", "author", "updated_at"]
    list_display_links = ["title"]
    list_filter = ["state"]
    list_select_related = ["author"]
    search_fields = ["title", "role__slug"]
    ordering = ["-updated_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: GuideVersion | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)

    def has_delete_permission(self, request: HttpRequest, obj: GuideVersion | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                "<int:pk>/preview/",
                self.admin_site.admin_view(self.preview_view),
                name="roles_guideversion_preview",
            ),
            path(
                "<int:pk>/occupation/",
                self.admin_site.admin_view(add_candidates_view),
                name="roles_guideversion_occupation",
            ),
        ]
        change = path(
            "<path:object_id>/change/",
            giving_back(self.admin_site.admin_view(self.change_view)),
            name="roles_guideversion_change",
        )
        return [*own, change, *super().get_urls()]

    # --- pages ---------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The editor of an open version; of any other version, what is known of it."""
        version = self._version(object_id)
        if not self.has_view_or_change_permission(request, version):
            raise PermissionDenied
        if not self.has_change_permission(request, version):
            if request.method == "POST" and self.has_change_permission(request):
                return self._closed_page(request, version)
            if request.method != "GET":
                raise PermissionDenied
            return self._page(request, version, "admin/guide/version.html", {})
        if request.method == "POST" and (extra_context or {}).get("stale_token"):
            messages.warning(
                request, _("Not saved: you signed in again meanwhile. Everything is here; press once more.")
            )
            return self._editor_page(request, GuideEditor(version, request.POST), status=HTTPStatus.FORBIDDEN)
        if request.method == "POST":
            return self._save(request, version, request.POST)
        editor = GuideEditor(version, more=request.GET.get("rows", ""))
        return self._editor_page(request, editor, is_stored=True)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A stored version as the public page would show it."""
        version = self._version(str(pk))
        if not self.has_view_or_change_permission(request, version):
            raise PermissionDenied
        return preview.stored(request, version)

    def _version(self, object_id: str | None) -> GuideVersion:
        if object_id is None or not object_id.isdecimal():
            raise Http404
        version: GuideVersion | None = for_editing().filter(pk=object_id).first()
        if version is None:
            raise Http404
        return version

    # --- saving ----------------------------------------------------------------

    def _save(self, request: HttpRequest, version: GuideVersion, sent: QueryDict) -> HttpResponse:
        """What the pressed button asks. A refused form comes back with everything typed."""
        if "_publish" in sent and not request.user.has_perm("roles.publish_guideversion"):
            raise PermissionDenied
        if "_resolve" in sent:
            sent = resolve(sent, GuideEditor(version))
            version = self._version(str(version.pk))
        press = Press(sent)
        if sent.get("lock_version") != str(version.lock_version) and "_preview" not in sent:
            return self._conflict_page(request, version, sent)
        editor = GuideEditor(version, press.data)
        if press.problem or not editor.is_valid():
            return self._refused(request, version, editor, press)
        if "_preview" in sent:
            return preview.unsaved(request, editor)
        try:
            with transaction.atomic():
                save_draft(version=version, lock_version=version.lock_version, by=staff(request))
                editor.save()
                verdict = offers.verdict_of(sent)
                decided = offers.decide(request, version, verdict) if verdict else None
        except StaleVersionError:
            return self._conflict_page(request, self._version(str(version.pk)), sent)
        except ServiceRefusedError:  # closed since it was read above
            return self._closed_page(request, self._version(str(version.pk)))
        if verdict and decided:
            return self._after_deciding(request, version, verdict, decided)
        return self._after_saving(request, editor, sent, press)

    def _after_deciding(
        self, request: HttpRequest, version: GuideVersion, verdict: offers.Verdict, decided: Decided
    ) -> HttpResponse:
        """Back to the kind of facts that was worked on, with what could not be done."""
        if decided.count:
            messages.success(request, offers.told(verdict, decided.count))
        for problem in decided.problems:
            messages.warning(request, problem)
        here = reverse("admin:roles_guideversion_change", args=[version.pk])
        return see_other(f"{here}?facts={verdict.kind}#offers-{verdict.kind}")

    def _after_saving(self, request: HttpRequest, editor: GuideEditor, sent: QueryDict, press: Press) -> HttpResponse:
        version = editor.version
        here = reverse("admin:roles_guideversion_change", args=[version.pk])
        role = reverse("admin:roles_role_change", args=[version.role_id])
        if "_publish" in sent:
            reason = editor.reason.cleaned_data["gate_reason"]
            try:
                publish(version=version, by=staff(request), reason=reason)
            except ServiceRefusedError as refusal:
                return self._publish_refused(request, version, refusal, reason)
            messages.success(request, _("Version %(number)d is live.") % {"number": version.number})
            return see_other(role)
        if "_set_aside" in sent:
            put_aside(request, version, set_aside)
            return see_other(role)
        if press.more:
            return see_other(f"{here}?rows={press.more}#{press.anchor}")
        messages.success(request, _("Saved."))
        return see_other(f"{here}#{press.anchor}" if press.anchor else here)

    def _publish_refused(
        self, request: HttpRequest, version: GuideVersion, refusal: ServiceRefusedError, reason: str
    ) -> HttpResponse:
        """The saved draft with what stands against publishing it, and the reason that was given."""
        version = self._version(str(version.pk))
        return self._editor_page(
            request,
            GuideEditor(version, reason=reason),
            is_stored=True,
            refused=refusal.problems if isinstance(refusal, PublishRefusedError) else [str(refusal)],
            asks_reason=isinstance(refusal, BelowGateError),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )

    def _refused(self, request: HttpRequest, version: GuideVersion, editor: GuideEditor, press: Press) -> HttpResponse:
        """The form with its errors. A preview asked for in another tab says there what is wrong instead."""
        if "_preview" in press.data:
            return preview.refused(request, self.admin_site.each_context(request), editor)
        if press.more:
            editor = GuideEditor(version, press.data, more=press.more)
            editor.is_valid()
        return self._editor_page(request, editor, skill_problem=press.problem, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _conflict_page(self, request: HttpRequest, version: GuideVersion, sent: QueryDict) -> HttpResponse:
        editor = GuideEditor(version)
        here = reverse("admin:roles_guideversion_change", args=[version.pk])
        context = {"conflict": compare(sent, editor), "publishing": "_publish" in sent, "here": here}
        response = self._page(request, version, "admin/guide/conflict.html", context)
        response.status_code = HTTPStatus.CONFLICT
        return response

    def _closed_page(self, request: HttpRequest, version: GuideVersion) -> HttpResponse:
        return keep_text(request, version, {**self.admin_site.each_context(request), "opts": self.opts})

    # --- what the pages show ---------------------------------------------------

    def _editor_page(
        self,
        request: HttpRequest,
        editor: GuideEditor,
        *,
        is_stored: bool = False,
        refused: list[str] | None = None,
        asks_reason: bool = False,
        skill_problem: str = "",
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        """The editor. Its quality is told where the form shows what ``is_stored``; what was typed is not judged yet."""
        version = editor.version
        quality = panel(version, judge(version)) if is_stored else None
        # A form given back keeps the marks it was sent with: they say what it started from.
        if editor.data is not None:
            marks = editor.data.get("was", "")
        else:
            marks = fingerprints(said(GuideEditor(version, choices=editor.choices).as_data()))
        groups = get_offers(version)
        context = {
            "editor": editor,
            "rows": editor.rows,
            "offers": groups,
            "chosen": offers.every_tick(editor.data),
            "opened": request.GET.get("facts", ""),
            "sections": sections(editor, groups, quality.places if quality else ()),
            "quality": quality,
            "errors_listed": editor.problems if status != HTTPStatus.OK and not refused else [],
            "publish_refused": refused,
            "asks_reason": asks_reason,
            "skill_problem": skill_problem,
            "was": marks,
            "may_publish": request.user.has_perm("roles.publish_guideversion"),
            "is_behind": is_behind(version, version.role.live_version_id, version.role.versions.all()),
        }
        response = self._page(request, version, "admin/guide/edit.html", context)
        response.status_code = status
        return response

    def _page(
        self, request: HttpRequest, version: GuideVersion, template: str, context: dict[str, Any]
    ) -> TemplateResponse:
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "version": version,
                "role": version.role,
                "title": _("%(title)s, version %(number)d") % {"title": version.role.title, "number": version.number},
                **context,
            },
        )
