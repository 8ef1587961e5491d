"""``create_staff``, ``sync_groups`` and ``create_demo_staff`` as they are typed."""

from __future__ import annotations

import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from accounts import services
from accounts.groups import GROUPS
from accounts.models import User

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_create_staff_prints_a_password_that_signs_in() -> None:
    told = run("create_staff", "erin@careers.example", "--group", "Editor", "--name", "Erin Editor")
    email, group, password = told.split()
    user = User.objects.get()
    assert (email, group, user.name) == ("erin@careers.example", "Editor", "Erin Editor")
    assert user.check_password(password)
    assert user.get_all_permissions() == GROUPS["Editor"]


@pytest.mark.parametrize(
    ("email", "group", "words"),
    [
        ("erin@careers.example", "Emperor", "there are Editor, Publisher, Marketing, Administrator"),
        ("no address", "Editor", "valid email address"),
    ],
)
def test_create_staff_says_what_is_wrong_and_makes_nobody(email: str, group: str, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run("create_staff", email, "--group", group)
    assert not User.objects.exists()


def test_create_staff_refuses_an_address_that_is_taken() -> None:
    run("create_staff", "erin@careers.example", "--group", "Editor")
    with pytest.raises(CommandError, match="already signs in"):
        run("create_staff", "ERIN@careers.example", "--group", "Editor")
    assert User.objects.count() == 1


def test_sync_groups_counts_what_each_group_may_do() -> None:
    told = run("sync_groups")
    assert told.splitlines() == [f"{name}: {len(permissions)} permissions" for name, permissions in GROUPS.items()]


def test_sync_groups_fails_and_names_a_permission_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "GROUPS", {"Editor": frozenset({"roles.view_rloe"})})
    with pytest.raises(CommandError, match=r"roles\.view_rloe"):
        run("sync_groups")
    assert not Group.objects.exists()


def test_demo_staff_have_one_member_a_group_and_passwords_that_only_the_owner_reads(
    settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    told = run("create_demo_staff")
    file = tmp_path / "demo-staff.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == told
    for line, group in zip(told.splitlines(), GROUPS, strict=True):
        email, password = line.split()
        user = User.objects.get(email=email)
        assert user.check_password(password)
        assert user.get_all_permissions() == GROUPS[group]
    again = run("create_demo_staff")
    assert "demo-staff.txt" in again
    assert User.objects.count() == len(GROUPS)
    assert file.read_text() == told


def test_demo_staff_are_not_added_beside_real_staff(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    run("create_staff", "erin@careers.example", "--group", "Editor")
    assert run("create_demo_staff") == "Staff exist already.\n"
    assert User.objects.count() == 1
    assert not (tmp_path / "demo-staff.txt").exists()


def test_demo_staff_are_refused_in_production(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="create_staff"):
        run("create_demo_staff")
    assert not User.objects.exists()
