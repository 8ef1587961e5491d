"""Every page of the desk, by its address; the fixture ``rows`` has something to show on each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.browser.visitors import World

# The app with most tables comes in parts, so that no test takes long.
APPS = ("accounts", "applications", "auth", "outbox", "roles 1/4", "roles 2/4", "roles 3/4", "roles 4/4")


def tables(part: str) -> list[tuple[str, Any]]:
    """The tables of an app, or of a part of it, that the admin shows: the start of their addresses, and their admins."""
    from django.contrib import admin

    app, _space, share = part.partition(" ")
    shown = [
        (f"/admin/{app}/{model._meta.model_name}/", model_admin)
        for model, model_admin in admin.site._registry.items()
        if model._meta.app_label == app
    ]
    first, _of, parts = (share or "1/1").partition("/")
    return shown[int(first) - 1 :: int(parts)]


def confirm_one(world: World) -> None:
    """A person, who comes of an application that was confirmed."""
    from django.utils import timezone

    from roles.applications.services import confirm_address, make_confirmation
    from tests.factories import apply_for

    now = timezone.now()
    confirm_address(token=make_confirmation(application=apply_for(world.role), now=now), now=now)


def addresses_of(part: str) -> Iterator[tuple[str, set[int]]]:
    """Every page of the part's tables, with what it may answer."""
    for start, model_admin in tables(part):
        row = model_admin.model._default_manager.first()
        assert row is not None, f"no row of {model_admin.model._meta.label} to open"
        yield start, {200}
        if model_admin.search_fields:
            yield f"{start}?q=zzzz", {200}
        yield f"{start}add/", {200, 403, 404}
        yield f"{start}{row.pk}/change/", {200}
        yield f"{start}{row.pk}/history/", {200}
        yield f"{start}{row.pk}/delete/", {200, 403}


def beside(world: World) -> dict[str, str]:
    """Pages of the desk that belong to no table, and the ones that were drawn for this site."""
    from roles.applications.models import Application
    from roles.models import ComparisonPage, ComparisonVersion, GuideVersion, Skill, WageRelease

    role, draft = f"/admin/roles/role/{world.role.pk}", GuideVersion.objects.open().get().pk
    words, pair = (
        ComparisonVersion.objects.open().get().pk,
        f"/admin/roles/comparisonpage/{ComparisonPage.objects.get().pk}",
    )
    application = f"/admin/applications/application/{Application.objects.latest('pk').pk}"
    return {
        "start": "/admin/",
        "all tables": "/admin/tables/",
        "tables of an app": "/admin/roles/",
        "password": "/admin/password_change/",
        "gallery": "/admin/gallery/",
        "component": "/admin/gallery/notice/",
        "component on a phone": "/admin/gallery/notice/phone/",
        "guides": "/admin/roles/role/",
        "new role": "/admin/roles/role/add/",
        "start from an occupation": "/admin/roles/role/from-occupation/",
        "occupations found": "/admin/roles/role/from-occupation/?q=scrum",
        "an occupation to start from": "/admin/roles/role/from-occupation/?code=13-1082.00",
        "official facts for a draft": f"/admin/roles/guideversion/{draft}/occupation/",
        "release": f"/admin/roles/wagerelease/{WageRelease.objects.get(label='OEWS May 2025').pk}/change/",
        "guides of a release": f"/admin/roles/role/?release={WageRelease.objects.get(label='OEWS May 2025').pk}",
        "role": f"{role}/change/",
        "history": f"{role}/history/",
        "before deleting": f"/admin/roles/skill/{Skill.objects.earliest('pk').pk}/delete/",
        "search at the desk": "/admin/applications/application/?q=zzzz",
        "occupations": f"{role}/occupations/",
        "withdraw": f"{role}/withdraw/",
        "restore": f"{role}/restore/{world.role.live_version.number}/",
        "editor": f"/admin/roles/guideversion/{draft}/change/",
        "preview": f"/admin/roles/guideversion/{draft}/preview/",
        "live version": f"/admin/roles/guideversion/{world.role.live_version.pk}/change/",
        "comparisons": "/admin/roles/comparisonpage/",
        "new comparison": "/admin/roles/comparisonpage/add/",
        "comparison": f"{pair}/change/",
        "withdraw words": f"{pair}/withdraw/",
        "restore words": f"{pair}/restore/1/",
        "editor of words": f"/admin/roles/comparisonversion/{words}/change/",
        "preview of words": f"/admin/roles/comparisonversion/{words}/preview/",
        "desk": "/admin/applications/application/",
        "application": f"{application}/change/",
        "consent record": f"{application}/consent/",
        "reports": "/admin/roles/guidereport/",
        "new correction": "/admin/roles/correction/add/",
        "new call to action": "/admin/roles/calltoaction/add/",
        "deliveries": "/admin/outbox/outboxevent/",
        "new staff": "/admin/accounts/user/add/",
    }
