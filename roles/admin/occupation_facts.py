"""What official releases say of occupations: read from files by a command, looked at here."""

from __future__ import annotations

from django.contrib import admin

from careers.staff_admin import ReadOnlyAdmin
from roles.models import (
    OccupationEducation,
    OccupationProfile,
    OccupationRelation,
    OccupationSkill,
    OccupationSoftware,
    OccupationTask,
)


class FactAdmin(ReadOnlyAdmin):
    """Many rows; they are found by the occupation's code."""

    list_filter = ["release"]
    list_select_related = ["occupation", "release"]
    search_fields = ["=occupation__code", "occupation__title"]
    show_full_result_count = False


@admin.register(OccupationProfile)
class OccupationProfileAdmin(FactAdmin):
    list_display = ["occupation", "job_zone", "dated_on", "release"]


@admin.register(OccupationTask)
class OccupationTaskAdmin(FactAdmin):
    list_display = ["occupation", "task", "kind", "dated_on", "release"]


@admin.register(OccupationSoftware)
class OccupationSoftwareAdmin(FactAdmin):
    list_display = ["occupation", "name", "category", "is_hot", "is_in_demand", "release"]


@admin.register(OccupationSkill)
class OccupationSkillAdmin(FactAdmin):
    list_display = ["occupation", "name", "importance", "level", "dated_on", "release"]


@admin.register(OccupationEducation)
class OccupationEducationAdmin(FactAdmin):
    list_display = ["occupation", "scale", "category", "label", "percent", "dated_on", "release"]


@admin.register(OccupationRelation)
class OccupationRelationAdmin(FactAdmin):
    list_display = ["occupation", "related", "tier", "position", "release"]
    list_select_related = ["occupation", "related", "release"]
