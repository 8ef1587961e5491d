"""The API: official wages by occupation and area, what is refused, how answers travel, and the page that describes it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from roles.api.described import operations
from roles.models import Occupation
from tests.factories import (
    OccupationWageFactory,
    OnetOccupationFactory,
    WageReleaseFactory,
    by_state,
    oews,
    official_occupation,
)
from tests.roles.read import Read

pytestmark = pytest.mark.django_db
MOST_QUERIES = 3
WAGES = "/api/v1/occupations/13-1082/wages"


@pytest.fixture
def occupation(db: None) -> Occupation:
    found = official_occupation(code="13-1082", title="Specialists")
    by_state(found)
    return found


def asked(client: Client, path: str = WAGES, status: int = 200, **headers: str) -> Any:
    response = client.get(path, headers=headers)
    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith("application/json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies
    return json.loads(response.content)


# --- what is answered --------------------------------------------------------------------


def test_an_occupation_is_answered_for_the_nation_with_its_source(client: Client, occupation: Occupation) -> None:
    data = asked(client)
    assert data["occupation"] == data["asked"] == {"scheme": "soc", "code": "13-1082", "title": "Specialists"}
    assert data["area"] == {"code": "99", "kind": "nation", "name": "United States"}
    assert data["note"] is None
    assert data["next"] is None
    [item] = data["items"]
    assert item == {
        "release": "OEWS May 2025", "covers": "May 2025", "currency": "USD", "p10": 60_000, "p25": 80_000,
        "median": 102_000, "p75": 130_000, "p90": 165_000, "employment": 1_000_000, "location_quotient": None,
        "basis": None,
        "source": {
            "publisher": "U.S. Bureau of Labor Statistics", "title": "Occupational Employment and Wage Statistics",
            "label": "OEWS May 2025", "url": "https://www.bls.gov/oes/", "covers": "May 2025",
            "released_on": "2026-04-01", "retrieved_on": "2026-05-04", "licence": "Public domain (17 U.S.C. 105)",
            "attribution": "U.S. Bureau of Labor Statistics.",
        },
    }  # fmt: skip


def test_withheld_and_top_coded_figures_are_flagged(client: Client, occupation: Occupation) -> None:
    [withheld] = asked(client, f"{WAGES}?area=16")["items"]
    assert [withheld[name] for name in ("p10", "p25", "median", "p75", "p90")] == [None] * 5
    assert withheld["flag"] == "withheld"
    assert withheld["flags"]["median"] == "withheld"
    [top] = asked(client, f"{WAGES}?area=48")["items"]
    assert (top["median"], top["flag"], top["flags"]["median"]) == (239_200, "top_coded", "top_coded")
    [city] = asked(client, f"{WAGES}?area=41860")["items"]
    assert city["location_quotient"] == 1.25
    assert "flag" not in city


def test_an_onet_code_answers_with_its_parent_and_says_so(client: Client, occupation: Occupation) -> None:
    OnetOccupationFactory(parent=occupation, code="13-1082.00", title="Project Specialists")
    data = asked(client, "/api/v1/occupations/13-1082.00/wages")
    assert data["occupation"]["code"] == "13-1082"
    assert data["asked"] == {"scheme": "onet", "code": "13-1082.00", "title": "Project Specialists"}
    assert "SOC occupations only" in data["note"]
    assert data["items"][0]["median"] == 102_000


def test_releases_come_newest_first_a_page_at_a_time(client: Client, occupation: Occupation, settings: Any) -> None:
    for year in (2023, 2026):
        release = WageReleaseFactory(source=oews().source, label=f"OEWS May {year}", covers=f"May {year}")
        OccupationWageFactory(release=release, occupation=occupation)
    assert [item["covers"] for item in asked(client)["items"]] == ["May 2026", "May 2025", "May 2023"]
    first = asked(client, f"{WAGES}?limit=2")
    assert [item["covers"] for item in first["items"]] == ["May 2026", "May 2025"]
    assert first["next"] == f"{settings.SITE_URL}{WAGES}?area=99&limit=2&offset=2"
    rest = asked(client, first["next"].removeprefix(settings.SITE_URL))
    assert [item["covers"] for item in rest["items"]] == ["May 2023"]
    assert rest["next"] is None


def test_an_area_without_a_cell_has_no_items(client: Client, occupation: Occupation) -> None:
    other = official_occupation(code="15-1252")
    data = asked(client, f"/api/v1/occupations/{other.code}/wages?area=06")
    assert (data["items"], data["next"]) == ([], None)


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/v1/occupations/99-9999/wages", 404, "No occupation has this code"),
        ("/api/v1/occupations/🦉/wages", 404, "No occupation has this code"),
        (f"{WAGES}?area=77", 404, "No area has the code 77."),
        (f"{WAGES}?area=california", 422, "area: "),
        (f"{WAGES}?area=", 422, "area: "),
        (f"{WAGES}?limit=0", 422, "limit: "),
        (f"{WAGES}?limit=101", 422, "limit: "),
        (f"{WAGES}?limit=x", 422, "limit: "),
        (f"{WAGES}?offset=-1", 422, "offset: "),
        (f"{WAGES}?offset=99999999999999999999", 422, "offset: "),
        ("/api/v1/nothing", 404, "/api/v1/docs"),
        ("/api/v1/occupations/13-1082", 404, "/api/v1/docs"),
    ],
)
def test_a_refusal_is_json_with_a_message(
    client: Client, occupation: Occupation, path: str, status: int, words: str
) -> None:
    error = asked(client, path, status)["error"]
    assert error["status"] == status
    assert words in error["message"]
    assert error.get("parameter", "") in words


@pytest.mark.parametrize("path", [WAGES, "/api/v1/openapi.json", "/api/v1/nothing"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(occupation: Occupation, path: str, method: str) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, path, b"{}", content_type="application/json")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert json.loads(response.content)["error"]["status"] == 405


def test_a_database_that_does_not_answer_is_said_in_json(
    client: Client, occupation: Occupation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise OperationalError

    monkeypatch.setattr("roles.api.wages._cells", fails)
    response = client.get(WAGES)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert json.loads(response.content)["error"]["status"] == 503


# --- how answers travel ----------------------------------------------------------------------


def test_what_the_reader_has_is_not_sent_again(client: Client, occupation: Occupation) -> None:
    first = client.get(WAGES)
    assert first["Cache-Control"] == "public, max-age=300"
    for tag in (first["ETag"], f'"x", W/{first["ETag"]}', "*"):
        again = client.get(WAGES, headers={"if-none-match": tag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Access-Control-Allow-Origin"] == "*"
    assert client.get(WAGES, headers={"if-none-match": '"x"'}).status_code == 200
    assert client.get(f"{WAGES}?area=06")["ETag"] != first["ETag"]


def test_a_compressed_answer_is_known_by_its_weak_tag(client: Client, occupation: Occupation) -> None:
    for encoding in ("br", "gzip"):
        response = client.get(WAGES, headers={"accept-encoding": encoding})
        assert response["Content-Encoding"] == encoding
        assert response["ETag"].startswith("W/")
        headers = {"accept-encoding": encoding, "if-none-match": response["ETag"]}
        assert client.get(WAGES, headers=headers).status_code == 304


def test_a_refusal_is_kept_by_no_cache(client: Client, occupation: Occupation) -> None:
    response = client.get(f"{WAGES}?area=77")
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_head_and_preflight_are_answered(client: Client, occupation: Occupation) -> None:
    head = client.head(WAGES)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == client.get(WAGES)["ETag"]
    preflight = client.options(WAGES, headers={"origin": "https://elsewhere.example"})
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert preflight["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/roles?q=%00", 400),
        ("/api/v1/suggest?q=%ff", 400),
        ("/api/v1/paths?to=%ff", 400),
        ("/api/v1/", 404),
        ("/api/v1", 404),
        ("/api/", 404),
        ("/api/v2/roles", 404),
    ],
)
def test_what_is_refused_before_any_view_is_refused_in_the_apis_form(
    client: Client, db: None, path: str, status: int
) -> None:
    assert asked(client, path, status)["error"]["status"] == status
    assert client.get(path)["Cache-Control"] == "no-store"
    assert client.options(path).status_code == 204
    assert "text/html" in client.get(path.replace("/api/", "/apis/"))["Content-Type"]


def test_a_fault_of_ours_is_said_in_json(
    client: Client, occupation: Occupation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("roles.api.wages._cells", fails)
    client.raise_request_exception = False
    assert asked(client, WAGES, 500)["error"]["status"] == 500


def test_the_number_of_queries_is_small(
    client: Client, occupation: Occupation, django_assert_max_num_queries: Any
) -> None:
    for year in range(2000, 2020):
        release = WageReleaseFactory(source=oews().source, label=f"OEWS May {year}", covers=f"May {year}")
        OccupationWageFactory(release=release, occupation=occupation)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert len(asked(client)["items"]) == 20


# --- what describes it -------------------------------------------------------------------------


def test_the_description_names_the_address_its_parameters_and_its_refusals(client: Client, settings: Any) -> None:
    data = asked(client, "/api/v1/openapi.json")
    assert data["openapi"].startswith("3.")
    assert data["servers"] == [{"url": settings.SITE_URL}]
    operation = data["paths"]["/api/v1/occupations/{code}/wages"]["get"]
    assert [parameter["name"] for parameter in operation["parameters"]] == ["code", "area", "limit", "offset"]
    assert set(operation["responses"]) == {"200", "404", "422"}


def test_answers_have_the_fields_that_the_description_names(client: Client, occupation: Occupation) -> None:
    found = operations(asked(client, "/api/v1/openapi.json"))
    [operation] = [one for one in found if one.path.endswith("/wages")]
    data = asked(client, f"{WAGES}?area=48")
    assert {field.path for field in operation.fields if "." not in field.path} == {
        "items[]" if name == "items" else name for name in data
    }
    told = {field.path.removeprefix("items[].") for field in operation.fields if field.path.startswith("items[].")}
    assert {name for name in told if "." not in name} == set(data["items"][0])
    assert {name.removeprefix("source.") for name in told if "." in name} == set(data["items"][0]["source"])


def test_kinds_of_fields_are_words() -> None:
    schema = {
        "paths": {
            "/x": {
                "get": {
                    "operationId": "x",
                    "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}, "description": "Words."}],
                    "responses": {200: {"content": {"application/json": {"schema": {"properties": {
                        "kind": {"const": "a"}, "any": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                        "one": {"enum": ["a", "b"]}, "day": {"type": "string", "format": "date"}, "free": {},
                        "many": {"type": "array", "items": {"type": "string"}},
                    }}}}}},
                }
            }
        }
    }  # fmt: skip
    [operation] = operations(schema)
    assert {field.path: field.kind for field in operation.fields} == {
        "kind": "a", "any": "integer or null", "one": "a or b", "day": "date", "free": "object", "many[]": "list",
    }  # fmt: skip
    assert (operation.summary, operation.words, operation.statuses) == ("", "", ("200",))
    assert (operation.parameters[0].rule, operation.parameters[0].words) == ("string", "Words.")


def test_the_page_lists_every_operation_without_a_script(client: Client) -> None:
    response = client.get("/api/v1/docs")
    page = Read(response)
    page.check()
    assert not response.cookies
    assert "/api/v1/occupations/{code}/wages" in page.text
    assert "items[].median" in page.text
    assert "integer, 1 to 100, default 20" in page.text
    assert "/api/v1/openapi.json" in page.links
    scripts = [attrs for tag, attrs in page.tags if tag == "script"]
    assert all("site.js" in (attrs.get("src") or "") or attrs.get("type") == "application/ld+json" for attrs in scripts)
    assert "//cdn" not in page.html
