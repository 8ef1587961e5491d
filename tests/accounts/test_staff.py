"""Staff sign in with an address, whatever its case; what they did is recorded and names no address."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from accounts.services import create_staff, record, sync_groups, update_staff
from tests.factories import PASSWORD, AuditEntryFactory, RoleFactory, UserFactory, superuser

pytestmark = pytest.mark.django_db


def test_a_new_member_of_staff_has_the_group_and_a_random_password_that_is_told_once() -> None:
    sync_groups()
    actor = superuser()
    user, password = create_staff(email="Erin@Careers.Example", group="Editor", name="Erin Editor", by=actor)
    _other, another = create_staff(email="second@careers.example", group="Editor")
    assert len(password) >= 20
    assert password != another
    kept = User.objects.get(pk=user.pk)
    assert kept.check_password(password)
    assert password not in kept.password
    assert (kept.name, kept.is_staff, kept.is_active, kept.is_superuser) == ("Erin Editor", True, True, False)
    assert [group.name for group in kept.groups.all()] == ["Editor"]
    entry = AuditEntry.objects.get(actor=actor)
    assert (entry.action, entry.subject_type, entry.subject_id) == ("staff.create", "accounts.user", str(user.pk))
    assert entry.detail == {"group": "Editor"}


def test_an_unknown_group_makes_nobody() -> None:
    with pytest.raises(Group.DoesNotExist):
        create_staff(email="erin@careers.example", group="Emperor")
    assert not User.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("email", ["", "no address", "erin@", "ERIN@careers.example"])
def test_an_address_that_is_malformed_or_taken_in_any_case_makes_nobody(email: str) -> None:
    sync_groups()
    create_staff(email="erin@careers.example", group="Editor")
    with pytest.raises(ValidationError):
        create_staff(email=email, group="Editor")
    assert User.objects.count() == 1
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("typed", ["erin@careers.example", "ERIN@careers.example", "Erin@Careers.Example"])
def test_signing_in_does_not_look_at_the_case_of_the_address(client: Client, typed: str) -> None:
    user = UserFactory(email="Erin@careers.example")
    assert authenticate(username=typed, password=PASSWORD) == user
    assert authenticate(username=typed, password=PASSWORD.upper()) is None
    answer = client.post(reverse("admin:login"), {"username": typed, "password": PASSWORD, "next": "/admin/"})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_somebody_who_left_cannot_sign_in() -> None:
    UserFactory(email="erin@careers.example", is_active=False)
    assert authenticate(username="erin@careers.example", password=PASSWORD) is None


# --- changing ------------------------------------------------------------------------


def test_a_change_of_name_groups_and_access_is_kept_and_recorded_once() -> None:
    sync_groups()
    boss, user = superuser(), UserFactory(name="Erin", groups=["Editor"])
    publishers = list(Group.objects.filter(name="Publisher"))
    changed = update_staff(user=user, by=boss, name="Erin Editor", is_active=False, groups=publishers)
    update_staff(user=user, by=boss, name="Erin Editor", is_active=False, groups=publishers)
    user.refresh_from_db()
    assert changed == user
    assert (user.name, user.is_active, list(user.groups.all())) == ("Erin Editor", False, publishers)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action) == (boss, "staff.change")
    assert entry.detail == {"name": "changed", "is_active": False, "groups": ["Publisher"]}


def test_what_is_left_out_of_a_change_stays() -> None:
    boss, user = superuser(), UserFactory(name="Erin", groups=["Editor"])
    update_staff(user=user, by=boss)
    user.refresh_from_db()
    assert (user.name, user.is_active, user.groups.count()) == ("Erin", True, 1)
    assert not AuditEntry.objects.exists()


def test_nobody_can_shut_themselves_out_but_may_rename_themselves() -> None:
    boss = superuser()
    with pytest.raises(ValueError, match="themselves"):
        update_staff(user=boss, by=boss, name="Gone", is_active=False)
    boss.refresh_from_db()
    assert boss.is_active
    assert boss.name != "Gone"
    assert update_staff(user=boss, by=boss, name="Boss", is_active=True).name == "Boss"


def test_a_name_that_does_not_fit_changes_nothing() -> None:
    boss, user = superuser(), UserFactory(name="Erin", groups=["Editor"])
    with pytest.raises(ValidationError):
        update_staff(user=user, by=boss, name="x" * 121, groups=[])
    user.refresh_from_db()
    assert (user.name, user.groups.count()) == ("Erin", 1)
    assert not AuditEntry.objects.exists()


def test_a_superuser_may_do_everything_and_a_plain_member_nothing() -> None:
    boss = User.objects.create_superuser("boss@careers.example", PASSWORD)
    assert (boss.is_staff, boss.is_superuser) == (True, True)
    assert boss.has_perm("roles.publish_guideversion")
    assert UserFactory().get_all_permissions() == set()


def test_nobody_is_printed_by_address() -> None:
    named = UserFactory(name="Erin Editor")
    nameless = UserFactory(name="")
    assert str(named) == named.get_short_name() == "Erin Editor"
    assert str(nameless) == f"Staff {nameless.pk}"


def test_an_audit_entry_says_who_did_what_to_which_row() -> None:
    user, role = UserFactory(), RoleFactory()
    entry = record("role.rename", role, by=user, old="a", new="b")
    entry.refresh_from_db()
    assert (entry.actor, entry.action, entry.detail) == (user, "role.rename", {"old": "a", "new": "b"})
    assert str(entry) == f"role.rename roles.role {role.pk}"
    assert record("role.rename", role, by=None).actor is None


def test_the_latest_entry_comes_first() -> None:
    first, second = AuditEntryFactory(), AuditEntryFactory()
    assert list(AuditEntry.objects.all()) == [second, first]
