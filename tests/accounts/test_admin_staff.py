"""Signing in, staff, the audit trail; and a walk of every address of the admin by every group."""

import re
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.groups import GROUPS
from accounts.models import AuditEntry, User
from accounts.services import sync_groups
from tests.factories import (
    PASSWORD,
    AuditEntryFactory,
    EmailConfirmationFactory,
    RoleFactory,
    TouchFactory,
    UserFactory,
    apply_for,
    fill_empty,
    publish_role,
    staff_in,
    write_words,
)

pytestmark = pytest.mark.django_db


def test_staff_sign_in_by_address_and_land_on_today(client: Client) -> None:
    user = staff_in("Editor", email="ana@careers.example")
    response = client.post("/admin/login/?next=/admin/", {"username": "ANA@careers.example", "password": PASSWORD})
    assert response["Location"] == "/admin/"
    assert response.cookies["sessionid"]["path"] == "/admin/"
    html = client.get("/admin/").content.decode()
    assert "Open drafts" in html
    assert str(user) in html


def test_a_wrong_password_says_so_and_keeps_the_address(client: Client) -> None:
    staff_in("Editor", email="ana@careers.example")
    html = client.post("/admin/login/", {"username": "ana@careers.example", "password": "wrong"}).content.decode()
    assert "errornote" in html
    assert 'value="ana@careers.example"' in html


def test_an_administrator_adds_staff_and_sees_the_password_once(client: Client) -> None:
    client.force_login(staff_in("Administrator"))
    group = Group.objects.get(name="Editor")
    data = {"email": "new@careers.example", "name": "Nia New", "group": group.pk}
    html = client.post(reverse("admin:accounts_user_add"), data, follow=True).content.decode()
    password = re.search(r"The password of new@careers.example is (\S+?)\. ", html)
    assert password
    assert User.objects.get(email="new@careers.example").check_password(password[1])
    assert AuditEntry.objects.get(action="staff.create").detail == {"group": "Editor"}
    assert client.post(reverse("admin:accounts_user_add"), {**data, "email": "NEW@careers.example"}).status_code == 422


def test_an_administrator_changes_groups_by_the_service(client: Client) -> None:
    administrator = staff_in("Administrator")
    client.force_login(administrator)
    user = UserFactory(groups=["Editor"])
    publisher = Group.objects.get(name="Publisher")
    address = reverse("admin:accounts_user_change", args=[user.pk])
    client.post(address, {"name": "Renamed", "is_active": "on", "groups": [publisher.pk], "is_superuser": "on"})
    user.refresh_from_db()
    assert [group.name for group in user.groups.all()] == ["Publisher"]
    assert (user.name, user.is_superuser) == ("Renamed", False)
    assert AuditEntry.objects.get(action="staff.change").actor == administrator


def test_nobody_shuts_themselves_out(client: Client) -> None:
    administrator = staff_in("Administrator")
    client.force_login(administrator)
    address = reverse("admin:accounts_user_change", args=[administrator.pk])
    client.post(address, {"name": administrator.name, "groups": [Group.objects.get(name="Administrator").pk]})
    administrator.refresh_from_db()
    assert administrator.is_active


def test_the_audit_trail_and_the_groups_are_read_only(client: Client) -> None:
    client.force_login(staff_in("Administrator"))
    entry = AuditEntryFactory()
    address = reverse("admin:accounts_auditentry_change", args=[entry.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"action": "x"}).status_code == 403
    assert client.post(reverse("admin:auth_group_add"), {"name": "x"}).status_code == 403


# --- the walk ----------------------------------------------------------------

# What each group may open, by the permission that opens it; everything else answers 403.
OPEN_TO_ALL = {
    "gallery",
    "gallery_component",
    "gallery_framed",
    "gallery_phone",
    "index",
    "tables",
    "password_change",
    "password_change_done",
    "logout",
    "jsi18n",
    "autocomplete",
    "app_list",
    "view_on_site",
}
OWN = {
    "roles_role_restore": "roles.change_guideversion",
    "roles_role_from_occupation": "roles.change_guideversion",
    "roles_guideversion_occupation": "roles.change_guideversion",
    "roles_guideversion_preview": "roles.view_guideversion",
    "roles_role_withdraw": "roles.publish_guideversion",
    "roles_comparisonpage_restore": "roles.change_comparisonversion",
    "roles_comparisonpage_withdraw": "roles.publish_comparisonversion",
    "roles_comparisonversion_preview": "roles.view_comparisonversion",
    "roles_role_occupations": "roles.match_roleoccupation",
    "applications_application_consent": "applications.view_application",
}
POST_ONLY = {
    "roles_role_start_draft",
    "roles_role_set_aside",
    "roles_comparisonpage_start_draft",
    "roles_comparisonpage_set_aside",
    "roles_guidereport_handle",
    "logout",
}
GIVE_BACK = {"roles_guideversion_change", "roles_comparisonversion_change"}  # what was typed by somebody signed out


@pytest.fixture
def everything() -> dict[str, int]:
    """A row in every table, and the number to open it by."""
    sync_groups()
    role = publish_role("data-scientist", title="Data Scientist", estimate={})
    write_words(role, RoleFactory())
    application = apply_for(role)
    TouchFactory(application=application)
    EmailConfirmationFactory(application=application)
    fill_empty(admin.site._registry)
    return {
        model._meta.label_lower.replace(".", "_"): row.pk
        for model in admin.site._registry
        if (row := model._default_manager.order_by("pk").first()) is not None
    } | {"roles_role": role.pk, "roles_guideversion": role.live_version_id}


def addresses() -> Iterator[tuple[str, URLPattern]]:
    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            elif pattern.name:
                yield pattern.name, pattern

    site = next(one for one in get_resolver().url_patterns if getattr(one, "app_name", None) == "admin")
    assert isinstance(site, URLResolver)
    yield from walk(site.url_patterns)


def address_of(name: str, rows: dict[str, int]) -> str | None:
    if name in {"view_on_site", "autocomplete", "login"}:
        return None
    if name == "app_list":
        return "/admin/roles/"
    if name.startswith("gallery_"):
        return reverse(f"admin:{name}", args=["field"])
    table = "_".join(name.split("_")[:2])
    for args in ([], [rows.get(table, 0)], [rows.get(table, 0), 1]):
        try:
            return reverse(f"admin:{name}", args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name} needs arguments that this test does not know")


def allowed(name: str, user: User) -> bool:
    if name in OPEN_TO_ALL:
        return True
    if name in OWN:
        return user.has_perm(OWN[name])
    app, model, action = name.split("_")
    if action in {"changelist", "history", "change"}:
        return user.has_perm(f"{app}.view_{model}") or user.has_perm(f"{app}.change_{model}")
    model_class = next(one for one in admin.site._registry if one._meta.label_lower == f"{app}.{model}")
    request = type("R", (), {"user": user})()
    return bool(getattr(admin.site._registry[model_class], f"has_{action}_permission")(request))


@pytest.mark.parametrize("group", [*GROUPS, None])
def test_every_address_opens_to_whom_the_table_says(everything: dict[str, int], group: str | None) -> None:
    client = Client()
    user = staff_in(group) if group else UserFactory()
    client.force_login(user)
    wrong = []
    for name, _pattern in addresses():
        address = address_of(name, everything)
        if address is None or name in POST_ONLY:
            continue
        status = client.get(address).status_code
        if (status in {200, 302}) != allowed(name, user) and not (name == "app_list" and status == 404):
            wrong.append((name, status))
        if status >= 500:
            wrong.append((name, status))
    assert wrong == []


def test_nobody_opens_anything_without_signing_in(everything: dict[str, int]) -> None:
    client = Client()
    for name, _pattern in addresses():
        address = address_of(name, everything)
        if address is None or name in {"logout", "jsi18n"}:
            continue
        if name in GIVE_BACK:
            assert client.get(address).status_code == 302
            assert client.post(address).status_code == 401
            continue
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/admin/login/"), name


def test_every_page_is_under_the_policy_with_one_sheet_and_nothing_inline(everything: dict[str, int]) -> None:
    client = Client()
    client.force_login(staff_in("Administrator"))
    seen = 0
    for name, _pattern in addresses():
        address = address_of(name, everything)
        if address is None or name in POST_ONLY or name in {"jsi18n", "roles_guideversion_preview"}:
            continue
        response = client.get(address)
        if response.status_code != 200 or name.startswith("gallery_"):  # these have the public site's sheet
            continue
        html = response.content.decode()
        assert "default-src 'none'" in response["Content-Security-Policy"], name
        assert re.findall(r'<link[^>]+rel="stylesheet"[^>]*>', html) == [
            '<link rel="stylesheet" href="/static/css/admin.css">'
        ], name
        assert not re.search(r"<style|\sstyle=|\son\w+=", html), name
        assert re.findall(r"<script[^>]*>", html) == ['<script type="module" src="/static/js/admin.js">'], name
        seen += 1
    assert seen > 50
