"""What visitors reported about guides: read, then marked as handled."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.admin_site import staff
from careers.staff_admin import ReadOnlyAdmin
from roles.models import GuideReport
from roles.services import handle_report


class WaitingFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "handled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("no", _("Waiting")), ("yes", _("Handled"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() in ("no", "yes"):
            return queryset.filter(handled_at__isnull=self.value() == "no")
        return queryset


@admin.register(GuideReport)
class GuideReportAdmin(ReadOnlyAdmin):
    """A report is never changed; that somebody saw to it is recorded beside it."""

    change_form_template = "admin/roles/report.html"
    list_display = ["received_at", "role", "kind", "excerpt", "handled_by"]
    list_filter = [WaitingFilter, "kind"]
    list_select_related = ["role", "handled_by"]
    fields = ["role", "version_number", "kind", "message", "received_at", "handled_at", "handled_by"]

    @admin.display(description=gettext_lazy("message"))
    def excerpt(self, report: GuideReport) -> str:
        return report.message if len(report.message) <= 90 else f"{report.message[:89]}…"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.handle_view))
        return [path("<int:pk>/handle/", view, name="roles_guidereport_handle"), *super().get_urls()]

    def handle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("roles.change_guidereport"):
            raise PermissionDenied
        handle_report(report=get_object_or_404(GuideReport, pk=pk), by=staff(request))
        messages.success(request, _("Marked as handled."))
        return HttpResponseRedirect(reverse("admin:roles_guidereport_changelist") + "?handled=no", status=303)
