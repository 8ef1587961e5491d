"""Domains and skills. One that a guide uses, also a draft or an old version, cannot be deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.admin_site import staff
from roles import documents
from roles.models import Domain, GuideVersion, Skill
from roles.services import save_row, set_aliases

from .documented import DocumentedAdmin
from .skill_form import SkillForm

MOST_USES = 50


class UsedAdmin(DocumentedAdmin):
    """A table whose rows guides use: the deletion page says where."""

    delete_confirmation_template = "admin/delete_used.html"

    def uses(self, row: Any) -> QuerySet[GuideVersion]:
        """The versions that use this row, open ones first."""
        raise NotImplementedError

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Django knows what a deletion may not take with it; a skill that a roadmap step builds is one more."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        used = [str(version) for row in objs for version in self.uses(row)[:1]]
        return deleted, counts, lacking, protected or used

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        uses = (
            self.uses(row).select_related("role", "role__live_version")
            if row is not None
            else GuideVersion.objects.none()
        )
        context = {"uses": uses[:MOST_USES], "use_count": uses.count(), **(extra_context or {})}
        return super().delete_view(request, object_id, context)


@admin.register(Skill)
class SkillAdmin(UsedAdmin):
    list_display = ["name", "kind", "slug", "used_in"]
    list_filter = ["kind"]
    search_fields = ["name", "slug", "aliases__name"]
    form = SkillForm
    fields = ["name", "slug", "kind", "summary", "aliases", "is_special"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        columns = [name for name in form.changed_data if name != "aliases"]
        with transaction.atomic():
            documents.lock()  # before the names of a new skill are taken
            if columns:
                save_row(row=obj, changed=columns, by=staff(request))
            set_aliases(skill=obj, names=form.cleaned_data["aliases"], by=staff(request))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Skill]:
        live = Q(guide_skills__version__live_for__isnull=False)
        skills: QuerySet[Skill] = super().get_queryset(request)
        return skills.annotate(live_guides=Count("guide_skills", filter=live))

    @admin.display(description=_("live guides"), ordering="live_guides")
    def used_in(self, skill: Any) -> int:
        return int(skill.live_guides)

    def uses(self, row: Skill) -> QuerySet[GuideVersion]:
        used = Q(skills__skill=row) | Q(steps__skills=row)
        return GuideVersion.objects.filter(used).distinct().order_by("role__title", "-number")


@admin.register(Domain)
class DomainAdmin(UsedAdmin):
    list_display = ["name", "slug", "used_in"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "summary"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Domain]:
        domains: QuerySet[Domain] = super().get_queryset(request)
        return domains.annotate(role_count=Count("roles"))

    @admin.display(description=_("roles"), ordering="role_count")
    def used_in(self, domain: Any) -> int:
        return int(domain.role_count)

    def uses(self, row: Domain) -> QuerySet[GuideVersion]:
        return GuideVersion.objects.filter(Q(domain=row) | Q(role__domain=row)).order_by("role__title", "-number")
