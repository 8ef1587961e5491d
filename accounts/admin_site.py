"""Django's admin with this site's name, menu and start page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .admin_forms import StaffLoginForm
from .models import User


def staff(request: HttpRequest) -> User:
    """Who is signed in; the admin's own check stands before every view that asks."""
    return cast(User, request.user)


def desk() -> StaffAdminSite:
    """The one admin site, which blocks of the start page are registered with."""
    return cast(StaffAdminSite, admin.site)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link of the bar for those who hold the permission ("" is everyone)."""

    label: Any
    url_name: str
    permission: str
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of the desk that belongs to no table. ``label`` names it under "All tables", if it stands there."""

    route: str
    view: Callable[..., HttpResponse]
    name: str
    label: Any


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the start page. ``build`` gives what ``template`` prints, for those who hold the permission."""

    permission: str
    template: str
    build: Callable[[HttpRequest], dict[str, Any]]
    order: int


MENU = (
    MenuItem(gettext_lazy("Guides"), "roles_role_changelist", "roles.view_role", ("role", "guideversion")),
    MenuItem(
        gettext_lazy("Comparisons"),
        "roles_comparisonpage_changelist",
        "roles.view_comparisonpage",
        ("comparisonpage", "comparisonversion"),
    ),
    MenuItem(gettext_lazy("Skills"), "roles_skill_changelist", "roles.view_skill", ("skill", "domain")),
    MenuItem(gettext_lazy("Pay"), "roles_occupationwage_changelist", "roles.view_occupationwage", ("occupationwage",)),
    MenuItem(gettext_lazy("Reports"), "roles_guidereport_changelist", "roles.view_guidereport", ("guidereport",)),
    MenuItem(
        gettext_lazy("Applications"),
        "applications_application_changelist",
        "applications.view_application",
        ("application",),
    ),
    MenuItem(gettext_lazy("Deliveries"), "outbox_outboxevent_changelist", "outbox.view_outboxevent", ("outboxevent",)),
    MenuItem(
        gettext_lazy("Calls to action"), "roles_calltoaction_changelist", "roles.view_calltoaction", ("calltoaction",)
    ),
    MenuItem(gettext_lazy("Staff"), "accounts_user_changelist", "accounts.view_user", ("user",)),
)


class StaffAdminSite(admin.AdminSite):
    """The desk: one start page by permission, one menu, and Django's own index under "All tables"."""

    site_header = gettext_lazy("Careers desk")
    site_title = gettext_lazy("Careers desk")
    index_title = gettext_lazy("Today")
    enable_nav_sidebar = False
    login_form = StaffLoginForm

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._blocks: list[Block] = []
        self._pages: list[DeskPage] = []

    def register_block(
        self, build: Callable[[HttpRequest], dict[str, Any]], *, permission: str, template: str, order: int
    ) -> None:
        """Put a block on the start page of everyone who holds the permission."""
        self._blocks.append(Block(permission, template, build, order))

    def register_page(self, route: str, view: Callable[..., HttpResponse], *, name: str, label: Any = None) -> None:
        """Add a page that everyone who may sign in may see."""
        self._pages.append(DeskPage(route, view, name, label))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        pages = [path(page.route, self.admin_view(page.view), name=page.name) for page in self._pages]
        return [path("tables/", self.admin_view(self.tables), name="tables"), *pages, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "menu": self._menu(request)}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Today: what waits for this person."""
        blocks = [
            (block.template, block.build(request))
            for block in sorted(self._blocks, key=lambda block: block.order)
            if request.user.has_perm(block.permission)
        ]
        return super().index(request, {"blocks": blocks, **(extra_context or {})})

    def tables(self, request: HttpRequest) -> HttpResponse:
        """Django's own index: every table this person may see."""
        context = {
            **self.each_context(request),
            "title": _("All tables"),
            "subtitle": None,
            "app_list": self.get_app_list(request),
            "pages": [(page.label, reverse(f"admin:{page.name}")) for page in self._pages if page.label],
        }
        return TemplateResponse(request, "admin/tables.html", context)

    def _menu(self, request: HttpRequest) -> list[dict[str, Any]]:
        match = request.resolver_match
        here = match.url_name or "" if match is not None else ""
        items = [{"label": _("Today"), "url": reverse("admin:index"), "current": here == "index"}]
        for item in MENU:
            if request.user.has_perm(item.permission):
                current = any(here.split("_")[1:2] == [model] for model in item.models)
                items.append({"label": item.label, "url": reverse(f"admin:{item.url_name}"), "current": current})
        items.append({"label": _("All tables"), "url": reverse("admin:tables"), "current": here == "tables"})
        return items
