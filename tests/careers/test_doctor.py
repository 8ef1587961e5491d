"""`make doctor`: each check says what is wrong when that thing is broken, and how to mend it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.services import sync_groups
from careers.doctor import __main__ as shell
from careers.doctor import machine, site
from careers.doctor.findings import Finding, advice, ok, report, status, wrong
from roles.models import RoleDocument
from tests.factories import OutboxEventFactory, publish_role

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project as `make run` leaves it, as far as the checks look."""
    root = tmp_path / "careers-copy"
    (root / "careers").mkdir(parents=True)
    for name in ("settings.py", "supervise.py", "gunicorn_conf.py", "staticfiles.py"):
        shutil.copy(ROOT / "careers" / name, root / "careers" / name)
    (root / "requirements.lock").write_text("django==5.2.1 \\\n    --hash=x\nwin==1.0 ; sys_platform == 'win32' \\\n")
    packages = root / ".venv" / "lib" / "python3.11" / "site-packages" / "Django-5.2.1.dist-info"
    packages.mkdir(parents=True)
    (packages / "METADATA").write_text("Metadata-Version: 2.1\nName: Django\nVersion: 5.2.1\n")
    (root / ".venv" / "bin").mkdir()
    (root / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (root / "static").mkdir()
    (root / "static" / "site.css").write_text("a")
    (root / "var" / "static").mkdir(parents=True)
    (root / "var" / "static" / "site.1.css").write_text("a")
    (root / "var" / "static" / "staticfiles.json").write_text(json.dumps({"paths": {"site.css": "site.1.css"}}))
    for name in machine.PRIVATE:
        (root / name).write_text("secret")
        (root / name).chmod(0o600)
    (root / "var" / "static.stamp").touch()
    age(root / "var" / "static.stamp", 10)
    return root


def age(file: Path, seconds: float) -> None:
    """Make a file that much younger than it is."""
    later = file.stat().st_mtime + seconds
    os.utime(file, (later, later))


def test_a_sound_copy_has_nothing_wrong(copy: Path) -> None:
    found = machine.findings(copy, free_port(), (3, 12, 1))
    assert [finding for finding in found if finding.level == "wrong"] == []
    assert status(found) == 0


# --- the machine -----------------------------------------------------------------


def test_an_old_python_is_named() -> None:
    assert machine.python_version((3, 10, 4)).says == "Python is 3.10.4; 3.11 or newer is needed."


def test_a_venv_that_is_missing_or_broken(copy: Path) -> None:
    python = copy / ".venv" / "bin" / "python"
    python.unlink()
    assert machine.environment(copy).says == "There is no .venv yet."
    python.symlink_to(copy / "no-such-python")
    assert machine.environment(copy).says == "The Python that .venv was made with is gone."
    python.unlink()
    python.write_text("#!/bin/sh\nexit 3\n")
    python.chmod(0o700)
    assert machine.environment(copy).says == ".venv/bin/python does not start."
    python.write_text("no program")
    assert "cannot be started" in machine.environment(copy).says


def test_packages_that_are_missing_or_not_as_locked(copy: Path) -> None:
    lock = copy / "requirements.lock"
    lock.write_text(lock.read_text() + "gone_package==1.0 \\\n")
    assert machine.packages(copy) == wrong("Not installed: gone-package.", "rm -rf .venv, then make run.")
    lock.write_text("django==9.9 \\\n")
    assert machine.packages(copy).says == "Not the locked version: django 5.2.1."
    shutil.rmtree(copy / ".venv")
    assert machine.packages(copy).says == "Not installed: django."


def test_names_in_dot_env_that_nothing_reads(copy: Path) -> None:
    (copy / ".env").write_text("# SOMETHING=1\nSITE_URL=x\nexport PORT=1\n")
    assert machine.dot_env(copy).level == "ok"
    (copy / ".env").write_text("SITE_ULR=x\nQUITE_OTHER_THING=1\n")
    found = machine.dot_env(copy)
    assert "SITE_ULR (did you mean SITE_URL?)" in found.says
    assert "QUITE_OTHER_THING" in found.says
    assert found.level == "wrong"


def test_var_that_is_missing_or_cannot_be_written(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_args: False)
    assert "cannot be written" in machine.var_writable(copy).says
    shutil.rmtree(copy / "var")
    assert machine.var_writable(copy).says == "There is no var/ yet."


@pytest.mark.parametrize("name", machine.PRIVATE)
@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_secret_that_others_may_read(copy: Path, name: str, mode: int) -> None:
    (copy / name).chmod(mode)
    told = [finding for finding in machine.private_files(copy) if finding.level == "wrong"]
    assert [finding.fix for finding in told] == [f"chmod 600 {name}"]


def test_static_files_that_are_missing_stale_or_lost(copy: Path) -> None:
    age(copy / "static" / "site.css", 60)
    assert machine.static_files(copy).says == "Static files changed after they were collected: static/site.css."
    (copy / "var" / "static" / "site.1.css").unlink()
    assert machine.static_files(copy).says == "Collected static files are gone: site.1.css."
    (copy / "var" / "static" / "staticfiles.json").write_text("{")
    assert "cannot be read" in machine.static_files(copy).says
    (copy / "var" / "static.stamp").unlink()
    assert machine.static_files(copy).says == "Static files are not collected."


def test_a_disk_that_is_full_or_nearly(copy: Path) -> None:
    levels = [machine.free_disk(copy, free).level for free in (10 * 1024**2, 1024**3, 9 * 1024**3)]
    assert levels == ["wrong", "advice", "ok"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_port_that_another_program_has(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setattr(machine, "answers", lambda _port: False)
        assert machine.port_free(port).fix.endswith(f"make run PORT={port + 1}")
        monkeypatch.setattr(machine, "answers", lambda _port: True)
        assert machine.port_free(port).level == "ok"


def test_programs_that_only_tests_need_are_advice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.postgresql([tmp_path]).level == "advice"
    assert machine.chromium({}).level == "advice"
    assert machine.chromium({"CHROMIUM": "no-such-browser"}).level == "advice"
    (tmp_path / "postgres").touch()
    assert machine.postgresql([tmp_path]).level == "ok"
    assert machine.chromium({"CHROMIUM": sys.executable}).level == "ok"


# --- the site --------------------------------------------------------------------


def settings_with(**changes: Any) -> SimpleNamespace:
    values = {
        "SITE_URL": "http://localhost:8000",
        "IS_PRODUCTION": False,
        "ALLOWED_HOSTS": ["localhost"],
        "DEBUG": False,
        "SECRET_KEY": "k" * 60,
        "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
    }
    return SimpleNamespace(**(values | changes))


def said(**changes: Any) -> dict[str, str]:
    """What is said of such settings that is not well: sentence to level."""
    return {one.says: one.level for one in site.settings_sane(settings_with(**changes)) if one.level != "ok"}


def test_settings_that_nobody_wants() -> None:
    assert said() == {}
    assert said(SITE_URL="careers.example") == {"SITE_URL is 'careers.example'.": "wrong"}
    assert list(said(SITE_URL="http://a.example", ALLOWED_HOSTS=["a.example"]).values()) == ["advice"]
    assert "wrong" in said(SITE_URL="http://localhost:1", ALLOWED_HOSTS=["b.example"]).values()
    assert said(ALLOWED_HOSTS=["*"]) == {}
    assert list(said(DEBUG=True).values()) == ["advice"]
    assert list(said(SECRET_KEY="not-for-production-x").values()) == ["advice"]


def test_a_host_that_a_pattern_covers_is_not_missed() -> None:
    production = {"SITE_URL": "https://www.careers.example", "IS_PRODUCTION": True}
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    assert said(**production, ALLOWED_HOSTS=[".careers.example"], EMAIL_BACKEND=smtp) == {}


def test_mail_that_reaches_nobody_is_wrong_in_production_alone() -> None:
    console = "django.core.mail.backends.console.EmailBackend"
    assert site.mail(console, is_production=True).level == "wrong"
    assert site.mail(console, is_production=False).level == "ok"


def test_warnings_of_djangos_own_checks_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.checks import Warning as Raised

    assert site.django_checks(is_production=False)[0].level == "ok"
    monkeypatch.setattr(site, "run_checks", lambda **_options: [Raised("Odd.", hint="Mend it.", id="x.W1")])
    assert site.django_checks(is_production=True) == [wrong("x.W1: Odd.", "Mend it.")]


@pytest.mark.django_db
def test_a_whole_site_is_well_and_says_which_database_it_is() -> None:
    sync_groups()
    publish_role("analyst")
    found = site.findings(settings_with())
    assert [one for one in found if one.level == "wrong"] == []
    words = "\n".join(one.says for one in found)
    assert "The database answers: " in words
    assert "1 documents equal their rows" in words
    assert "Every migration is applied" in words


def test_a_database_that_is_not_there_yet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "none.sqlite3"))
    found = site.findings(settings_with())
    assert found[-1].says.startswith("There is no database yet at ")
    assert not (tmp_path / "none.sqlite3").exists()


@pytest.mark.django_db
def test_migrations_that_are_pending_stop_the_questions_behind_them() -> None:
    MigrationRecorder.Migration.objects.filter(app="outbox").delete()
    found = site.findings(settings_with())
    assert "migrations are not applied: outbox.0001" in found[-1].says


@pytest.mark.django_db
def test_groups_that_differ_are_named() -> None:
    sync_groups()
    Group.objects.get(name="Marketing").permissions.clear()
    Group.objects.get(name="Editor").delete()
    assert site.groups() == wrong("Groups differ from accounts/groups.py: Editor, Marketing.", "manage.py sync_groups")


@pytest.mark.django_db
def test_documents_that_differ_are_named() -> None:
    publish_role("analyst")
    RoleDocument.objects.update(summary="By hand.")
    assert site.read_model().says == "1 documents differ from their rows: analyst."


@pytest.mark.django_db
def test_an_outbox_that_waits_or_gave_up() -> None:
    assert [one.level for one in site.outbox()] == ["ok"]
    OutboxEventFactory(available_at=timezone.now() - timedelta(hours=2))
    OutboxEventFactory(dead_at=timezone.now())
    told = site.outbox()
    assert [one.level for one in told] == ["wrong", "wrong"]
    assert "has waited 2:00:0" in told[0].says
    assert told[1].says == "1 events of the outbox were given up."


def test_whether_a_worker_runs(tmp_path: Path) -> None:
    assert site.worker(site.running_commands(tmp_path)).says == "Whether a worker runs cannot be seen on this machine."
    (tmp_path / "self").mkdir()
    (tmp_path / "12").mkdir()
    (tmp_path / "12" / "cmdline").write_bytes(b"python\0manage.py\0runserver\0")
    (tmp_path / "13").mkdir()
    (tmp_path / "13" / "cmdline").mkdir()  # as unreadable as a process of somebody else
    assert site.worker(site.running_commands(tmp_path)).level == "advice"
    (tmp_path / "12" / "cmdline").write_bytes(b"python\0manage.py\0run_outbox\0")
    assert site.worker(site.running_commands(tmp_path)).level == "ok"


# --- telling it ------------------------------------------------------------------


def test_the_report_gives_each_fix_and_sums_up() -> None:
    told = report([ok("Fine"), advice("Hm."), wrong("Broken.", "Mend it.")])
    assert told.splitlines() == [
        "ok     Fine",
        "advice Hm.",
        "WRONG  Broken.",
        "       Fix: Mend it.",
        "",
        "1 thing is wrong.",
    ]
    assert report([ok("Fine")]).endswith("All is well.")
    assert report([wrong("A.", "B."), wrong("C.", "D.")]).endswith("2 things are wrong.")


def test_advice_is_no_fault() -> None:
    assert status([ok("Fine"), advice("Hm.")]) == 0
    assert status([ok("Fine"), wrong("Broken.", "Mend it.")]) == 1


@pytest.mark.django_db
def test_the_command_fails_when_something_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")  # no group was made
    assert ended.value.code == 1
    assert "WRONG  Groups differ" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_ends_well_when_all_is_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "findings", lambda *_args: [ok("The machine is fine")])
    sync_groups()
    call_command("doctor")
    assert capsys.readouterr().out.rstrip().endswith("All is well.")


# --- the shell around it ---------------------------------------------------------


def asked(monkeypatch: pytest.MonkeyPatch, **environment: str) -> list[Finding]:
    """What `.venv` says of the site in this environment."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return shell.from_django(ROOT)


def test_settings_that_refuse_to_start_are_told_in_their_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(monkeypatch, SITE_URL="https://careers.example", SECRET_KEY="short", DATABASE_URL="sqlite://:memory:")
    refusal = "SECRET_KEY must be set, random and at least 50 characters long when SITE_URL is https."
    assert [one.says for one in found] == [f"The site does not start: {refusal}"]


def test_a_database_that_is_away_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(monkeypatch, DATABASE_URL=f"postgres://me:hidden@127.0.0.1:{free_port()}/careers")
    assert found[-1].says.startswith("The database does not answer (PostgreSQL at 127.0.0.1, database careers)")
    assert "hidden" not in report(found)


def test_without_a_venv_the_shell_still_speaks(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(copy / ".venv")
    monkeypatch.setattr(shell, "ROOT", copy)
    assert shell.main() == 1
    told = capsys.readouterr().out
    assert "WRONG  There is no .venv yet." in told
    assert "The site could not be asked" in told


def test_a_broken_venv_is_told_by_the_shell(copy: Path) -> None:
    python = copy / ".venv" / "bin" / "python"
    python.unlink()
    python.write_text("#!/bin/sh\necho 'No module named django' >&2; exit 1\n")
    python.chmod(0o700)
    assert shell.from_django(copy)[0].says == "The site does not start: No module named django"


def test_the_key_of_make_run_is_given_on_unless_another_is_set(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = copy / ".venv" / "bin" / "python"
    python.unlink()
    python.write_text('#!/bin/sh\necho "key ${SECRET_KEY:-none}" >&2; exit 1\n')
    python.chmod(0o700)
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert shell.from_django(copy)[0].says.endswith("key secret")
    (copy / ".env").write_text("SECRET_KEY=own\n")
    assert shell.from_django(copy)[0].says.endswith("key none")
