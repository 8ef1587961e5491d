"""The guide editor without JavaScript: everything on one screen, saved as one, nothing typed lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, User
from roles.models import Area, GuideVersion, RoadmapStep
from tests.factories import RoleFactory, SkillAliasFactory, SkillFactory, nation, oews, publish_role, staff_in
from tests.roles.admin_form import draft_of, editor_url, form_of, opened, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    user = staff_in("Editor")
    client.force_login(user)
    return user


@pytest.fixture
def draft(editor: User) -> GuideVersion:
    return draft_of(publish_role("data-scientist", title="Data Scientist", relations=[RoleFactory()]), editor)


def words(version: GuideVersion, prefix: str, field: str) -> list[object]:
    return list(getattr(version, prefix).order_by("position", "pk").values_list(field, flat=True))


def test_an_unchanged_form_changes_nothing_but_the_lock(client: Client, draft: GuideVersion) -> None:
    before = {
        prefix: list(getattr(draft, prefix).values()) for prefix in ("titles", "skills", "levels", "steps", "points")
    }
    response = press(client, draft, opened(client, draft), "_save")
    assert response.status_code == 303
    draft.refresh_from_db()
    assert draft.lock_version == 2
    assert before == {prefix: list(getattr(draft, prefix).values()) for prefix in before}


def test_a_save_writes_prose_rows_and_an_audit_entry(client: Client, draft: GuideVersion, editor: User) -> None:
    data = opened(client, draft)
    data["summary"] = "Another summary."
    data["titles-0-title"] = "Renamed"
    data["levels-1-duties"] = "- Plan\n\n  • Measure  \nTell"
    data["steps-2-hours_low"], data["steps-2-hours_typical"], data["steps-2-hours_high"] = "1,000", "2000", "$3,000"
    assert press(client, draft, data, "_save").status_code == 303
    draft.refresh_from_db()
    assert draft.summary == "Another summary."
    assert words(draft, "titles", "title")[0] == "Renamed"
    assert words(draft, "levels", "duties")[1] == "Plan\nMeasure\nTell"
    assert words(draft, "steps", "hours_low")[2] == 1000
    assert AuditEntry.objects.filter(action="guide.save_draft", actor=editor).count() == 1


def test_the_editor_takes_at_most_34_queries(
    client: Client, draft: GuideVersion, django_assert_max_num_queries
) -> None:
    client.get(editor_url(draft))
    with django_assert_max_num_queries(34):
        assert client.get(editor_url(draft)).status_code == 200


@pytest.mark.parametrize("prefix", ["titles", "skills", "steps", "points"])
def test_a_row_moves_by_its_button(client: Client, draft: GuideVersion, prefix: str) -> None:
    keys = words(draft, prefix, "key")
    response = press(client, draft, opened(client, draft), "_move", f"{prefix}-1-up")
    if prefix == "steps":
        return
    assert response.status_code == 303
    assert response["Location"].endswith(f"#{prefix}-0")
    assert words(draft, prefix, "key") == [keys[1], keys[0], *keys[2:]]
    assert words(draft, prefix, "position") == list(range(1, len(keys) + 1))


def test_a_step_cannot_move_above_what_it_needs_and_keeps_its_place_until_then(
    client: Client, draft: GuideVersion
) -> None:
    response = press(client, draft, opened(client, draft), "_move", "steps-1-up")
    assert response.status_code == 422
    assert "stands after it" in response.content.decode()
    data = form_of(response.content.decode())
    moved = next(
        name
        for name, value in data.items()
        if name.endswith("-position") and name.startswith("steps-") and value == "1"
    )
    data.setlist(moved.replace("position", "requires"), [])
    assert press(client, draft, data, "_save").status_code == 303
    assert words(draft, "steps", "title")[0].startswith("Step 2")


def test_a_row_is_removed_and_the_others_close_up(client: Client, draft: GuideVersion) -> None:
    kept = words(draft, "points", "key")
    assert press(client, draft, opened(client, draft), "_remove", "points-0").status_code == 303
    assert words(draft, "points", "key") == kept[1:]
    assert words(draft, "points", "position") == list(range(1, len(kept)))


def test_adding_saves_and_comes_back_with_one_more_row(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    data["summary"] = "Typed before adding."
    response = press(client, draft, data, "_add", "titles")
    assert response.status_code == 303
    draft.refresh_from_db()
    assert draft.summary == "Typed before adding."
    more = opened(client, draft, "?rows=titles")
    assert more["titles-TOTAL_FORMS"] == "3"
    more["titles-2-title"] = "A third name"
    assert press(client, draft, more, "_save").status_code == 303
    assert words(draft, "titles", "title")[2] == "A third name"
    assert words(draft, "titles", "position") == [1, 2, 3]


def test_an_empty_new_row_is_no_row(client: Client, draft: GuideVersion) -> None:
    for group in ("titles", "levels", "estimates", "steps", "routes", "points", "questions", "relations"):
        count = getattr(draft, group).count()
        assert press(client, draft, opened(client, draft, f"?rows={group}"), "_save").status_code == 303
        assert getattr(draft, group).count() == count


def test_a_skill_is_added_by_name(client: Client, draft: GuideVersion) -> None:
    SkillFactory(name="Reading the room")
    data = opened(client, draft)
    data["skill_name"] = "reading the ROOM"
    assert press(client, draft, data, "_add_skill").status_code == 303
    assert words(draft, "skills", "skill__name")[-1] == "Reading the room"


def test_a_skill_is_added_by_another_name_and_a_name_of_its_own_goes_first(client: Client, draft: GuideVersion) -> None:
    sheets, _sql = SkillFactory(name="Spreadsheets"), SkillFactory(name="SQL")
    for name in ("Excel", "Sql"):
        SkillAliasFactory(skill=sheets, name=name)
    assert '<option value="Excel">Spreadsheets</option>' in client.get(editor_url(draft)).content.decode()
    for typed, added in (("eXcel", "Spreadsheets"), ("sql", "SQL")):
        data = opened(client, draft)
        data["skill_name"] = typed
        assert press(client, draft, data, "_add_skill").status_code == 303
        assert words(draft, "skills", "skill__name")[-1] == added


def test_enter_in_the_skills_field_adds_it_too(client: Client, draft: GuideVersion) -> None:
    SkillFactory(name="Reading the room")
    data = opened(client, draft)
    data["skill_name"] = "Reading the room"
    assert press(client, draft, data, "_save").status_code == 303
    assert words(draft, "skills", "skill__name")[-1] == "Reading the room"


@pytest.mark.parametrize("name", ["Mind reading", "Mind\x00reading"])
def test_an_unknown_skill_is_refused_with_everything_typed(client: Client, draft: GuideVersion, name: str) -> None:
    data = opened(client, draft)
    data["skill_name"], data["summary"] = name, "Kept as typed."
    response = press(client, draft, data, "_add_skill")
    assert response.status_code == 422
    again = form_of(response.content.decode())
    assert (again["skill_name"], again["summary"]) == (name, "Kept as typed.")
    again["skill_name"] = ""
    assert press(client, draft, again, "_save").status_code == 303


def test_an_estimate_of_a_level_is_added_with_its_source(client: Client, draft: GuideVersion) -> None:
    release, area = oews(), nation()
    more = opened(client, draft, "?rows=estimates-senior")
    assert more["estimates-0-level"] == "senior"
    more.update({"estimates-0-annual_median": ""})
    more["estimates-0-annual_median"] = "$140,000"
    more["estimates-0-area"] = str(area.pk)
    refused = press(client, draft, more, "_save")
    assert refused.status_code == 422
    again = form_of(refused.content.decode())
    assert again["estimates-0-annual_median"] == "$140,000"
    again["estimates-0-source"], again["estimates-0-as_of"] = str(release.pk), "2026-05-01"
    assert press(client, draft, again, "_save").status_code == 303
    estimate = draft.estimates.get()
    assert (estimate.level, estimate.annual_median, estimate.source) == ("senior", 140_000, release)
    assert Area.objects.filter(pk=estimate.area_id).exists()


def test_a_text_that_is_too_long_is_refused_and_comes_back_whole(client: Client, draft: GuideVersion) -> None:
    html = client.get(editor_url(draft)).content.decode()
    form = html[html.index('id="guideversion_form"') :]
    assert "maxlength" not in form, "a browser would cut it without a word"
    data = opened(client, draft)
    long = {"seo_title": "t" * 400, "points-0-text": "p" * 2_000}
    for name, typed in long.items():
        data[name] = typed
    response = press(client, draft, data, "_save")
    assert response.status_code == 422
    again = form_of(response.content.decode())
    assert {name: again[name].strip() for name in long} == long


def test_a_refused_save_keeps_every_field_and_says_where(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    data["title"] = ""
    data["questions-0-answer"] = ""
    data["overview"] = "Long and dear.\r\n\r\nTwo paragraphs."
    response = press(client, draft, data, "_save")
    assert response.status_code == 422
    html = response.content.decode()
    assert 'href="#id_title"' in html
    assert 'href="#id_questions-0-answer"' in html
    again = form_of(html)
    for name, values in data.lists():
        if name != "csrfmiddlewaretoken":
            assert [value.replace("\r\n", "\n") for value in again.getlist(name)] == [
                value.replace("\r\n", "\n") for value in values
            ], name
    draft.refresh_from_db()
    assert draft.title == "Data Scientist"


@pytest.mark.parametrize(("days", "status"), [(0, 303), (1, 422), (26_000, 422)])
def test_a_review_is_not_of_a_day_that_is_yet_to_come(
    client: Client, draft: GuideVersion, days: int, status: int
) -> None:
    data = opened(client, draft)
    data["reviewed_on"] = (timezone.localdate() + timedelta(days=days)).isoformat()
    response = press(client, draft, data, "_save")
    assert response.status_code == status
    if status == 422:
        html = response.content.decode()
        assert "This day is yet to come." in html
        assert form_of(html)["reviewed_on"] == data["reviewed_on"]


def test_two_rows_may_trade_their_titles(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    keys = words(draft, "titles", "key")
    data["titles-0-title"], data["titles-1-title"] = data["titles-1-title"], data["titles-0-title"]
    assert press(client, draft, data, "_save").status_code == 303
    assert words(draft, "titles", "key") == keys
    assert words(draft, "titles", "title") == [data["titles-0-title"], data["titles-1-title"]]


def test_the_same_title_twice_is_refused(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    data["titles-0-title"] = data["titles-1-title"]
    response = press(client, draft, data, "_save")
    assert response.status_code == 422
    assert "already listed" in response.content.decode()


def test_more_than_sixty_steps_are_refused_with_all_of_them_kept(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    for index in range(3, 61):
        data[f"steps-{index}-title"], data[f"steps-{index}-kind"] = f"Typed step {index}", "learn"
    data["steps-TOTAL_FORMS"] = "61"
    response = press(client, draft, data, "_save")
    assert response.status_code == 422
    html = response.content.decode()
    assert "at most 60 steps" in html
    assert form_of(html)["steps-60-title"] == "Typed step 60"
    assert draft.steps.count() == 3
    data["steps-TOTAL_FORMS"] = "60"
    assert press(client, draft, data, "_save").status_code == 303
    assert draft.steps.count() == 60


def test_a_step_needs_earlier_steps_by_their_lasting_keys(client: Client, draft: GuideVersion) -> None:
    first, second, third = draft.steps.order_by("position")
    data = opened(client, draft)
    data.setlist("steps-2-requires", [str(first.key), str(second.key)])
    assert press(client, draft, data, "_save").status_code == 303
    assert set(third.requires.all()) == {first, second}


def test_a_new_step_may_be_needed_by_a_later_one_in_the_same_save(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft, "?rows=steps")
    data["steps-3-title"] = "New"
    data["steps-3-position"] = "0"
    data.appendlist("steps-0-requires", data["steps-3-key"])
    assert press(client, draft, data, "_save").status_code == 303
    new = RoadmapStep.objects.get(version=draft, title="New")
    assert new.position == 1
    assert new in RoadmapStep.objects.get(version=draft, title__startswith="Step 1").requires.all()


def test_removing_a_needed_step_takes_the_need_with_it(client: Client, draft: GuideVersion) -> None:
    assert press(client, draft, opened(client, draft), "_remove", "steps-0").status_code == 303
    assert draft.steps.count() == 2
    assert draft.steps.order_by("position").first().requires.count() == 0


@pytest.mark.parametrize(
    "forged", ["titles-TOTAL_FORMS=x", "titles-TOTAL_FORMS=99999999", "steps-0-position=x", "titles-0-id=999999"]
)
def test_a_forged_form_breaks_nothing(client: Client, draft: GuideVersion, forged: str) -> None:
    data = opened(client, draft)
    name, _equals, value = forged.partition("=")
    data[name] = value
    assert press(client, draft, data, "_save").status_code in {303, 422}


def test_every_row_has_a_name_for_ears(client: Client, draft: GuideVersion) -> None:
    html = client.get(editor_url(draft)).content.decode()
    for name in re.findall(r'<(?:input|select|textarea)[^>]*name="(?:titles|points|routes)-\d+-\w+"[^>]*>', html):
        assert 'type="hidden"' in name or "aria-label=" in name, name


def test_set_aside_saves_first(client: Client, draft: GuideVersion) -> None:
    data = opened(client, draft)
    data["summary"] = "The last words."
    assert press(client, draft, data, "_set_aside").status_code == 303
    draft.refresh_from_db()
    assert (draft.state, draft.summary) == ("set_aside", "The last words.")
