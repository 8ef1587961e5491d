"""ComparisonPage in the admin: the pairs that somebody wrote about, their versions, and what may be done with them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

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
from careers.staff_admin import StaffAdmin, see_other
from roles.models import ComparisonPage, ComparisonVersion
from roles.selectors.guides import canonical_pair
from roles.services import OpenVersionExistsError, restore_words, set_words_aside, start_words, withdraw_words
from roles.services.comparisons import PUBLISH_WORDS
from roles.templatetags.instrument import state

from .closed import put_aside
from .comparison_form import PairForm

CHANGE = "roles.change_comparisonversion"


def public_address(page: ComparisonPage) -> str:
    """Where the comparison of a pair stands."""
    return reverse("compare_pair", args=[canonical_pair(page.first.slug, page.second.slug)])


def _editor_of(version: ComparisonVersion) -> HttpResponse:
    return see_other(reverse("admin:roles_comparisonversion_change", args=[version.pk]))


class StateFilter(admin.SimpleListFilter):
    """Where the words about a pair are in their life."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("live", _("Live")), ("draft", _("With a draft")), ("none", _("Not live"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ComparisonPage]) -> QuerySet[ComparisonPage]:
        conditions = {
            "live": Q(live_version__isnull=False),
            "draft": Q(pk__in=ComparisonVersion.objects.open().values("page")),
            "none": Q(live_version__isnull=True),
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


@admin.register(ComparisonPage)
class ComparisonPageAdmin(StaffAdmin):
    """Every pair can be compared; these are the pairs that somebody wrote about."""

    form = PairForm
    change_form_template = "admin/comparison/pair.html"
    list_display = ["pair", "state", "changed"]
    list_filter = [StateFilter]
    search_fields = ["first__title", "second__title", "first__slug", "second__slug"]
    search_help_text = gettext_lazy("Titles and addresses of either role")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ComparisonPage]:
        opened = ComparisonVersion.objects.open().filter(page=OuterRef("pk"))
        pages: QuerySet[ComparisonPage] = super().get_queryset(request).select_related("live_version")
        return pages.annotate(
            draft_number=Subquery(opened.values("number")[:1]), last_change=Max("versions__updated_at")
        )

    @admin.display(description=gettext_lazy("pair"), ordering="first__title")
    def pair(self, page: ComparisonPage) -> str:
        return str(page)

    @admin.display(description=gettext_lazy("state"))
    def state(self, page: Any) -> SafeString:
        """Whether words are live, and the open draft beneath."""
        live = page.live_version
        mark = state("live", _("Live, %(number)d") % {"number": live.number}) if live else state("never", _("Not live"))
        draft = _("draft %(number)d") % {"number": page.draft_number} if page.draft_number else ""
        return format_html('{}<span class="ledger__sub">{}</span>', mark, draft) if draft else mark

    @admin.display(description=gettext_lazy("changed"), ordering="last_change")
    def changed(self, page: Any) -> str:
        return date_format(localtime(page.last_change), "j M Y, H:i") if page.last_change else "–"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: ComparisonPage | None = None) -> list[str]:
        return ["first", "second"] if obj is not None else []

    def save_model(self, request: HttpRequest, obj: ComparisonPage, form: Any, change: bool) -> None:
        """A new pair begins with its first draft; a pair that is there has nothing to save."""
        if not change:
            obj.pk = start_words(one=obj.first, other=obj.second, by=staff(request)).page_id

    def response_add(
        self, request: HttpRequest, obj: ComparisonPage, post_url_continue: str | None = None
    ) -> HttpResponse:
        return _editor_of(obj.versions.open().get())

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().change_view(
            request, object_id, form_url, {**self._about(request, object_id), **(extra_context or {})}
        )

    def _about(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        page = ComparisonPage.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        if page is None:
            return {}
        versions = list(page.versions.select_related("author", "based_on").order_by("-number"))
        return {
            "versions": versions,
            "open_version": next((version for version in versions if version.is_open), None),
            "public": public_address(page),
            "may_draft": request.user.has_perm(CHANGE),
            "may_publish": request.user.has_perm(PUBLISH_WORDS),
        }

    # --- what may be done with a pair --------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def own(route: str, name: str, view: Any) -> URLPattern:
            return path(f"<int:pk>/{route}/", self.admin_site.admin_view(view), name=f"roles_comparisonpage_{name}")

        return [
            own("start-draft", "start_draft", require_POST(self.start_draft_view)),
            own("set-aside", "set_aside", require_POST(self.set_aside_view)),
            own("withdraw", "withdraw", self.withdraw_view),
            own("restore/<int:number>", "restore", self.restore_view),
            *super().get_urls(),
        ]

    def start_draft_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A draft of the words that are live, or were last, or an empty one; an open one is continued."""
        page = _page_for(request, pk, CHANGE)
        try:
            return _editor_of(start_words(one=page.first, other=page.second, by=staff(request)))
        except OpenVersionExistsError as refusal:
            messages.warning(request, str(refusal))
            return _editor_of(refusal.version)

    def set_aside_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close the open version of a pair; it stays in the history."""
        page = _page_for(request, pk, CHANGE)
        version = get_object_or_404(page.versions.open())
        put_aside(request, version, set_words_aside)
        return _to_pair(page)

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks, then takes the live words down."""
        page = _page_for(request, pk, PUBLISH_WORDS)
        if request.method == "POST":
            withdraw_words(page=page, by=staff(request))
            messages.success(request, _("The words are withdrawn."))
            return _to_pair(page)
        return self._ask(request, page, "withdraw", _("Withdraw the words about %(pair)s") % {"pair": page}, {})

    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Asks, then makes a draft of an older version. With a draft open it may be set aside first, or be continued."""
        page = _page_for(request, pk, CHANGE)
        closed = page.versions.exclude(pk__in=page.versions.open())
        version = get_object_or_404(closed.select_related("author"), number=number)
        status = HTTPStatus.OK
        if request.method == "POST":
            seen = request.POST.get("instead_of", "")
            opened = page.versions.open().filter(pk=seen).first() if seen.isdecimal() and len(seen) < 19 else None
            try:
                draft = restore_words(version=version, by=staff(request), instead_of=opened)
            except OpenVersionExistsError as refusal:
                messages.warning(request, str(refusal))
                status = HTTPStatus.CONFLICT
            else:
                messages.success(request, _("This draft has the text of version %(number)d.") % {"number": number})
                return _editor_of(draft)
        context = {"version": version, "opened": page.versions.open().select_related("author").first()}
        title = _("Restore version %(number)d") % {"number": number}
        return self._ask(request, page, "restore", title, context, status)

    def _ask(
        self,
        request: HttpRequest,
        page: ComparisonPage,
        name: str,
        title: str,
        context: dict[str, Any],
        status: int = HTTPStatus.OK,
    ) -> TemplateResponse:
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "pair": page, "title": title}
        return TemplateResponse(request, f"admin/comparison/{name}.html", {**frame, **context}, status=status)


def _page_for(request: HttpRequest, pk: int, permission: str) -> ComparisonPage:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return get_object_or_404(ComparisonPage.objects.select_related("live_version"), pk=pk)


def _to_pair(page: ComparisonPage) -> HttpResponse:
    return see_other(reverse("admin:roles_comparisonpage_change", args=[page.pk]))
