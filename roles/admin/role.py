"""Role in the admin: the list of guides, a role's facts, its versions, and what may be done with them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.admin_site import staff
from careers.staff_admin import see_other
from roles.models import GuideVersion, Role
from roles.models.guide import OPEN_STATES
from roles.services import (
    OpenVersionExistsError,
    ServiceRefusedError,
    match_occupations,
    rename_role,
    set_aside,
    start_draft,
    withdraw,
)
from roles.templatetags.instrument import state

from .closed import put_aside
from .documented import DocumentedAdmin
from .from_occupation import start_view
from .gaps import GapFilter
from .pay import ReleaseFilter
from .restore import restore_view
from .role_forms import Matches, MatchFormSet, WithdrawForm

PUBLISH = "roles.publish_guideversion"
_COPIES = ["title", "plural", "article", "domain"]


class StateFilter(admin.SimpleListFilter):
    """Where a guide is in its life."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        shown = [("live", _("Live")), ("never", _("Never published")), ("withdrawn", _("Withdrawn"))]
        if request.user.has_perm("roles.view_guideversion"):
            shown.insert(1, ("draft", _("With a draft")))
        return shown

    def queryset(self, request: HttpRequest, queryset: QuerySet[Role]) -> QuerySet[Role]:
        published = GuideVersion.objects.filter(published_at__isnull=False).values("role")
        conditions = {
            "live": Q(live_version__isnull=False),
            "draft": Q(pk__in=GuideVersion.objects.open().values("role")),
            "never": Q(live_version__isnull=True) & ~Q(pk__in=published),
            "withdrawn": Q(live_version__isnull=True, pk__in=published),
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


@admin.register(Role)
class RoleAdmin(DocumentedAdmin):
    """Roles with their guides. A live guide's title and domain come from its version, so they are not edited here."""

    change_form_template = "admin/roles/role.html"
    change_list_template = "admin/roles/role_list.html"
    list_display = ["title", "domain", "state", "changed"]
    list_filter = [StateFilter, GapFilter, ReleaseFilter, "domain"]
    list_select_related = ["domain", "live_version"]
    search_fields = ["title", "slug", "versions__titles__title"]
    search_help_text = gettext_lazy("Titles, other titles, addresses")
    fields = ["title", "plural", "article", "domain", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Role]:
        opened = GuideVersion.objects.filter(role=OuterRef("pk"), state__in=OPEN_STATES)
        if not request.user.has_perm("roles.view_guideversion"):
            opened = opened.none()
        published = GuideVersion.objects.filter(role=OuterRef("pk"), published_at__isnull=False)
        roles: QuerySet[Role] = super().get_queryset(request)
        return roles.annotate(
            draft_number=Subquery(opened.values("number")[:1]),
            last_published=Subquery(published.order_by("-number").values("number")[:1]),
            last_change=Max("versions__updated_at"),
        )

    @admin.display(description=gettext_lazy("state"))
    def state(self, role: Any) -> SafeString:
        """The mark of the guide's state, and its open draft beneath."""
        if role.live_version is not None:
            mark = state("live", _("Live, %(number)d") % {"number": role.live_version.number})
        elif role.last_published:
            mark = state("withdrawn", _("Withdrawn"))
        else:
            mark = state("never", _("Never published"))
        draft = _("draft %(number)d") % {"number": role.draft_number} if role.draft_number else ""
        return format_html('{}<span class="ledger__sub">{}</span>', mark, draft) if draft else mark

    @admin.display(description=gettext_lazy("changed"), ordering="last_change")
    def changed(self, role: Any) -> Any:
        return date_format(localtime(role.last_change), "j M Y, H:i") if role.last_change else "–"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Role | None = None) -> list[str]:
        fixed: list[str] = list(_COPIES) if obj is not None and obj.live_version_id is not None else []
        if obj is not None and not request.user.has_perm(PUBLISH):
            fixed.append("slug")
        return fixed

    def save_model(self, request: HttpRequest, obj: Role, form: Any, change: bool) -> None:
        changed = list(form.changed_data)
        if change and "slug" in changed:
            changed.remove("slug")
            rename_role(role=obj, slug=obj.slug, by=staff(request))
        if changed:
            form.changed_data[:] = changed
            super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Role, post_url_continue: str | None = None) -> HttpResponse:
        messages.success(request, _("The role is there. Start its first draft."))
        return see_other(reverse("admin:roles_role_change", args=[obj.pk]))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().change_view(
            request, object_id, form_url, {**self._about(request, object_id), **(extra_context or {})}
        )

    def _about(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        """The role as stored, whatever a refused form says of it; its versions and occupations, for those who may."""
        if not object_id.isdecimal():
            return {}
        versions: list[GuideVersion] = []
        if request.user.has_perm("roles.view_guideversion"):
            found = GuideVersion.objects.filter(role=int(object_id)).select_related("author", "based_on")
            versions = list(found.order_by("-number"))
        role = Role.objects.select_related("domain", "live_version").filter(pk=object_id).first()
        return {
            "original": role,
            "versions": versions,
            "open_version": next((version for version in versions if version.is_open), None),
            "occupations": list(role.occupations.select_related("occupation")) if role else [],
            "may_draft": request.user.has_perm("roles.change_guideversion"),
            "may_publish": request.user.has_perm(PUBLISH),
            "may_match": request.user.has_perm("roles.match_roleoccupation"),
        }

    # --- what may be done with a role ------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def own(name: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(view)
            return path(f"<int:pk>/{name}/", wrapped, name=f"roles_role_{name.replace('-', '_')}")

        return [
            path("from-occupation/", self.admin_site.admin_view(start_view), name="roles_role_from_occupation"),
            own("start-draft", require_POST(self.start_draft_view)),
            own("set-aside", require_POST(self.set_aside_view)),
            own("withdraw", self.withdraw_view),
            own("occupations", self.occupations_view),
            path("<int:pk>/restore/<int:number>/", self.admin_site.admin_view(restore_view), name="roles_role_restore"),
            *super().get_urls(),
        ]

    def start_draft_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A draft of the guide that is live, or was last, or the first one; an open one is continued."""
        _require(request, "roles.change_guideversion")
        role = get_object_or_404(Role, pk=pk)
        try:
            draft = start_draft(role=role, by=staff(request))
        except OpenVersionExistsError as refusal:
            messages.warning(request, str(refusal))
            draft = refusal.version
        return see_other(reverse("admin:roles_guideversion_change", args=[draft.pk]))

    def set_aside_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close the open version of a role; it stays in the history."""
        _require(request, "roles.change_guideversion")
        version = get_object_or_404(GuideVersion.objects.open(), role=pk)
        put_aside(request, version, set_aside)
        return see_other(reverse("admin:roles_role_change", args=[pk]))

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks where readers go instead, then takes the live guide down."""
        _require(request, PUBLISH)
        role = get_object_or_404(Role.objects.published(), pk=pk)
        form = WithdrawForm(role, request.POST if request.method == "POST" else None)
        if form.is_valid():
            withdraw(role=role, by=staff(request), successor=form.cleaned_data["successor"])
            messages.success(request, _("The guide is withdrawn."))
            return see_other(reverse("admin:roles_role_change", args=[pk]))
        return self._page(request, role, "admin/roles/withdraw.html", _("Withdraw %(role)s"), {"form": form})

    def occupations_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The official occupations of a role, best first."""
        _require(request, "roles.match_roleoccupation")
        role = get_object_or_404(Role, pk=pk)
        present = [
            {"code": row.occupation.code, "match": row.match, "basis": row.basis}
            for row in role.occupations.select_related("occupation")
        ]
        forms = cast(
            MatchFormSet,
            Matches(request.POST if request.method == "POST" else None, initial=present, prefix="occupations"),
        )
        if forms.is_valid():
            try:
                match_occupations(role=role, matches=forms.matches, by=staff(request))
            except ServiceRefusedError as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("The occupations are set."))
                return see_other(reverse("admin:roles_role_change", args=[pk]))
        title = _("Official occupations of %(role)s")
        return self._page(request, role, "admin/roles/occupations.html", title, {"forms": forms})

    def _page(
        self, request: HttpRequest, role: Role, template: str, title: str, context: dict[str, Any]
    ) -> TemplateResponse:
        frame = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "role": role,
            "title": title % {"role": role},
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
        return TemplateResponse(request, template, {**frame, **context}, status=status)


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
