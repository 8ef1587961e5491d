"""The editor's panel of official facts, and starting a guide from an occupation at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from accounts.admin_site import staff
from accounts.models import AuditEntry, User
from roles.admin import from_occupation
from roles.models import GuideVersion, Role
from roles.services import add_candidates, drop_candidates, keep_candidates, set_aside, start_draft
from tests.factories import (
    DomainFactory,
    RoleFactory,
    RoleOccupationFactory,
    RoleRedirectFactory,
    described_occupation,
    publish_role,
    staff_in,
)
from tests.roles.admin_form import draft_of, editor_url, form_of, opened, press

pytestmark = pytest.mark.django_db
START = "/admin/roles/role/from-occupation/"


@pytest.fixture
def editor(client: Client) -> User:
    user = staff_in("Editor")
    client.force_login(user)
    return user


@pytest.fixture
def draft(editor: User) -> GuideVersion:
    version = draft_of(publish_role("scrum-master", title="Scrum Master"), editor)
    add_candidates(version=version, occupation=described_occupation(), by=editor)
    return version


def pk_of(version: GuideVersion, text: str) -> int:
    return version.candidates.get(text=text).pk


def decided(version: GuideVersion) -> dict[str, str]:
    return dict(version.candidates.exclude(decision="undecided").values_list("text", "decision"))


# --- the panel ----------------------------------------------------------------------------------


def test_facts_are_shown_by_kind_with_source_and_date(client: Client, draft: GuideVersion) -> None:
    html = client.get(editor_url(draft)).content.decode()
    for words in (
        "From the official lists",
        "in demand for this occupation; hot in postings of all kinds; Project management software",
        "importance 4.25 of 5; level 4.50 of 7",
        "61.5 % of those asked",
        "core task",
        "supplemental task",
        "the occupation’s own title",
        "short for Information Technology Project Manager",
        "Closest",
        "no role of ours yet",
        "O*NET 30.3, 13-1082.00, August 2023",
        "O*NET 30.3, 13-1082.00, May 2026",
    ):
        assert words in html, words
    assert f'value="related-{pk_of(draft, "Actors")}">Keep' not in html


def test_a_draft_without_candidates_shows_no_panel(client: Client, editor: User) -> None:
    draft = draft_of(publish_role("scrum-master"), editor)
    html = client.get(editor_url(draft)).content.decode()
    assert "From the official lists" not in html
    assert reverse("admin:roles_guideversion_occupation", args=[draft.pk]) in html


def test_one_button_keeps_one_fact_and_saves_what_was_typed(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    data["summary"] = "Typed before keeping."
    response = press(client, draft, data, "_keep", f"title-{pk_of(draft, 'IT PM')}")
    assert response.status_code == 303
    assert response["Location"] == f"{editor_url(draft)}?facts=title#offers-title"
    assert decided(draft) == {"IT PM": "kept"}
    draft.refresh_from_db()
    assert draft.summary == "Typed before keeping."
    assert draft.lock_version == 2
    html = client.get(response["Location"]).content.decode()
    assert "Saved, and 1 fact kept." in html
    assert 'id="offers-title" open' in html
    assert 'value="IT PM"' in html, "the row is in the form"


def test_ticked_facts_of_one_kind_are_decided_at_once(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    data.setlist("candidate-software", [str(pk_of(draft, text)) for text in ("Jira", "Excel")])
    data.setlist("candidate-title", [str(pk_of(draft, "IT PM"))])
    assert press(client, draft, data, "_drop", "software").status_code == 303
    assert decided(draft) == {"Jira": "dropped", "Excel": "dropped"}
    html = client.get(f"{editor_url(draft)}?facts=software").content.decode()
    assert "Saved, and 2 facts dropped." in html
    data = form_of(html)
    assert press(client, draft, data, "_take_back", f"software-{pk_of(draft, 'Jira')}").status_code == 303
    assert decided(draft) == {"Excel": "dropped"}
    assert "1 decision taken back" in client.get(editor_url(draft)).content.decode()


def test_a_task_goes_to_the_chosen_level(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    data["candidate-level"] = "senior"
    assert press(client, draft, data, "_keep", f"task-{pk_of(draft, 'Plan the work.')}").status_code == 303
    assert "Plan the work." in draft.levels.get(rank="senior").duties.splitlines()


def test_what_could_not_be_kept_is_said_and_the_rest_is_done(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    pks = [str(pk_of(draft, text)) for text in ("Software Developers", "Actors")]
    related = draft.candidates.get(text="Software Developers").related
    RoleOccupationFactory(role=publish_role("coder", title="Coder"), occupation=related.parent)
    data.setlist("candidate-related", pks)
    response = press(client, draft, data, "_keep", "related")
    html = client.get(response["Location"]).content.decode()
    assert "Saved, and 1 fact kept." in html
    assert "No role of ours is matched to “Actors” yet." in html
    assert "The relation to “Coder” gives no reason." in html, "what stands against publishing"


def test_pressing_with_nothing_ticked_saves_and_says_so(client: Client, draft: GuideVersion) -> None:
    response = press(client, draft, opened(client, draft), "_keep", "title")
    assert response.status_code == 303
    assert "Tick something first" in client.get(response["Location"]).content.decode()
    assert decided(draft) == {}


@pytest.mark.parametrize("value", ["", "wages", "title-", "title-x", "title-1-2", f"title-{'9' * 19}"])
def test_a_button_that_is_none_of_the_panels_only_saves(client: Client, draft: GuideVersion, value: str) -> None:
    response = press(client, draft, opened(client, draft), "_keep", value)
    assert response.status_code == 303
    assert decided(draft) == {}


@pytest.mark.parametrize("pk", ["x", "-1", "9" * 19, "²", "0"])
def test_forged_ticks_are_passed_over(client: Client, draft: GuideVersion, pk: str) -> None:
    data = opened(client, draft)
    data.setlist("candidate-title", [pk, str(pk_of(draft, "IT PM"))])
    assert press(client, draft, data, "_keep", "title").status_code == 303
    assert decided(draft) == {"IT PM": "kept"}


def test_a_late_decision_answers_409_and_decides_nothing(client: Client, draft: GuideVersion) -> None:
    mine, theirs = opened(client, draft), opened(client, draft)
    theirs["summary"] = "Saved first."
    press(client, draft, theirs, "_save")
    mine.setlist("candidate-title", [str(pk_of(draft, "IT PM"))])
    response = press(client, draft, mine, "_keep", "title")
    assert response.status_code == 409
    assert decided(draft) == {}
    assert f'name="candidate-title" value="{pk_of(draft, "IT PM")}"' in response.content.decode(), "the tick is kept"


def test_a_form_that_is_refused_decides_nothing_and_keeps_the_ticks(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    data["title"] = ""
    data.setlist("candidate-title", [str(pk_of(draft, "IT PM"))])
    response = press(client, draft, data, "_keep", "title")
    assert response.status_code == 422
    assert decided(draft) == {}
    assert form_of(response.content.decode()).getlist("candidate-title") == [str(pk_of(draft, "IT PM"))]


def test_a_preview_shows_what_was_kept_alone(client: Client, draft: GuideVersion, editor: User) -> None:
    keep_candidates(version=draft, chosen=[pk_of(draft, "Plan the work.")], by=editor, rank="mid")
    drop_candidates(version=draft, chosen=[pk_of(draft, "Jira")], by=editor)
    stored = client.get(reverse("admin:roles_guideversion_preview", args=[draft.pk])).content.decode()
    data = opened(client, draft)
    data.setlist("candidate-title", [str(pk_of(draft, "IT PM"))])
    unsaved = press(client, draft, data, "_preview").content.decode()
    for html in (stored, unsaved):
        assert "Plan the work." in html
        assert "This page includes information from the O*NET 30.3 Database." in html
        for words in ("Jira", "Abacus", "IT PM", "Monitor costs.", "Actors"):
            assert words not in html, words


def test_a_relation_without_its_reason_cannot_be_published(client: Client, draft: GuideVersion) -> None:
    related = draft.candidates.get(text="Software Developers").related
    RoleOccupationFactory(role=publish_role("coder", title="Coder"), occupation=related.parent)
    publisher = staff_in("Publisher")
    client.force_login(publisher)
    press(client, draft, opened(client, draft), "_keep", f"related-{pk_of(draft, 'Software Developers')}")
    response = press(client, draft, opened(client, draft), "_publish")
    assert response.status_code == 422
    assert "The relation to “Coder” gives no reason." in response.content.decode()
    data = form_of(response.content.decode())
    data["relations-0-reason"] = "Both ship software."
    data["gate_reason"] = "Thin, for the test."
    assert press(client, draft, data, "_publish").status_code == 303


def test_the_trail_says_what_was_done(client: Client, draft: GuideVersion, editor: User) -> None:
    keep_candidates(version=draft, chosen=[pk_of(draft, "IT PM")], by=editor)
    client.force_login(staff_in("Administrator"))
    html = client.get("/admin/").content.decode()
    assert f"{editor} kept 1 official facts in" in html
    assert "laid 14 official facts of 13-1082.00 before" in html


def test_the_editor_asks_the_same_number_of_queries_for_any_number_of_facts(
    client: Client, draft: GuideVersion, django_assert_max_num_queries: Any
) -> None:
    rows = draft.candidates.all()
    for number in range(300):
        row = rows[number % 3]
        row.pk, row.key, row.text = None, row._meta.get_field("key").get_default(), f"Text {number}"
        row._state.adding = True
        row.save()
    with django_assert_max_num_queries(36):
        client.get(editor_url(draft))


# --- starting from an occupation ------------------------------------------------------------------


def test_an_editor_starts_a_guide_from_an_occupation(client: Client, editor: User) -> None:
    described_occupation()
    domain = DomainFactory()
    assert f'href="{START}"' in client.get("/admin/roles/role/").content.decode()
    assert "13-1082.00 Project Management Specialists" in client.get(f"{START}?q=scrum+mas").content.decode()
    html = client.get(f"{START}?code=13-1082.00").content.decode()
    assert 'value="Project Management Specialist"' in html
    assert ">Titles<" in html
    data = {"code": "13-1082.00", "title": "Scrum Master", "plural": "", "domain": domain.pk, "slug": ""}
    response = client.post(START, data)
    draft = GuideVersion.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"{editor_url(draft)}#offers-group"
    assert (draft.role.slug, draft.author) == ("scrum-master", editor)
    html = client.get(response["Location"]).content.decode()
    assert "14 official facts wait to be kept or dropped." in html
    assert Client().get("/roles/scrum-master/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"title": ""}, "This field is required."),
        ({"domain": ""}, "This field is required."),
        ({"domain": "0"}, "valid choice"),
        ({"slug": "Not A Slug"}, "lower-case letters"),
        ({"slug": "a-vs-b"}, "-vs-"),
        ({"title": "Data Planner"}, "Data Planner” is there already. Version 2 is open already"),
        ({"code": "99-9999"}, "No official occupation has the code “99-9999”"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_made(
    client: Client, editor: User, sent: dict[str, str], words: str
) -> None:
    described_occupation()
    role = publish_role("data-planner", title="Data Planner")
    start_draft(role=role, by=None)
    before = (Role.objects.count(), AuditEntry.objects.count())
    data = {"code": "13-1082", "title": "Scrum Master", "plural": "", "domain": str(role.domain_id), "slug": "", **sent}
    response = client.post(START, data)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert (Role.objects.count(), AuditEntry.objects.count()) == before


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("مرحبا 🚀", "The role’s title has no letters from a to z and no digits to make an address of. Write one."),
        ("日本語", "The role’s title has no letters from a to z"),
        ("Snake_Charmer", "Use lower-case letters, digits and single hyphens."),
        ("Left Behind", "/roles/left-behind/ was an address of “Present” and still leads there."),
    ],
)
def test_what_is_wrong_with_an_address_is_said_of_the_address(
    client: Client, editor: User, title: str, words: str
) -> None:
    described_occupation()
    role = RoleRedirectFactory(old_slug="left-behind", role=RoleFactory(title="Present")).role
    data = {"code": "13-1082", "title": title, "plural": "Some", "domain": role.domain_id, "slug": ""}
    response = client.post(START, data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["slug"]
    assert words in response.content.decode()
    data["slug"] = "an-address"
    assert client.post(START, data).status_code == 303
    assert Role.objects.get(slug="an-address").title == title


def test_a_role_that_is_there_gets_a_draft_and_the_editor_is_told(client: Client, editor: User) -> None:
    described_occupation()
    role = publish_role("data-planner", title="Data Planner")
    data = {"code": "13-1082", "title": "Data Planner", "domain": role.domain_id}
    response = client.post(START, data)
    assert "was there already" in client.get(response["Location"]).content.decode()
    assert role.versions.open().get().candidates.exists()


@pytest.mark.parametrize("query", ["", "?q=", "?q=nothing+like+it", "?code=99-9999", "?code=%25&q=%25"])
def test_a_search_that_finds_nothing_is_a_page(client: Client, editor: User, query: str) -> None:
    assert client.get(START + query).status_code == 200


def test_a_code_that_no_database_can_look_for_is_refused_in_words(client: Client, editor: User) -> None:
    response = client.post(START, {"code": "13-10\x0082", "title": "Scrum Master"})
    assert response.status_code == 422
    assert "No official occupation has the code “13-10\ufffd82”" in response.content.decode()


def test_candidates_are_added_to_an_open_draft(client: Client, editor: User) -> None:
    occupation = described_occupation()
    draft = draft_of(publish_role("scrum-master", occupation=occupation.parent), editor)
    address = reverse("admin:roles_guideversion_occupation", args=[draft.pk])
    assert "?code=13-1082" in client.get(address).content.decode(), "what the role is matched to"
    response = client.post(address, {"code": "13-1082"})
    assert response["Location"] == f"{editor_url(draft)}#offers-group"
    assert draft.candidates.count() == 14
    draft.refresh_from_db()
    assert draft.lock_version == 1, "nobody's unsaved text is made late by it"
    client.post(address, {"code": "13-1082"})
    assert "nothing of this occupation that is not here already" in client.get(editor_url(draft)).content.decode()


def test_candidates_are_not_added_to_a_version_that_is_closed(client: Client, editor: User) -> None:
    occupation = described_occupation()
    draft = draft_of(publish_role("scrum-master"), editor)
    set_aside(version=draft, by=None)
    address = reverse("admin:roles_guideversion_occupation", args=[draft.pk])
    response = client.post(address, {"code": occupation.code})
    assert response.status_code == 302
    assert "no longer open" in client.get(response["Location"]).content.decode()
    assert not draft.candidates.exists()
    assert client.get(address).status_code == 302


def test_candidates_are_not_added_to_a_version_that_is_closed_under_the_press(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    occupation = described_occupation()
    draft = draft_of(publish_role("scrum-master"), editor)

    def closing(request: HttpRequest) -> User:
        set_aside(version=draft, by=None)
        return staff(request)

    monkeypatch.setattr(from_occupation, "staff", closing)
    address = reverse("admin:roles_guideversion_occupation", args=[draft.pk])
    response = client.post(address, {"code": occupation.code}, follow=True)
    assert "no longer open" in response.content.decode()
    assert not draft.candidates.exists()


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "status"), [("Editor", 200), ("Publisher", 200), ("Administrator", 200), ("Marketing", 403)]
)
def test_who_may_start_and_decide(client: Client, group: str, status: int) -> None:
    occupation = described_occupation()
    draft = draft_of(publish_role("scrum-master"))
    add_candidates(version=draft, occupation=occupation, by=None)
    client.force_login(staff_in(group))
    add = reverse("admin:roles_guideversion_occupation", args=[draft.pk])
    assert client.get(START).status_code == status
    assert client.get(add).status_code == status
    assert ("from-occupation" in client.get("/admin/roles/role/").content.decode()) == (status == 200)
    if status == 403:
        before = (Role.objects.count(), AuditEntry.objects.count())
        data = {"code": occupation.code, "title": "X", "domain": draft.domain_id}
        assert client.post(START, data).status_code == 403
        assert client.post(add, data).status_code == 403
        pressed = {"_keep": f"title-{pk_of(draft, 'IT PM')}", "lock_version": "1"}
        assert client.post(editor_url(draft), pressed).status_code == 403
        assert (Role.objects.count(), AuditEntry.objects.count()) == before
        assert decided(draft) == {}
