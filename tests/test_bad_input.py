"""Whatever is sent to a public address, the answer is a page of this site and never a fault of ours."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roles.applications.models import Application
from roles.models import GuideReport
from tests.factories import staff_in
from tests.pages import Page
from tests.world import World, arguments, make_world, public_routes

pytestmark = pytest.mark.django_db

ROUTES = sorted(public_routes())
# Routes that take a form; the others refuse any POST.
FORMS = {"role_apply", "role_report", "application_confirm"}
# Machines ask these; they answer in JSON.
MACHINES = {"healthz", "readyz"}
# What is read here is no page; what is refused is refused by one.
NO_PAGE = {
    "role_json", "sitemap", "sitemap_section", "robots", "security", "favicon", "apple_touch_icon", "manifest", "salaries_csv",
    "role_salaries_csv", "api_openapi", "api_occupation_wages", "api_roles", "api_role", "api_skills", "api_skill",
    "api_domains", "api_paths", "api_suggest", "compare_pair_json", "api_compare",
}  # fmt: skip
# Ask for a parameter, and refuse to answer without.
ASKS_FOR_MORE = {"api_paths", "api_compare"}
# Catches every other address below /api/v1/, to refuse it.
NOTHING_HERE = {"api_unknown"}

UNREADABLE = {
    "nul": "%00",
    "bad-utf8": "%FF%FE",
    "cut-utf8": "%E2%82",
    "lone-surrogate": "%ED%A0%80",
    "overlong": "%C0%AF",
}
HUGE = "9" * 5_000
ODD_TEXTS = {
    "emoji": "🦉👩🏽‍💻",
    "rtl": "مرحبا بكم",
    "override": "\u202eevil\u202c",
    "isolate": "\u2066left\u2069",
    "zero-width": "a\u200bb\u200d\ufeffc",
    "combining": "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d",
    "markup": "<script>alert('1')</script>&amp;\"",
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
}


@pytest.fixture(scope="module")
def world(standing: None) -> World:
    return make_world()


def path_of(world: World, route: str) -> str:
    return reverse(route, kwargs=arguments(world)[route])


def assert_refused(answer: Any) -> None:
    """A 4xx page in the site's look; below /api/ a refusal in JSON that any site's script may read."""
    asked = f"{answer.request['REQUEST_METHOD']} {answer.request['PATH_INFO']}: {answer.status_code}"
    assert 400 <= answer.status_code < 500, asked
    if answer.request["PATH_INFO"].startswith("/api/"):
        assert answer.json()["error"]["message"], asked
        assert answer["Access-Control-Allow-Origin"] == "*", asked
        return
    html = answer.content.decode()
    assert 'class="site-header' in html, asked
    assert "<h1" in html, asked


def test_every_public_route_has_its_arguments(world: World) -> None:
    assert set(arguments(world)) == set(ROUTES)


def test_every_public_address_answers(world: World, client: Client) -> None:
    for route in ROUTES:
        answer = client.get(path_of(world, route))
        refused = 404 if route in NOTHING_HERE else 422 if route in ASKS_FOR_MORE else 200
        assert answer.status_code == refused, route
        if route not in MACHINES | NO_PAGE | NOTHING_HERE:
            assert 'class="site-header' in answer.content.decode(), route


# --- the address -------------------------------------------------------------------------


@pytest.mark.parametrize("bytes_", UNREADABLE.values(), ids=UNREADABLE)
def test_a_query_that_is_no_text_is_refused_everywhere(world: World, client: Client, bytes_: str) -> None:
    for path in (path_of(world, route) for route in ROUTES):
        for query in (f"q={bytes_}", f"{bytes_}=1", f"first=x{bytes_}y"):
            answer = client.get(f"{path}?{query}")
            assert answer.status_code == 400
            assert_refused(answer)


@pytest.mark.parametrize("bytes_", UNREADABLE.values(), ids=UNREADABLE)
def test_a_path_that_is_no_text_is_refused_everywhere(world: World, client: Client, bytes_: str) -> None:
    for path in (path_of(world, route) for route in ROUTES):
        middle = len(path) // 2
        for broken in (f"{path}{bytes_}", f"{path[:middle]}{bytes_}{path[middle:]}", f"{path.rstrip('/')}{bytes_}/"):
            answer = client.get(broken)
            assert answer.status_code in ({400} if "%00" in broken else {400, 404}), broken
            assert_refused(answer)


@pytest.mark.parametrize("character", ["é", "表", "🦉"])
def test_an_address_that_is_too_long_is_refused_everywhere(world: World, client: Client, character: str) -> None:
    for path in (path_of(world, route) for route in ROUTES):
        answer = client.get(path, {"q": character * 10_000})
        assert answer.status_code == 414, path
        assert_refused(answer)
        if path.startswith("/api/v1/"):
            assert answer["Content-Type"] == "application/json"
    assert "This address is too long" in client.get("/" + character * 10_000 + "/").content.decode()


def test_ten_thousand_letters_are_answered_by_the_page_itself(world: World, client: Client) -> None:
    for path in ("/roles/", "/api/v1/suggest"):
        answer = client.get(path, {"q": "x" * 10_000})
        assert answer.status_code == 422
        assert_refused(answer)


SLUGS = (
    "unknown-role",
    "gone-planner",
    "x" * 3_000,
    "Data-Planner",
    "data_planner",
    "..",
    "data-planner%20",
    "🦉",
    "-",
    "0",
)
UNKNOWN = {
    "role_detail": [f"/roles/{slug}/" for slug in SLUGS],
    "role_json": [f"/roles/{slug}.json" for slug in SLUGS],
    "role_apply": [f"/roles/{slug}/apply/" for slug in SLUGS],
    "role_report": [f"/roles/{slug}/report/" for slug in SLUGS],
    "domain_detail": [f"/domains/{slug}/" for slug in SLUGS],
    "skill_detail": [f"/skills/{slug}/" for slug in SLUGS],
    "role_salaries": [f"/salaries/{slug}/" for slug in SLUGS],
    "role_salaries_csv": [f"/salaries/{slug}.csv" for slug in SLUGS],
    "api_occupation_wages": [f"/api/v1/occupations/{code}/wages" for code in ("99-9999", "x", HUGE, "🦉", "..", "13")],
    "api_role": [f"/api/v1/roles/{slug}" for slug in SLUGS],
    "api_skill": [f"/api/v1/skills/{slug}" for slug in SLUGS],
    "api_unknown": [f"/api/v1/{rest}" for rest in ("nothing", HUGE, "🦉", "occupations/13-1082", "docs/")],
    "sitemap_section": [f"/sitemap-{name}.xml" for name in ("unknown", HUGE, "guides%20", "🦉")],
    "compare_pair": [
        "/compare/data-planner-vs-unknown-role/",
        "/compare/gone-planner-vs-data-planner/",
        "/compare/a-vs-b-vs-c/",
        "/compare/-vs-/",
        f"/compare/data-planner-vs-{'x' * 3_000}/",
        "/compare/data-planner/",
    ],
    "path_detail": [
        *(f"/paths/{slug}/data-planner/" for slug in SLUGS),
        *(f"/paths/data-planner/{slug}/?have=x,{HUGE}" for slug in SLUGS),
    ],
    "compare_pair_json": [
        "/compare/data-planner-vs-unknown-role.json",
        "/compare/gone-planner-vs-data-planner.json",
        "/compare/a-vs-b-vs-c.json",
        "/compare/data-planner.json",
    ],
    "application_thanks": [
        f"/applications/thanks/{part}/" for part in (uuid.UUID(int=0), uuid.UUID(int=2**128 - 1), HUGE, "1", "x")
    ],
    "application_confirm": [f"/applications/confirm/{part}/" for part in ("x", HUGE, "🦉", "%2e%2e")],
}
PLAIN = {
    "home", "role_list", "skill_list", "compare_picker", "salaries", "path_picker", "api_docs", "methodology", "changes",
    "privacy", "my_skills",
}  # fmt: skip
WITHOUT_PARTS = {*PLAIN, *MACHINES, *NO_PAGE} - set(UNKNOWN)


def test_every_route_with_a_part_in_its_address_has_unknown_ones() -> None:
    assert set(UNKNOWN) | WITHOUT_PARTS == set(ROUTES)
    assert {route for route, pattern in public_routes().items() if "<" in pattern} == set(UNKNOWN)


@pytest.mark.parametrize("route", sorted(UNKNOWN))
def test_an_address_of_nothing_is_not_found_or_gone(world: World, client: Client, route: str) -> None:
    for path in UNKNOWN[route]:
        answer = client.get(path)
        assert answer.status_code in (404, 410), path
        assert_refused(answer)
        if route in FORMS:
            answer = client.post(path, {"name": "Zoë", "message": "Zoë"})
            if "/gone-planner/" in path:  # a form that was open when its guide was withdrawn
                assert answer.status_code == 422
                assert "Zoë" in answer.content.decode()
                continue
            assert answer.status_code in (404, 410), path
            assert_refused(answer)


ODD_NUMBERS = ("999999", "-1", "x", HUGE, "1.5", "²", "٣", " 1", "1e3", "")


def test_a_page_of_the_list_that_is_not_there_is_not_found(world: World, client: Client) -> None:
    for page in (*ODD_NUMBERS, "0"):
        for path in ("/roles/", "/salaries/", path_of(world, "domain_detail")):
            answer = client.get(path, {"page": page})
            assert answer.status_code == 404, page
            assert_refused(answer)


@pytest.mark.parametrize("route", ["role_detail", "role_json"])
@pytest.mark.parametrize("name", ["area", "v"])
def test_an_area_or_version_that_is_not_there_is_not_found(world: World, client: Client, route: str, name: str) -> None:
    for value in (*ODD_NUMBERS, "98", "٠٦", "06\n"):
        answer = client.get(path_of(world, route), {name: value})
        assert answer.status_code == 404, value
        assert_refused(answer)


def test_a_field_of_work_that_is_not_there_is_not_found(world: World, client: Client) -> None:
    for value in ("unknown", HUGE, "🦉", "A B"):
        for path in ("/roles/", "/salaries/", "/salaries.csv"):
            answer = client.get(path, {"domain": value})
            assert answer.status_code == 404, value
            assert_refused(answer)


@pytest.mark.parametrize(
    ("route", "name"),
    [
        *(("salaries", name) for name in ("area", "role")),
        ("salaries_csv", "area"),
        *((route, name) for route in ("role_salaries", "role_salaries_csv") for name in ("state", "occupation")),
    ],
)
def test_a_place_or_occupation_without_pay_is_not_found(world: World, client: Client, route: str, name: str) -> None:
    for value in (*ODD_NUMBERS[:-1], "98", "٠٦", "06\n", "🦉", "99-9999"):
        answer = client.get(path_of(world, route), {name: value}, follow=True)
        assert answer.status_code == 404, value
        assert_refused(answer)


NAMES = [
    "q",
    "page",
    "domain",
    "sort",
    "area",
    "v",
    "slot",
    "first",
    "last",
    "role",
    "state",
    "occupation",
    "limit",
    "offset",
    "utm_source",
    "fragment",
    "sent",
    "x",
]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    route=st.sampled_from(ROUTES),
    query=st.lists(
        st.tuples(
            st.sampled_from(NAMES) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
            st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from([HUGE, '{"landing_path": 1}', "06"]),
        ),
        max_size=4,
    ),
)
def test_whatever_is_asked_of_a_page_it_is_no_fault_of_ours(
    world: World, client: Client, route: str, query: list[tuple[str, str]]
) -> None:
    answer = client.get(path_of(world, route), query)
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert_refused(answer)


def test_a_query_of_many_names_is_answered(world: World, client: Client) -> None:
    for route in ROUTES:
        answer = client.get(f"{path_of(world, route)}?{'&'.join(f'a{number}=1' for number in range(1_200))}")
        assert answer.status_code < 500, route


# --- the body ----------------------------------------------------------------------------

URLENCODED = "application/x-www-form-urlencoded"
BODIES: dict[str, tuple[str, bytes]] = {
    "nul": (URLENCODED, b"name=a%00b&message=a%00b&kind=text"),
    "bad-utf8": (URLENCODED, b"name=%FF%FE&message=%FF&kind=text"),
    "raw-bytes": (URLENCODED, b"name=\xff\xfe&message=\xff\x00"),
    "lone-surrogate": (URLENCODED, b"name=%ED%A0%80&message=%ED%A0%80&kind=text"),
    "bad-name": (URLENCODED, b"%FF%00=1&na%00me=2"),
    "ten-megabytes": (URLENCODED, b"name=" + b"a" * 10_000_000),
    "many-fields": (URLENCODED, b"&".join(b"a%d=1" % number for number in range(1_200))),
    "too-many-fields-for-anyone": (URLENCODED, b"&".join(b"a%d=1" % number for number in range(6_100))),
    "one-field-many-times": (URLENCODED, b"&".join([b"name=1"] * 1_200)),
    "odd-charset": (URLENCODED + "; charset=latin-1", b"name=%E9"),
    "unknown-charset": (URLENCODED + "; charset=klingon", b"name=%E9"),
    "no-boundary": ("multipart/form-data", b"x"),
    "broken-multipart": ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=name\r\n"),
    "json": ("application/json", b'{"name": "\xff"}'),
    "no-type": ("", b"name=1"),
}
# These are refused as a whole, before any form is looked at.
REFUSED_WHOLE = {"ten-megabytes", "many-fields", "too-many-fields-for-anyone", "one-field-many-times", "odd-charset"}


def send(client: Client, path: str, body: str) -> Any:
    """The bytes as they are: ``client.post`` would encode them anew."""
    content_type, content = BODIES[body]
    return client.generic("POST", path, content, content_type=content_type)


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_is_no_form_is_refused_by_a_page_and_keeps_nothing(world: World, client: Client, body: str) -> None:
    for route in ROUTES:
        answer = send(client, path_of(world, route), body)
        if route not in FORMS:
            assert answer.status_code == 405, route
        elif body in REFUSED_WHOLE:
            assert answer.status_code == 400, route
            assert_refused(answer)
        elif route == "application_confirm":
            assert answer.status_code in (303, 400)  # its button sends no field; what else is sent is nobody's
        else:
            assert_refused(answer)
    assert Application.objects.count() == 1
    assert not GuideReport.objects.exists()


def test_a_file_is_refused_as_no_form_takes_one(world: World, client: Client) -> None:
    for route in sorted(FORMS):
        answer = client.post(path_of(world, route), {"name": SimpleUploadedFile("a.txt", b"x")})
        assert answer.status_code == 400, route
        assert_refused(answer)


@pytest.mark.parametrize("body", BODIES)
def test_the_same_with_tokens_checked(world: World, body: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for route in sorted(FORMS):
        assert_refused(send(client, path_of(world, route), body))
    assert Application.objects.count() == 1


def _filled(client: Client, world: World, route: str) -> dict[str, str]:
    path = path_of(world, route)
    page = Page(client.get(path).content.decode())
    form = next(form for form in page.forms if form.method == "post" and form.action in ("", path))
    return form.values | {
        "name": "Zoë",
        "email": "zoe@applicant.example",
        "experience": "mid",
        "consent": "yes",
        "kind": "text",
        "message": "A typo.",
    }


@pytest.mark.parametrize("bytes_", UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_answer_is_named_and_everything_else_typed_comes_back(
    world: World, client: Client, bytes_: str
) -> None:
    path = path_of(world, "role_apply")
    values = _filled(client, world, "role_apply") | {"goal": "To move 🦉", "current_role": "QA"}
    for name in ("name", "email", "current_role", "goal"):
        body = "&".join(f"{key}={bytes_ if key == name else quote_plus(value)}" for key, value in values.items())
        answer = client.generic("POST", path, body.encode(), content_type=URLENCODED)
        assert answer.status_code == 422, name
        page = Page(answer.content.decode())
        assert "characters we could not read" in page.text
        form = page.form(path)
        for key in {"name", "email", "current_role", "goal", "experience", "consent"} - {name}:
            assert form.values[key] == values[key]
        assert "\x00" not in page.html
    assert Application.objects.count() == 1


# --- texts that are text -----------------------------------------------------------------


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_texts_are_kept_exactly_and_shown_apart_from_the_text_around_them(
    world: World, client: Client, text: str
) -> None:
    values = _filled(client, world, "role_apply") | {"name": text, "current_role": text, "goal": text}
    assert client.post(path_of(world, "role_apply"), values).status_code == 303
    kept = Application.objects.latest("pk")
    assert (kept.name, kept.current_role, kept.goal) == (text, text, text)

    client.force_login(staff_in("Marketing"))
    address = reverse("admin:applications_application_change", args=[kept.pk])
    page = Page(client.get(address).content.decode())
    assert page.bdi.count(text) >= 2
    assert page.text.count(text) == page.bdi.count(text)
    assert "<script>alert" not in page.html
    revealed = Page(client.post(address, {"reveal": "name"}, follow=True).content.decode())
    assert revealed.bdi.count(text) == page.bdi.count(text) + 1


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_an_odd_report_is_kept_exactly(world: World, client: Client, text: str) -> None:
    values = _filled(client, world, "role_report") | {"message": text}
    assert client.post(path_of(world, "role_report"), values).status_code == 303
    assert GuideReport.objects.get().message == text


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_an_odd_search_is_answered_and_shown_apart_from_the_text_around_it(
    world: World, client: Client, text: str
) -> None:
    answer = client.get("/roles/", {"q": text})
    page = Page(answer.content.decode())
    assert answer.status_code == 200
    assert text in page.bdi
    assert "<script>alert" not in page.html
    assert {form.values["q"] for form in page.forms if "q" in form.values} == {text}


# --- cookies -----------------------------------------------------------------------------

SETS_A_COOKIE = {"role_apply", "role_report", "application_confirm"}


def test_only_a_page_with_a_form_sets_a_cookie_and_only_the_forms_token(world: World, client: Client) -> None:
    for route in ROUTES:
        answer = client.get(path_of(world, route))
        assert set(answer.cookies) == ({"csrftoken"} if route in SETS_A_COOKIE else set()), route
        if route in SETS_A_COOKIE:
            cookie = answer.cookies["csrftoken"]
            assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_an_error_page_sets_no_cookie(world: World, client: Client) -> None:
    for path in ("/unknown/", "/roles/unknown/", "/roles/gone-planner/", "/?q=%00", "/roles/?page=99"):
        answer = client.get(path)
        assert 400 <= answer.status_code < 500, path
        assert not answer.cookies, path


def test_thanks_for_sent_forms_set_no_cookie(world: World, client: Client) -> None:
    assert not client.get(path_of(world, "application_thanks")).cookies
    assert not client.get(path_of(world, "role_report") + "?sent=1").cookies
