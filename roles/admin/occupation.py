"""Official occupations and which of them stand for a role: looked at here, matched on the role's page."""

from __future__ import annotations

from django.contrib import admin

from careers.staff_admin import ReadOnlyAdmin
from roles.models import Occupation, OccupationOutlook, OccupationTitle, RoleOccupation, RoleRedirect


@admin.register(Occupation)
class OccupationAdmin(ReadOnlyAdmin):
    list_display = ["code", "title", "scheme"]
    list_filter = ["scheme"]
    list_select_related = ["parent"]
    search_fields = ["code", "title"]


@admin.register(OccupationTitle)
class OccupationTitleAdmin(ReadOnlyAdmin):
    list_display = ["title", "occupation", "release"]
    list_select_related = ["occupation", "release"]
    search_fields = ["title", "=occupation__code"]
    show_full_result_count = False


@admin.register(OccupationOutlook)
class OccupationOutlookAdmin(ReadOnlyAdmin):
    list_display = ["occupation", "period", "growth_percent", "openings_per_year", "release"]
    list_select_related = ["occupation", "release"]
    search_fields = ["=occupation__code", "occupation__title"]


@admin.register(RoleOccupation)
class RoleOccupationAdmin(ReadOnlyAdmin):
    list_display = ["role", "occupation", "match", "basis"]
    list_filter = ["match"]
    list_select_related = ["role", "occupation"]
    search_fields = ["role__title", "=occupation__code"]


@admin.register(RoleRedirect)
class RoleRedirectAdmin(ReadOnlyAdmin):
    list_display = ["old_slug", "role", "created_at"]
    list_select_related = ["role"]
    search_fields = ["old_slug", "role__title"]
