"""Official pay and its sources: read from files by commands, looked at here."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from careers.staff_admin import ReadOnlyAdmin
from roles.models import Area, OccupationWage, WageFile, WageRelease, WageSource


@admin.register(WageSource)
class WageSourceAdmin(ReadOnlyAdmin):
    list_display = ["title", "publisher", "licence", "is_official"]


@admin.register(WageRelease)
class WageReleaseAdmin(ReadOnlyAdmin):
    list_display = ["label", "source", "covers", "released_on", "retrieved_on"]
    list_select_related = ["source"]


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


@admin.register(OccupationWage)
class OccupationWageAdmin(ReadOnlyAdmin):
    """Whole official cells. Counting them all would take longer than showing a page of them."""

    list_display = ["occupation", "area", "release", "employment", "p10", "p25", "median", "p75", "p90", "not_given"]
    list_filter = ["release"]
    list_select_related = ["occupation", "area", "release"]
    search_fields = ["=occupation__code", "occupation__title", "=area__code"]
    search_help_text = _("An occupation’s code or title, or an area’s code.")
    show_full_result_count = False

    @admin.display(description=_("not given in full"))
    def not_given(self, wage: OccupationWage) -> str:
        return ", ".join(f"{column}: {why}" for column, why in sorted(wage.flags.items()))
