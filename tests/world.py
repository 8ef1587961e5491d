"""The public site with three live guides and one application, and every public route of the URLconf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from roles import documents
from roles.applications.models import Application
from roles.applications.services import make_confirmation
from roles.models import Role, RoleOccupation
from roles.services import rename_role, withdraw
from tests.factories import AreaFactory, CallToActionFactory, ConsentTextFactory, apply_for, publish_role


@dataclass(frozen=True)
class World:
    """Three live roles that relate to each other, one withdrawn for good, one renamed, one application."""

    roles: tuple[Role, ...]
    application: Application
    token: str


def make_world() -> World:
    """Make it; the address ``risk-planner`` was ``hazard-planner`` once, and ``gone-planner`` is gone."""
    ConsentTextFactory()
    AreaFactory(code="06", kind="state", name="California")
    first = publish_role("data-planner", title="Data Planner", estimate={"level": "mid"})
    second = publish_role("hazard-planner", title="Risk Planner", relations=[first], domain=first.domain)
    second = rename_role(role=second, slug="risk-planner", by=None)
    third = publish_role("site-planner", title="Site Planner", relations=[first, second], occupation=None)
    gone = publish_role("gone-planner", title="Gone Planner", domain=first.domain)
    withdraw(role=gone, by=None)
    for slot in ("after_overview", "after_roadmap", "end", "sticky"):
        CallToActionFactory(role=None, slot=slot)
    roles = (first, second, third)
    documents.refresh({role.pk for role in roles})
    application = apply_for(first)
    return World(roles, application, make_confirmation(application=application, now=timezone.now()))


def public_routes() -> dict[str, str]:
    """Every route outside the admin, by name: its pattern as it is written."""
    return dict(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from _walk(entry, route)
        else:
            assert isinstance(entry, URLPattern)
            assert entry.name, f"the route {route!r} has no name"
            yield entry.name, route


def arguments(world: World) -> dict[str, dict[str, Any]]:
    """For every public route, arguments that give a page in this world. A new route needs a line here."""
    first, second, _third = world.roles
    role = {"slug": first.slug}
    return {
        "healthz": {},
        "readyz": {},
        "home": {},
        "role_list": {},
        "role_detail": role,
        "role_json": role,
        "role_report": role,
        "role_apply": role,
        "salaries": {},
        "salaries_csv": {},
        "role_salaries": role,
        "role_salaries_csv": role,
        "api_docs": {},
        "api_openapi": {},
        "api_roles": {},
        "api_role": role,
        "api_skills": {},
        "api_skill": {"slug": "planning"},
        "api_domains": {},
        "api_occupation_wages": {
            "code": RoleOccupation.objects.filter(role=first).values_list("occupation__code")[0][0]
        },
        "api_paths": {},
        "api_suggest": {},
        "api_unknown": {"rest": "nothing"},
        "compare_picker": {},
        "compare_pair": {"pair": (first.slug, second.slug)},
        "path_picker": {},
        "path_detail": {"start": first.slug, "goal": second.slug},
        "compare_pair_json": {"pair": (first.slug, second.slug)},
        "api_compare": {},
        "methodology": {},
        "changes": {},
        "privacy": {},
        "my_skills": {},
        "domain_detail": {"slug": first.domain.slug},
        "skill_detail": {"slug": "planning"},
        "skill_list": {},
        "sitemap": {},
        "sitemap_section": {"section": "guides"},
        "robots": {},
        "security": {},
        "favicon": {},
        "apple_touch_icon": {},
        "manifest": {},
        "application_thanks": {"public_id": world.application.public_id},
        "application_confirm": {"token": world.token},
    }
