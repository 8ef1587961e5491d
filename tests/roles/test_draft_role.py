"""``draft_role``: an occupation becomes a role that nobody reads, its match, a draft and candidates, or nothing."""

from __future__ import annotations

import contextlib
import threading
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from accounts.models import AuditEntry
from roles import documents
from roles.models import Domain, DraftCandidate, GuideVersion, Role, RoleOccupation
from roles.offering import find_occupations
from roles.services import (
    OpenVersionExistsError,
    ServiceRefusedError,
    occupation_of,
    start_draft,
    start_from_occupation,
)
from tests.factories import (
    DomainFactory,
    OccupationFactory,
    OccupationTaskFactory,
    OccupationTitleFactory,
    OnetOccupationFactory,
    RoleOccupationFactory,
    RoleRedirectFactory,
    WageReleaseFactory,
    described_occupation,
    publish_role,
    publish_thin,
    staff_in,
)

pytestmark = pytest.mark.django_db


def drafted(code: str, **options: Any) -> str:
    said = StringIO()
    call_command("draft_role", code, stdout=said, **options)
    return said.getvalue()


def offered(version: GuideVersion, kind: str) -> list[str]:
    return list(version.candidates.filter(kind=kind).order_by("position").values_list("text", flat=True))


def test_a_code_gives_an_unpublished_role_its_match_and_a_draft_with_candidates() -> None:
    described_occupation()
    domain = DomainFactory()
    said = drafted("13-1082.00")
    role = Role.objects.get()
    assert (role.slug, role.title, role.plural, role.article, role.domain) == (
        "project-management-specialist",
        "Project Management Specialist",
        "Project Management Specialists",
        "a",
        domain,
    )
    assert role.live_version is None
    draft = role.versions.open().get()
    assert "/roles/project-management-specialist/" in said
    assert f"{draft.candidates.count()} official facts" in said
    match = RoleOccupation.objects.get()
    assert (match.occupation.code, match.match) == ("13-1082", "exact")
    assert AuditEntry.objects.get(action="role.match_occupations").detail == {"occupations": ["13-1082"]}
    assert {row.decision for row in draft.candidates.all()} == {"undecided"}
    assert Client().get(f"/roles/{role.slug}/").status_code == 404


def test_candidates_come_in_the_order_an_editor_looks_with_source_and_date() -> None:
    described_occupation()
    DomainFactory()
    drafted("13-1082")
    draft = GuideVersion.objects.get()
    assert offered(draft, "title") == [
        "Project Management Specialists",
        "Information Technology Project Manager",
        "IT PM",
        "Scrum Master",
    ]
    assert offered(draft, "task") == ["Plan the work.", "Monitor costs."]
    assert offered(draft, "software") == ["Jira", "Excel", "Abacus"]
    assert offered(draft, "skill") == ["Planning", "Speaking"], "what has no rating is not offered"
    assert offered(draft, "education") == ["Bachelor's degree"]
    assert offered(draft, "related") == ["Software Developers", "Actors"]
    assert {row.release.label for row in draft.candidates.select_related("release")} == {"O*NET 30.3"}
    assert {row.occupation.code for row in draft.candidates.select_related("occupation")} == {"13-1082.00"}
    task = draft.candidates.get(text="Plan the work.")
    assert (str(task.dated_on), task.detail) == ("2023-08-01", {"task": "core"})


def test_names_field_and_address_may_be_given() -> None:
    described_occupation()
    DomainFactory(slug="one")
    other = DomainFactory(slug="other")
    drafted("13-1082", title="Scrum Master", plural="Masters of Scrum", domain="other", slug="scrum")
    role = Role.objects.get()
    assert (role.title, role.plural, role.slug, role.domain) == ("Scrum Master", "Masters of Scrum", "scrum", other)
    assert RoleOccupation.objects.get().match == "listed"


def test_without_a_domain_the_one_of_like_roles_is_taken_and_said() -> None:
    occupation = described_occupation()
    DomainFactory(slug="another")
    near = OccupationFactory(code="13-1111", title="Management Analysts")
    projects, money = DomainFactory(name="Projects"), DomainFactory(name="Money")
    for domain in (projects, projects, money):
        RoleOccupationFactory(role__domain=domain, occupation=near)
    assert "Its domain is Projects: 2 of the 3 roles matched to the group 13-0000 are in it." in drafted("13-1082")
    assert Role.objects.get(slug="project-management-specialist").domain == projects
    RoleOccupation.objects.filter(occupation=occupation.parent).delete()
    RoleOccupationFactory(role__domain=money, occupation=occupation.parent)
    said = drafted("13-1082", title="Scrum Master")
    assert "Its domain is Money: every role matched to 13-1082 is in it." in said


def test_without_a_domain_and_with_like_roles_everywhere_it_is_asked_for() -> None:
    occupation = described_occupation()
    for name in ("One", "Two"):
        RoleOccupationFactory(role__domain=DomainFactory(name=name), occupation=occupation.parent)
    with pytest.raises(CommandError, match="Say which domain"):
        drafted("13-1082")


def test_the_plural_of_an_official_title_is_that_title(client: Client) -> None:
    DomainFactory()
    occupation = described_occupation()
    occupation.title = several = "Research Analysts and Marketing Specialists"
    occupation.save()
    client.force_login(staff_in("Publisher"))
    html = client.get(f"/admin/roles/role/from-occupation/?code={occupation.code}").content.decode()
    assert html.count(f'value="{several}"') == 2, "the role and its plural"
    assert "Specialistses" not in html
    start_from_occupation(occupation=occupation, title=several, domain=Domain.objects.get(), by=None)
    assert Role.objects.get().plural == several


def test_a_title_that_no_list_has_is_an_editorial_match() -> None:
    start_from_occupation(occupation=described_occupation(), title="Work Tamer", domain=DomainFactory(), by=None)
    assert RoleOccupation.objects.get().match == "editorial"


def test_only_the_newest_release_is_offered() -> None:
    occupation = described_occupation()
    older = WageReleaseFactory(label="O*NET 29.0", covers="August 2024")
    OccupationTaskFactory(occupation=occupation, release=older, task="Sharpen pencils.")
    DomainFactory()
    drafted("13-1082")
    assert "Sharpen pencils." not in offered(GuideVersion.objects.get(), "task")


def test_an_occupation_that_no_release_describes_gives_a_draft_without_candidates() -> None:
    OccupationFactory(code="13-1082", title="Project Management Specialists")
    DomainFactory()
    assert "0 official facts" in drafted("13-1082")
    assert GuideVersion.objects.get().is_open


def test_a_live_guide_gets_a_draft_and_keeps_its_matches() -> None:
    occupation = described_occupation()
    role = publish_role("scrum-master", title="Scrum Master")
    matched = list(role.occupations.values_list("occupation", flat=True))
    started = start_from_occupation(occupation=occupation, title="Scrum Master", domain=role.domain, by=None)
    assert not started.is_new
    assert started.draft.based_on == role.live_version
    assert started.candidates == started.draft.candidates.count() > 0
    assert list(role.occupations.values_list("occupation", flat=True)) == matched
    role.refresh_from_db()
    assert role.live_version_id == started.draft.based_on_id


# --- refusals: said in words, and nothing is written ------------------------------------------


@pytest.mark.parametrize(
    ("code", "options", "words"),
    [
        ("99-9999", {}, "No official occupation has the code “99-9999”"),
        ("", {}, "No official occupation has the code “”"),
        ("13-0000", {}, "13-0000 Business is not a detailed SOC occupation"),
        ("15-1299", {}, "choose one: 15-1299.01 Web Administrators; 15-1299.02 Map Makers"),
        ("13-1082", {"domain": "nowhere"}, "No domain is called “nowhere”"),
        ("13-1082", {"slug": "Not A Slug"}, "lower-case letters"),
        ("13-1082", {"slug": "a-vs-b"}, "-vs-"),
        ("13-1082", {"title": "x" * 121}, "120"),
        ("13-1082", {"slug": "left-behind"}, "was an address of"),
    ],
)
def test_what_cannot_be_drafted_is_refused_and_nothing_is_written(code: str, options: Any, words: str) -> None:
    described_occupation()
    DomainFactory()
    OccupationFactory(code="13-0000", level="major", title="Business")
    several = OccupationFactory(code="15-1299", title="Computer Occupations, All Other")
    for suffix, title in (("01", "Web Administrators"), ("02", "Map Makers")):
        onet = OnetOccupationFactory(code=f"15-1299.{suffix}", parent=several, title=title)
        OccupationTaskFactory(occupation=onet)
    left = RoleRedirectFactory(old_slug="left-behind").role
    DomainFactory._meta.model.objects.exclude(pk=left.domain_id).delete()
    before = (Role.objects.count(), AuditEntry.objects.count())
    with pytest.raises(CommandError, match=words):
        drafted(code, **options)
    assert (Role.objects.count(), AuditEntry.objects.count()) == before
    assert not GuideVersion.objects.exists()
    assert not DraftCandidate.objects.exists()


def test_a_missing_domain_is_named_with_those_there_are() -> None:
    described_occupation()
    with pytest.raises(CommandError, match="none yet"):
        drafted("13-1082")
    DomainFactory(slug="one")
    DomainFactory(slug="two")
    with pytest.raises(CommandError, match=r"--domain \(known: one, two\)"):
        drafted("13-1082")
    assert not Role.objects.exists()


def test_a_role_with_an_open_draft_is_refused() -> None:
    described_occupation()
    role = publish_role("scrum-master", title="Scrum Master")
    draft = start_draft(role=role, by=None)
    with pytest.raises(CommandError, match=r"Scrum Master has a draft. Version 2 is open already"):
        drafted("13-1082", title="Scrum Master", domain=role.domain.slug)
    assert not draft.candidates.exists()


def test_an_editor_may_start_a_guide_although_only_publishers_match() -> None:
    editor = staff_in("Editor")
    started = start_from_occupation(
        occupation=described_occupation(), title="Scrum Master", domain=DomainFactory(), by=editor
    )
    entry = AuditEntry.objects.get(action="role.match_occupations")
    assert (entry.actor, started.draft.author) == (editor, editor)
    with pytest.raises(Exception, match="Publisher"):
        publish_thin(started.draft, editor)


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_the_second_hears_that_the_role_has_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    occupation, domain = described_occupation(), DomainFactory()
    both, said = threading.Barrier(2), []
    save = documents.save_row

    def save_together(row: Any) -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(2)  # SQLite lets one of them write, so the other does not come
        save(row)

    def press() -> None:
        try:
            start_from_occupation(occupation=occupation, title="Scrum Master", domain=domain, by=None)
            said.append("started")
        except Exception as error:  # each thread's, told to the test
            said.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    monkeypatch.setattr(documents, "save_row", save_together)
    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    refused = f"{OpenVersionExistsError.__name__}: Version 1 is open already. Continue it or set it aside."
    assert sorted(said) == [refused, "started"]
    assert GuideVersion.objects.get().role.occupations.count() == 1


# --- finding an occupation --------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["13-1082", "13-1082.00", " 13-10", "management spec", "scrum", "SCRUM MASTER", "it pm"]
)
def test_an_occupation_is_found_by_code_title_or_job_title(words: str) -> None:
    occupation = described_occupation()
    assert find_occupations(words) == [occupation]


def test_own_titles_come_before_job_titles_and_nothing_is_found_for_nothing() -> None:
    described = described_occupation()
    other = OnetOccupationFactory(code="11-9199.00", title="Scrum Keepers", parent=OccupationFactory(code="11-9199"))
    OccupationTitleFactory(occupation=described, title="Scrum Sweeper")
    assert find_occupations("scrum") == [other, described]
    assert find_occupations("  ") == []
    assert find_occupations("%") == []


def test_a_soc_code_stands_for_the_occupation_of_its_own_name() -> None:
    occupation = described_occupation()
    sub = OnetOccupationFactory(code="13-1082.01", parent=occupation.parent, title="Part of them")
    OccupationTaskFactory(occupation=sub)
    assert occupation_of("13-1082") == occupation
    assert occupation_of("13-1082.01") == sub
    with pytest.raises(ServiceRefusedError):
        occupation_of("13-1082.99")
