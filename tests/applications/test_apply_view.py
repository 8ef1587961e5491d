"""The apply form as a visitor meets it: kept and thanked, or given back with every word."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roles.applications import pages, services
from roles.applications.models import Application, ConsentText
from roles.documents import refresh
from roles.models import Role, RoleRedirect
from roles.services import rename_role, withdraw
from tests.factories import CallToActionFactory, ConsentTextFactory, publish_role
from tests.pages import Form, Page

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Zoë 🦉 <b>O'Owl</b>",
    "email": "zoe@applicant.example",
    "current_role": 'QA "Lead" & more',
    "experience": "senior",
    "goal": "First line\r\n\r\n  indented <script>alert(1)</script>\r\nمرحبا \u202eabc",
    "consent": "yes",
}


def path_of(role: Role) -> str:
    return reverse("role_apply", args=[role.slug])


def form_in(answer: HttpResponse, role: Role) -> Form:
    return Page(answer.content.decode()).form(path_of(role))


def filled(client: Client, role: Role, **typed: str) -> dict[str, str]:
    """What the browser sends after the form was opened and filled in."""
    return form_in(client.get(path_of(role)), role).values | TYPED | typed


def shown(values: dict[str, str]) -> dict[str, str]:
    """As a browser reports texts: every line break as CRLF."""
    return {
        name: values.get(name, "").replace("\r\n", "\n").replace("\n", "\r\n")
        for name in (*TYPED, "touches", "rendered_at")
    }


def assert_given_back(answer: HttpResponse, role: Role, sent: dict[str, str], status: int = 422) -> Form:
    """The form is there with every word that was sent."""
    assert answer.status_code == status
    form = form_in(answer, role)
    assert shown(form.values) == shown(sent)
    assert form.method == "post"
    return form


# --- the form ------------------------------------------------------------------------------


def test_the_form_asks_for_consent_unticked_with_the_newest_words(
    role: Role, words: ConsentText, client: Client
) -> None:
    answer = client.get(path_of(role))
    page = Page(answer.content.decode())
    form = page.form(path_of(role))
    assert answer.status_code == 200
    assert "consent" not in form.values
    assert form.values["consent_text"] == str(words.pk)
    assert words.words in page.text
    assert uuid.UUID(form.values["submission_key"])
    assert form.values["website"] == ""
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies.keys() == {"csrftoken"}
    assert "There is a problem" not in page.text
    other = form_in(client.get(path_of(role)), role)
    assert other.values["submission_key"] != form.values["submission_key"]


def test_what_happens_next_is_what_the_call_to_action_says(role: Role, words: ConsentText, client: Client) -> None:
    CallToActionFactory(role=role, slot="end", next_steps="We write to {{ role.plural }} at once.")
    refresh({role.pk})
    assert "We write to Data Planners at once." in Page(client.get(path_of(role)).content.decode()).text


def test_the_fragment_is_the_form_alone(role: Role, words: ConsentText, client: Client) -> None:
    answer = client.get(path_of(role) + "?fragment=1&slot=end")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in html
    assert "<header" not in html
    form = form_in(answer, role)
    assert form.values["csrfmiddlewaretoken"]
    assert answer.cookies.keys() == {"csrftoken"}
    assert client.post(path_of(role), form.values | TYPED).status_code == 303
    touch = Application.objects.get().touches.get()
    assert (touch.kind, touch.slot) == ("submit", "end")


def test_a_form_that_was_opened_by_a_fragment_comes_back_as_a_whole_page(
    role: Role, words: ConsentText, client: Client
) -> None:
    values = form_in(client.get(path_of(role) + "?fragment=1"), role).values | TYPED
    answer = client.post(path_of(role), values | {"email": "wrong"})
    assert_given_back(answer, role, values | {"email": "wrong"})
    assert "<html" in answer.content.decode()


def test_the_form_of_a_former_address_leads_to_the_present_one(role: Role, words: ConsentText, client: Client) -> None:
    rename_role(role=role, slug="data-scheduler", by=None)
    answer = client.get("/roles/data-planner/apply/")
    assert (answer.status_code, answer["Location"]) == (301, "/roles/data-scheduler/apply/")
    asked = client.get("/roles/data-planner/apply/?fragment=1&slot=end")
    assert asked["Location"] == "/roles/data-scheduler/apply/?fragment=1&slot=end"
    assert client.get("/roles/unknown/apply/").status_code == 404
    assert client.post("/roles/unknown/apply/", TYPED).status_code == 404


def test_a_site_without_words_to_agree_to_says_what_is_missing(role: Role) -> None:
    ConsentText.objects.all().delete()
    with pytest.raises(ConsentText.DoesNotExist, match="run migrate"):
        pages.current_consent()


# --- kept ----------------------------------------------------------------------------------


def test_a_whole_form_is_kept_as_typed_and_leads_to_the_thanks(role: Role, words: ConsentText, client: Client) -> None:
    answer = client.post(path_of(role), filled(client, role))
    kept = Application.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("application_thanks", args=[kept.public_id]))
    assert {name: getattr(kept, name) for name in TYPED if name != "consent"} == {
        name: value for name, value in TYPED.items() if name != "consent"
    }
    assert (kept.role, kept.consent_text) == (role, words)
    assert kept.rendered_at is not None
    assert kept.touches.get().landing_path == path_of(role)


def test_goal_and_current_role_may_stay_empty(role: Role, words: ConsentText, client: Client) -> None:
    answer = client.post(path_of(role), filled(client, role, goal="", current_role=""))
    assert answer.status_code == 303
    assert Application.objects.get().goal == ""


def test_white_space_around_a_text_is_no_other_text(role: Role, words: ConsentText, client: Client) -> None:
    values = filled(client, role)
    first = client.post(path_of(role), values)
    again = client.post(path_of(role), values | {"name": f"  {values['name']}\t", "goal": values["goal"] + "\r\n\r\n"})
    assert (again.status_code, again["Location"]) == (303, first["Location"])
    assert Application.objects.count() == 1


def test_pressing_twice_keeps_one_and_thanks_twice(role: Role, words: ConsentText, client: Client) -> None:
    values = filled(client, role)
    answers = [client.post(path_of(role), values) for _ in range(2)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(303, answers[0]["Location"])}
    assert Application.objects.count() == 1


def test_a_changed_form_is_given_back_with_a_new_key_and_kept_at_the_next_press(
    role: Role, words: ConsentText, client: Client
) -> None:
    values = filled(client, role)
    client.post(path_of(role), values)
    changed = values | {"goal": "Another goal"}
    answer = client.post(path_of(role), changed)
    form = assert_given_back(answer, role, changed)
    assert "You already sent this. Send the changed version as well?" in Page(answer.content.decode()).text
    assert form.values["submission_key"] != values["submission_key"]
    assert Application.objects.count() == 1
    assert client.post(path_of(role), form.values).status_code == 303
    assert client.post(path_of(role), form.values).status_code == 303
    assert sorted(Application.objects.values_list("goal", flat=True)) == sorted([TYPED["goal"], "Another goal"])


def test_a_form_that_stayed_open_while_the_words_changed_is_good(
    role: Role, words: ConsentText, client: Client
) -> None:
    values = filled(client, role)
    ConsentTextFactory()
    assert client.post(path_of(role), values).status_code == 303
    assert Application.objects.get().consent_text == words


@pytest.mark.parametrize("broken", ["", "x", "9" * 5_000, "forged:mark", "\ufffd"])
def test_a_broken_mark_or_touch_blocks_nobody(role: Role, words: ConsentText, client: Client, broken: str) -> None:
    values = filled(client, role, rendered_at=broken.replace("\ufffd", "?"), touches=broken.replace("\ufffd", "?"))
    assert client.post(path_of(role), values).status_code == 303
    kept = Application.objects.get()
    assert kept.rendered_at is None
    assert not kept.touches.exists()


def test_a_campaign_in_any_script_and_length_does_not_block_the_form(
    role: Role, words: ConsentText, client: Client
) -> None:
    scattered = "".join(chr(0x4E00 + (place * 7919) % 20_000) for place in range(600))
    query = {f"utm_{name}": scattered[place * 100 :] for place, name in enumerate(("source", "medium", "campaign"))}
    values = form_in(client.get(path_of(role), query), role).values | TYPED
    assert client.post(path_of(role), values).status_code == 303
    assert Application.objects.get().touches.get().utm_source == scattered[:100]


def test_what_a_program_fills_into_the_hidden_field_is_kept_for_the_desk(
    role: Role, words: ConsentText, client: Client
) -> None:
    assert client.post(path_of(role), filled(client, role, website="x" * 3_000)).status_code == 303
    assert Application.objects.get().website == "x" * 200


# --- given back ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Enter your name"),
        ({"name": "   "}, "Enter your name"),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"email": ""}, "Enter your email address"),
        ({"email": "zoe@"}, "Enter an email address like name@example.com"),
        ({"email": "zoe@applicant.example\r\nBcc: all@example.com"}, "Enter an email address like name@example.com"),
        ({"experience": ""}, "Choose your experience level"),
        ({"experience": "guru"}, "Choose one of the listed levels"),
        ({"goal": "x" * 4_001}, "at most 4000 characters"),
        ({"consent": ""}, "Tick the box to agree before you apply"),
        ({"name": "NUL \x00 here"}, "characters we could not read"),
    ],
)
def test_a_wrong_answer_gives_the_form_back_with_the_summary_first_and_every_word(
    role: Role, words: ConsentText, client: Client, typed: dict[str, str], message: str
) -> None:
    values = filled(client, role, **typed)
    if values["consent"] == "":
        del values["consent"]
    answer = client.post(path_of(role), values)
    expected = {name: value.replace("\x00", "\ufffd") for name, value in values.items()}
    if typed.get("experience") == "guru":
        expected["experience"] = ""
    if typed.get("email", "").startswith("zoe@applicant.example\r\n"):
        expected["email"] = values["email"]
    form = assert_given_back(answer, role, expected)
    assert form.values["submission_key"] == values["submission_key"]
    page = Page(answer.content.decode())
    summary, _, rest = page.text.partition("Apply for help toward")
    assert "There is a problem" in page.text
    assert message in page.text
    assert page.html.index('class="error-summary"') < page.html.index("<h1")
    (wrong,) = typed
    assert f"#id_{wrong}" in page.links or f"#{wrong}" in page.links
    assert {link[1:] for link in page.links if link.startswith("#")} <= page.ids
    assert summary
    assert rest
    assert not Application.objects.exists()


def test_the_form_that_was_given_back_is_kept_once_it_is_mended(role: Role, words: ConsentText, client: Client) -> None:
    answer = client.post(path_of(role), filled(client, role, email=""))
    mended = form_in(answer, role).values | {"email": "zoe@applicant.example"}
    assert client.post(path_of(role), mended).status_code == 303
    kept = Application.objects.get()
    assert kept.goal == TYPED["goal"]


def test_words_that_we_never_showed_are_shown_anew_and_must_be_agreed_to_again(
    role: Role, words: ConsentText, client: Client
) -> None:
    values = filled(client, role, consent_text="2147483647")
    answer = client.post(path_of(role), values)
    form = assert_given_back(answer, role, values | {"consent": ""})
    assert "Read what you agree to and tick the box again." in Page(answer.content.decode()).text
    assert form.values["consent_text"] == str(words.pk)
    assert client.post(path_of(role), form.values | {"consent": "yes"}).status_code == 303


@pytest.mark.parametrize("name", ["submission_key", "consent_text"])
@pytest.mark.parametrize("broken", ["", "nonsense", "9" * 5_000, "-1", "²"])
def test_a_form_with_a_broken_key_or_text_is_given_back_and_works_at_the_next_press(
    role: Role, words: ConsentText, client: Client, name: str, broken: str
) -> None:
    values = filled(client, role) | {name: broken}
    answer = client.post(path_of(role), values)
    form = assert_given_back(answer, role, values)
    assert "The form was not whole" in Page(answer.content.decode()).text
    assert client.post(path_of(role), form.values).status_code == 303
    assert Application.objects.get().consent_text == words


def test_a_form_with_fields_missing_is_given_back(role: Role, words: ConsentText, client: Client) -> None:
    answer = client.post(path_of(role), {"name": "Zoë"})
    assert answer.status_code == 422
    form = form_in(answer, role)
    assert form.values["name"] == "Zoë"
    assert client.post(path_of(role), form.values | TYPED).status_code == 303


def test_a_stale_token_gives_the_form_back_with_a_new_one_and_the_next_press_keeps_it(
    role: Role, words: ConsentText
) -> None:
    client = Client(enforce_csrf_checks=True)
    values = filled(client, role)
    client.cookies.clear()
    answer = client.post(path_of(role), values)
    form = assert_given_back(answer, role, values)
    assert "Your form was open too long" in Page(answer.content.decode()).text
    assert form.values["csrfmiddlewaretoken"] != values["csrfmiddlewaretoken"]
    assert not Application.objects.exists()
    assert client.post(path_of(role), form.values).status_code == 303
    assert Application.objects.get().goal == TYPED["goal"]


@pytest.mark.parametrize("token", ["", "x", "A" * 64])
def test_a_wrong_token_is_a_stale_one(role: Role, words: ConsentText, token: str) -> None:
    client = Client(enforce_csrf_checks=True)
    values = filled(client, role) | {"csrfmiddlewaretoken": token}
    form = assert_given_back(client.post(path_of(role), values), role, values)
    assert client.post(path_of(role), form.values).status_code == 303


def test_a_form_of_another_site_is_given_back_and_not_kept(role: Role, words: ConsentText) -> None:
    client = Client(enforce_csrf_checks=True)
    values = filled(client, role)
    answer = client.post(path_of(role), values, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 422
    assert not Application.objects.exists()


def test_a_guide_that_moved_while_the_form_was_open_gives_it_back_at_its_new_address(
    role: Role, words: ConsentText, client: Client
) -> None:
    values = filled(client, role)
    old = path_of(role)
    role = rename_role(role=role, slug="data-scheduler", by=None)
    answer = client.post(old, values)
    form = assert_given_back(answer, role, values)
    assert "This guide has moved" in Page(answer.content.decode()).text
    assert client.post(form.action, form.values).status_code == 303


def test_a_guide_that_was_withdrawn_for_another_asks_before_it_applies_there(
    role: Role, words: ConsentText, client: Client
) -> None:
    heir = publish_role("risk-planner")
    values = filled(client, role)
    withdraw(role=role, by=None, successor=heir)
    form = assert_given_back(client.post(path_of(role), values), heir, values)
    assert client.post(form.action, form.values).status_code == 303
    assert Application.objects.get().role == heir


def test_a_form_whose_guide_was_withdrawn_is_kept_for_the_role_it_names(
    role: Role, words: ConsentText, client: Client
) -> None:
    values = filled(client, role)
    withdraw(role=role, by=None)
    answer = client.post(path_of(role), values, follow=True)
    assert answer.redirect_chain[0][1] == 303
    assert "#roadmap" not in answer.content.decode()
    assert Application.objects.get().role == role
    assert client.get(path_of(role)).status_code == 410


@pytest.mark.parametrize("names", [["data-scheduler"], ["data-scheduler", "data-steward"]])
def test_a_form_at_a_former_address_of_a_withdrawn_guide_is_kept_once(
    role: Role, words: ConsentText, client: Client, names: list[str]
) -> None:
    values, old = filled(client, role), path_of(role)
    for name in names:
        role = rename_role(role=role, slug=name, by=None)
    withdraw(role=role, by=None)
    kept = client.post(old, values, follow=True)
    assert kept.redirect_chain[0][1] == 303
    assert role.title in Page(kept.content.decode()).text
    for address in (old, *(f"/roles/{name}/apply/" for name in names)):
        assert client.post(address, values, follow=True).redirect_chain == kept.redirect_chain
    application = Application.objects.get()
    assert (application.role, application.goal) == (role, TYPED["goal"])


def test_a_form_at_a_former_address_leads_to_the_successor_under_its_present_name(
    role: Role, words: ConsentText, client: Client
) -> None:
    values, old = filled(client, role), path_of(role)
    heir = publish_role("risk-planner")
    withdraw(role=rename_role(role=role, slug="data-scheduler", by=None), by=None, successor=heir)
    heir = rename_role(role=heir, slug="risk-scheduler", by=None)
    form = assert_given_back(client.post(old, values), heir, values)
    assert client.post(form.action, form.values).status_code == 303
    assert Application.objects.get().role == heir


def test_a_withdrawn_guide_that_stands_on_a_former_address_keeps_its_own_forms(
    role: Role, words: ConsentText, client: Client
) -> None:
    values, old = filled(client, role), path_of(role)
    other = publish_role("older-planner")
    RoleRedirect.objects.create(old_slug=role.slug, role=other)
    for one in (other, role):
        withdraw(role=one, by=None)
    assert client.post(old, values).status_code == 303
    assert Application.objects.get().role == role


def test_a_database_that_goes_away_loses_no_form_of_a_withdrawn_guide(
    role: Role, words: ConsentText, client: Client
) -> None:
    values = filled(client, role)
    withdraw(role=role, by=None)
    with away(OperationalError, 'INSERT INTO "applications_application"'):
        assert_given_back(client.post(path_of(role), values), role, values, 503)
    assert client.post(path_of(role), values).status_code == 303


def test_a_stale_token_keeps_nothing_for_a_withdrawn_guide_either(role: Role, words: ConsentText) -> None:
    client = Client(enforce_csrf_checks=True)
    values = filled(client, role)
    client.cookies.clear()
    withdraw(role=role, by=None)
    assert_given_back(client.post(path_of(role), values), role, values)
    assert not Application.objects.exists()


def test_a_draft_takes_no_applications(words: ConsentText, role: Role, client: Client) -> None:
    values = filled(client, role)
    assert client.post("/roles/never-published/apply/", values).status_code == 404
    assert not Application.objects.exists()


# --- a database that is away ---------------------------------------------------------------


@contextmanager
def away(error: type[Exception], match: str = "") -> Iterator[None]:
    """Every statement that holds ``match`` fails, as one to a database that does not answer."""

    def fail(execute: Any, sql: str, *rest: Any) -> Any:
        if match in sql:
            raise error("the database is away")
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        yield


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("match", ["", 'INSERT INTO "applications_application"', 'INSERT INTO "outbox_outboxevent"'])
def test_a_database_that_is_away_gives_a_503_with_every_word_and_the_next_press_keeps_it(
    role: Role, words: ConsentText, client: Client, error: type[Exception], match: str
) -> None:
    values = filled(client, role)
    with away(error, match):
        answer = client.post(path_of(role), values)
    form = assert_given_back(answer, role, values, 503)
    page = Page(answer.content.decode())
    assert "We could not store your application" in page.text
    assert "Try again" in page.text
    assert words.words in page.text
    assert role.title in page.text
    assert answer["Retry-After"] == "60"
    assert form.values["submission_key"] == values["submission_key"]
    assert not Application.objects.exists()
    assert client.post(path_of(role), form.values).status_code == 303
    assert Application.objects.count() == 1


def test_a_broken_form_with_the_database_away_still_comes_back_filled(
    role: Role, words: ConsentText, client: Client
) -> None:
    values = filled(client, role, consent_text="")
    with away(OperationalError):
        answer = client.post(path_of(role), values)
    assert_given_back(answer, role, values, 503)


def test_the_503_asks_no_database_also_where_this_process_never_showed_the_form(
    role: Role, words: ConsentText, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = filled(client, role)
    monkeypatch.setattr(pages, "_shown_titles", {})
    monkeypatch.setattr(pages, "_shown_words", {})
    with CaptureQueriesContext(connection) as queries, away(OperationalError):
        answer = client.post(path_of(role), values)
    assert_given_back(answer, role, values, 503)
    assert len(queries) <= 1
    assert "Data Planner" in Page(answer.content.decode()).text


def test_only_words_that_were_read_from_the_database_are_remembered(
    role: Role, words: ConsentText, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered: dict[int, str] = {}
    monkeypatch.setattr(pages, "_shown_words", remembered)
    values = filled(client, role, email="")
    for forged in ("777", "２", "2147483647"):
        client.post(path_of(role), values | {"consent_text": forged})
    assert remembered == {words.pk: words.words}


def test_opening_the_form_with_the_database_away_is_the_sites_503(role: Role, client: Client) -> None:
    with away(OperationalError):
        answer = client.get(path_of(role))
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "site-header" in answer.content.decode()


# --- thanks --------------------------------------------------------------------------------


def test_the_thanks_say_what_happens_next_and_nothing_about_who_asked(
    role: Role, words: ConsentText, client: Client
) -> None:
    location = client.post(path_of(role), filled(client, role))["Location"]
    stranger = Client()
    answer = stranger.get(location)
    page = Page(answer.content.decode())
    assert answer.status_code == 200
    assert "We have your application" in page.text
    assert role.title in page.text
    for typed in (TYPED["email"], "Zoë", "Owl", "QA", "First line"):
        assert typed not in page.html
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in page.html


def test_thanks_for_an_application_that_there_is_not_are_not_found(client: Client) -> None:
    assert client.get(reverse("application_thanks", args=[uuid.uuid4()])).status_code == 404


def test_no_page_around_the_form_sets_a_cookie(role: Role, words: ConsentText) -> None:
    for path in ("/", reverse("role_detail", args=[role.slug]), reverse("privacy")):
        assert not Client().get(path).cookies, path


def test_the_days_that_the_thanks_name_are_those_of_the_link(role: Role, words: ConsentText, client: Client) -> None:
    location = client.post(path_of(role), filled(client, role))["Location"]
    assert f"works for {services.LINK_DAYS} days" in Page(client.get(location).content.decode()).text
