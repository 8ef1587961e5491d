"""Official pay and its sources: read from files by commands, looked at here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from careers.staff_admin import ReadOnlyAdmin
from roles.models import Area, OccupationWage, Role, WageFile, WageRelease, WageSource
from roles.money import absence, money_html
from roles.selectors.releases import get_release_page, named, roles_touched_by

MARKED_ON_A_PAGE = 50


@admin.register(WageSource)
class WageSourceAdmin(ReadOnlyAdmin):
    list_display = ["title", "publisher", "licence", "is_official"]


@admin.register(WageRelease)
class WageReleaseAdmin(ReadOnlyAdmin):
    """Releases: what each holds, what it changed, and which guides it touches."""

    list_display = ["label", "source", "covers", "released_on", "retrieved_on"]
    list_select_related = ["source"]
    fields = ["source", "covers", "released_on", "retrieved_on", "attribution", "ceiling"]
    change_form_template = "admin/roles/release.html"

    @admin.display(description=_("annual ceiling"))
    def ceiling(self, release: WageRelease) -> SafeString:
        """Where the release begins to top-code."""
        return money_html(release.annual_ceiling, "USD", cited=release.label)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        release = WageRelease.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        context: dict[str, Any] = {}
        if release is not None and self.has_view_permission(request, release):
            page = get_release_page(release)
            marked = Paginator(page.marked, MARKED_ON_A_PAGE).get_page(request.GET.get("p"))
            context = {
                "page": page,
                "tables": [(model._meta.verbose_name_plural, count) for model, count in page.tables],
                "files": release.files.order_by("read_at", "pk"),
                "marked_page": marked,
                "marked": named(list(marked)),
            }
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


class ReleaseFilter(admin.SimpleListFilter):
    """Live guides whose official occupation has a row in the release."""

    title = _("touched by release")
    parameter_name = "release"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        if not request.user.has_perm("roles.view_wagerelease"):
            return []
        return [(str(pk), label) for pk, label in WageRelease.objects.values_list("pk", "label")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Role]) -> QuerySet[Role]:
        chosen = self.value()
        if chosen is None or chosen not in {key for key, _label in self.lookup_choices}:
            return queryset
        return queryset.filter(pk__in=roles_touched_by(int(chosen)).values("pk"))


@admin.register(WageFile)
class WageFileAdmin(ReadOnlyAdmin):
    list_display = ["name", "release", "scope", "format", "read_at"]
    list_select_related = ["release"]


@admin.register(Area)
class AreaAdmin(ReadOnlyAdmin):
    list_display = ["name", "code", "kind", "parent"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "=code"]


def _amount(column: str, words: Any) -> Callable[[OccupationWage], SafeString]:
    """A column of amounts, each with its release; why there is none in words."""

    @admin.display(description=words, ordering=column)
    def shown(wage: OccupationWage) -> SafeString:
        return money_html(getattr(wage, column), "USD", cited=wage.release.label, flag=wage.flags.get(column))

    return shown


@admin.display(description=_("employment"), ordering="employment")
def employment(wage: OccupationWage) -> str:
    """Jobs, with separators; why there is no number in words."""
    if wage.employment is None:
        return absence(wage.flags.get("employment"))
    return number_format(wage.employment, force_grouping=True)


FIGURES: tuple[Any, ...] = (
    employment,
    _amount("p10", _("10th percentile")),
    _amount("p25", _("25th percentile")),
    _amount("median", _("median")),
    _amount("p75", _("75th percentile")),
    _amount("p90", _("90th percentile")),
)


@admin.register(OccupationWage)
class OccupationWageAdmin(ReadOnlyAdmin):
    """Whole official cells. Counting them all would take longer than showing a page of them."""

    list_display = ["occupation", "area", "release", *FIGURES]
    fields = ["occupation", "area", "release", *FIGURES, "location_quotient", "basis"]
    list_filter = ["release"]
    list_select_related = ["occupation", "area", "release"]
    search_fields = ["=occupation__code", "occupation__title", "=area__code"]
    search_help_text = _("An occupation’s code or title, or an area’s code.")
    show_full_result_count = False
