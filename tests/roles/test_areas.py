"""Which places a reader may choose from where they are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from roles.selectors.areas import AreaChoices, AreaUnknownError, get_area_choices
from tests.factories import AreaFactory, nation

from .pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> None:
    """Two states, three of their areas, one that reaches into both, and one whose state nobody knows."""
    usa = nation()
    new_york = AreaFactory(code="36", kind="state", name="New York", parent=usa)
    new_jersey = AreaFactory(code="34", kind="state", name="New Jersey", parent=usa)
    AreaFactory(code="35620", name="New York-Newark-Jersey City, NY-NJ", parent=new_york)
    AreaFactory(code="10580", name="Albany-Schenectady-Troy, NY", parent=new_york)
    AreaFactory(code="3600006", kind="nonmetropolitan", name="Southwest New York", parent=new_york)
    AreaFactory(code="12100", name="Atlantic City-Hammonton, NJ", parent=new_jersey)
    AreaFactory(code="99999", name="Adrift", parent=usa)


def codes(choices: AreaChoices) -> list[str]:
    return [place.code for place in choices.places]


@pytest.mark.usefixtures("places")
def test_from_the_nation_on_there_are_states_alone() -> None:
    choices = get_area_choices()
    assert (choices.chosen.name, choices.is_nation) == ("United States", True)
    assert [state.name for state in choices.states] == ["New Jersey", "New York"]
    assert (choices.larger, choices.state, choices.places) == ((), None, ())
    assert choices.other_states == choices.states


@pytest.mark.usefixtures("places")
def test_a_state_leads_to_its_areas_and_to_those_that_reach_into_it() -> None:
    choices = get_area_choices("34")
    assert (choices.chosen.name, choices.is_nation) == ("New Jersey", False)
    assert [area.name for area in choices.larger] == ["United States"]
    assert codes(choices) == ["12100", "35620"]
    assert [state.code for state in choices.other_states] == ["36"]


@pytest.mark.usefixtures("places")
def test_an_area_stands_below_its_state_with_that_states_other_areas() -> None:
    choices = get_area_choices("35620")
    assert [area.code for area in choices.larger] == ["36", "99"]
    assert choices.state is not None
    assert choices.state.name == "New York"
    assert codes(choices) == ["10580", "35620", "3600006"]


@pytest.mark.usefixtures("places")
def test_an_area_without_a_known_state_stands_below_the_nation() -> None:
    choices = get_area_choices("99999")
    assert [area.code for area in choices.larger] == ["99"]
    assert (choices.state, choices.places) == (None, ())


def test_an_unknown_place_is_an_error_and_a_state_that_no_file_lists_has_its_own_areas() -> None:
    with pytest.raises(AreaUnknownError):
        get_area_choices("36")
    assert get_area_choices().states == ()
    odd = AreaFactory(code="97", kind="state", name="Odd State")
    AreaFactory(code="97001", name="Odd City", parent=odd)
    assert codes(get_area_choices("97")) == ["97001"]


@pytest.mark.parametrize("more", [0, 30])
@pytest.mark.parametrize("code", ["99", "36", "35620"])
@pytest.mark.usefixtures("places")
def test_choices_are_one_query_however_many_places_there_are(code: str, more: int) -> None:
    AreaFactory.create_batch(more)
    with CaptureQueriesContext(connection) as queries:
        get_area_choices(code)
    assert len(queries) == 1


# --- the picker ----------------------------------------------------------------


def picker(code: str, **more: object) -> Page:
    return Page(
        render_to_string("components/area_picker.html", {"choices": get_area_choices(code), "action": "/x/#y"} | more)
    )


def selected(page: Page) -> list[str | None]:
    return [attrs["value"] for tag, attrs in page.tags if tag == "option" and "selected" in attrs]


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("code", ["99", "36", "35620", "99999"])
def test_the_picker_is_a_get_form_that_says_where_the_reader_is_and_offers_each_place_once(code: str) -> None:
    page = picker(code)
    form = next(attrs for tag, attrs in page.tags if tag == "form")
    assert (form["action"], form.get("method")) == ("/x/#y", None)
    assert selected(page) == [code]
    offered = [attrs["value"] for tag, attrs in page.tags if tag == "option"]
    assert len(offered) == len(set(offered))
    assert {"99", "34", "36"} <= set(offered)


@pytest.mark.usefixtures("places")
def test_the_picker_keeps_what_else_the_address_says() -> None:
    page = picker("36", kept=[("v", "2"), ("domain", 'a"b')])
    hidden = [(attrs["name"], attrs["value"]) for _tag, attrs in page.tags if attrs.get("type") == "hidden"]
    assert hidden == [("v", "2"), ("domain", 'a"b')]
    assert "All of New York" in page.text
