"""What the starter catalogue says: every official figure equals its file, every guide is whole and its own, the whole agrees.

It is loaded once for all of these tests, which only read.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from roles import documents
from roles.importers.catalogue import CATALOGUE_DIR, read_catalogue
from roles.importers.catalogue_files import GuideFile
from roles.importers.catalogue_wages import cell_row
from roles.judging import judge_all, live_guides
from roles.models import (
    Area,
    OccupationOutlook,
    OccupationWage,
    RoleDocument,
    WageFile,
)
from roles.states import STATES

DATA = Path(__file__).resolve().parent.parent / "data"
GUIDES = sorted(path.stem for path in (CATALOGUE_DIR / "guides").glob("*.yaml"))
ALL = "00-0000"
OCCUPATIONS = {occupation.code for occupation in read_catalogue(CATALOGUE_DIR).official.occupations}
COLUMNS = {
    "TOT_EMP": "employment",
    "A_PCT10": "p10",
    "A_PCT25": "p25",
    "A_MEDIAN": "median",
    "A_PCT75": "p75",
    "A_PCT90": "p90",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_catalogue")]


def official_rows(*names: str) -> dict[tuple[str, str], dict[str, str]]:
    """Detailed occupations and totals of these official files, by area and code."""
    rows = {}
    for name in names:
        with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["O_GROUP"] in ("detailed", "total"):
                    rows[row["AREA"], row["OCC_CODE"]] = row
    return rows


def read_as(value: str) -> int | None:
    return None if value in ("*", "**") else int(value)


def test_every_wage_is_a_whole_cell_of_the_official_files() -> None:
    """The national ones whole; of the state and metropolitan files, the rows that tests have."""
    rows = official_rows("national_M2025.csv", "state_M2025_excerpt.csv", "metro_M2025_excerpt.csv")
    wages = list(OccupationWage.objects.select_related("occupation", "area", "release"))
    seen = [wage for wage in wages if (wage.area.code, wage.occupation.code) in rows]
    assert len([wage for wage in seen if wage.area.kind == "nation"]) == len(OCCUPATIONS)
    assert len([wage for wage in seen if wage.area.kind == "state"]) >= 10
    assert len([wage for wage in seen if wage.area.kind == "metropolitan"]) >= 10
    for wage in seen:
        row = rows[wage.area.code, wage.occupation.code]
        assert (wage.occupation.title, wage.release.label) == (row["OCC_TITLE"], "OEWS May 2025")
        assert wage.area.kind == "nation" or wage.area.name == row["AREA_TITLE"]
        figures = {name: getattr(wage, name) for name in COLUMNS.values()}
        assert figures == {name: read_as(row[column]) for column, name in COLUMNS.items()}
        assert {name for name, flag in wage.flags.items() if name in figures and flag == "withheld"} == {
            name for name, value in figures.items() if value is None
        }
        quotient = row["LOC_QUOTIENT"]
        assert wage.location_quotient == (None if quotient in ("", "**") else Decimal(quotient))
        assert wage.basis == ("annual" if row["ANNUAL"] else "hourly" if row["HOURLY"] else "")


def test_every_state_and_its_metropolitan_areas_are_places() -> None:
    areas = Area.objects.select_related("parent")
    assert {area.code: area.name for area in areas if area.kind == "state"} == {
        code: name for code, (_letters, name) in STATES.items()
    }
    assert all(area.parent and area.parent.kind == "nation" for area in areas if area.kind == "state")
    metros = [area for area in areas if area.kind == "metropolitan"]
    assert len(metros) == 393
    for area in metros:
        assert area.parent is not None
        assert STATES[area.parent.code][0] in area.name.rpartition(", ")[2].split("-")


def test_every_projection_equals_the_published_table() -> None:
    with (DATA / "projections_2024_34_excerpt.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["2024 National Employment Matrix code"]: row for row in csv.DictReader(file)}
    outlooks = list(OccupationOutlook.objects.select_related("occupation"))
    assert {outlook.occupation.code for outlook in outlooks} == OCCUPATIONS - {ALL}
    for outlook in outlooks:
        row = rows[outlook.occupation.code]
        assert outlook.growth_percent == Decimal(row["Employment change, percent, 2024–34"])
        assert outlook.openings_per_year == Decimal(row["Occupational openings, 2024–34 annual average"]) * 1000
        assert outlook.employment_base == Decimal(row["Employment, 2024"]) * 1000
        assert outlook.employment_projected == Decimal(row["Employment, 2034"]) * 1000
        assert outlook.entry_education == row["Typical education needed for entry"]


def test_the_files_are_recorded_by_their_hashes_and_scopes() -> None:
    import hashlib

    scopes = WageFile.objects.filter(release__label="OEWS May 2025").values_list("scope", flat=True)
    assert sorted(scopes) == ["metropolitan", "national", "state"]
    recorded = WageFile.objects.get(name="national_M2025.csv")
    assert recorded.sha256 == hashlib.sha256((DATA / "national_M2025.csv").read_bytes()).hexdigest()


def test_every_guide_is_live_and_its_document_equals_its_rows() -> None:
    assert sorted(RoleDocument.objects.values_list("slug", flat=True)) == GUIDES
    assert documents.differing() == []


@pytest.mark.parametrize(
    ("slug", "amount", "specificities", "refusal"),
    [
        ("data-scientist", 120_230, ["shared"], None),
        ("engineering-manager", 175_140, ["management", "management"], "management"),
        ("product-manager", 166_790, ["management"], "management"),
        ("software-engineer", 135_980, ["shared"], None),
        ("solutions-architect", 116_580, ["residual"], "residual"),
        ("technical-project-manager", 102_320, ["shared", "residual"], None),
    ],
)
def test_each_guide_shows_the_wage_of_its_kind_of_occupation(
    slug: str, amount: int, specificities: list[str], refusal: str | None
) -> None:
    pay = RoleDocument.objects.get(slug=slug).facts["pay"]
    assert pay["headline"]["amount"] == amount
    assert [row["specificity"] for row in pay["percentiles"]] == specificities
    assert pay["refusal"] == refusal


@pytest.mark.parametrize("guide", read_catalogue(CATALOGUE_DIR).guides, ids=lambda guide: guide.slug)
def test_each_guide_is_complete(guide: GuideFile) -> None:
    kinds = [point.kind for point in guide.points]
    assert (kinds.count("pro") >= 3, kinds.count("con") >= 3, kinds.count("not_for_you_if") >= 1) == (True,) * 3
    assert all(3 <= len(level.duties) <= 5 and level.scope for level in guide.levels)
    assert all(step.hours and step.done_when and step.body and step.skills for step in guide.roadmap)
    assert all(skill.note for skill in guide.skills)
    assert (6 <= len(guide.roadmap) <= 9, 8 <= len(guide.skills) <= 14) == (True, True)
    assert len({route.kind for route in guide.entry_routes}) >= 3
    assert (len(guide.questions) >= 4, len(guide.relations) >= 4) == (True, True)
    assert 120 <= len(guide.seo_description) <= 160
    assert "{{ pay.headline }}" in guide.overview
    assert {skill for step in guide.roadmap for skill in step.skills} <= {entry.skill for entry in guide.skills}


def test_guides_agree_on_how_they_are_related() -> None:
    """Similar both ways; where one names the other a next step, the other names it as where people come from."""
    kinds = {
        (guide.slug, relation.role): relation.kind
        for guide in read_catalogue(CATALOGUE_DIR).guides
        for relation in guide.relations
    }
    other_way = {
        "similar": {"similar"},
        "next": {"feeder"},
        "manages": {"feeder"},
        "specialism": {"feeder"},
        "feeder": {"next", "manages", "specialism"},
    }
    for (here, there), kind in kinds.items():
        if there in GUIDES:
            assert kinds.get((there, here)) in other_way[kind], f"{here} and {there}"


def test_every_skill_has_a_meaning_of_its_own() -> None:
    skills = read_catalogue(CATALOGUE_DIR).taxonomy.skills
    meanings = [skill.summary.casefold() for skill in skills]
    assert len(set(meanings)) == len(meanings) > 250
    assert all(skill.summary.endswith(".") and 20 <= len(skill.summary) <= 160 for skill in skills)


def test_every_skill_stands_in_two_guides_or_is_special() -> None:
    catalogue = read_catalogue(CATALOGUE_DIR)
    uses = Counter(entry.skill for guide in catalogue.guides for entry in guide.skills)
    assert [skill.slug for skill in catalogue.taxonomy.skills if not uses[skill.slug]] == []
    assert [skill.slug for skill in catalogue.taxonomy.skills if skill.special != (uses[skill.slug] == 1)] == []


def test_no_step_waits_for_itself() -> None:
    for guide in read_catalogue(CATALOGUE_DIR).guides:
        keys = [step.key for step in guide.roadmap]
        for place, step in enumerate(guide.roadmap):
            assert set(step.requires) <= set(keys[:place]), f"{guide.slug}: {step.key}"


def test_there_are_48_guides_in_nine_fields() -> None:
    guides = read_catalogue(CATALOGUE_DIR).guides
    assert (len(guides), len({guide.domain for guide in guides})) == (48, 9)


def test_every_guide_is_above_the_gate_and_none_repeats_one_of_another_field() -> None:
    guides = live_guides()
    for facts, quality in zip(guides, judge_all(guides), strict=True):
        assert not quality.is_below, facts.slug
        found = {finding.kind for finding in quality.findings}
        assert found.isdisjoint(
            {
                "title_shared",
                "description_shared",
                "duty_shared",
                "step_shared",
                "answer_shared",
                "relation_one_way",
                "hard_reading",
                "nothing_sourced",
                "nothing_compared",
                "nothing_told",
                "little_told",
                "nothing_worded",
            }
        ), facts.slug


def test_no_sentence_stands_in_two_guides() -> None:
    """What is true of every role tells a reader nothing about one."""
    seen: dict[str, str] = {}
    for guide in read_catalogue(CATALOGUE_DIR).guides:
        texts = (
            *(skill.note for skill in guide.skills),
            *(level.scope for level in guide.levels),
            *(duty for level in guide.levels for duty in level.duties),
            *(text for step in guide.roadmap for text in (step.title, step.done_when, *sentences(step.body))),
            *(text for route in guide.entry_routes for text in sentences(route.body)),
            *(point.text for point in guide.points),
            *(text for question in guide.questions for text in (question.question, *sentences(question.answer))),
            *(relation.reason for relation in guide.relations),
            *(text for part in (guide.overview, guide.what_they_do, guide.break_in) for text in sentences(part)),
        )
        for text in {" ".join(text.split()).casefold() for text in texts}:
            assert text not in seen, f"{seen.get(text)} and {guide.slug}: {text}"
            seen[text] = guide.slug


def sentences(text: str) -> list[str]:
    """The sentences of a text but for short ones and the one that states the headline figure."""
    parts = re.split(r"(?<=[.?!])\s+", text.strip())
    return [part for part in parts if len(part) > 40 and not part.endswith("{{ pay.headline }}.")]


def test_the_seeds_figure_stands_beside_the_official_ones_and_is_never_the_headline() -> None:
    facts = RoleDocument.objects.get(slug="technical-project-manager").facts
    assert facts["pay"]["headline"]["amount"] == 102_320
    (estimate,) = facts["pay"]["editorial"]
    assert (estimate["median"], estimate["source"], estimate["source_number"]) == (154_000, None, None)


def test_no_two_levels_share_a_duty() -> None:
    duties = [
        duty.casefold()
        for document in RoleDocument.objects.all()
        for level in document.facts["levels"]
        for duty in level["duties"]
    ]
    assert len(duties) > 90
    assert len(duties) == len(set(duties))


def test_every_kept_file_is_what_its_cells_say() -> None:
    catalogue = read_catalogue(CATALOGUE_DIR)
    lines = [
        line
        for name in ("national", "states", "metropolitan")
        for line in (CATALOGUE_DIR / f"official/wages/{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    assert [",".join(cell_row(cell)) for cell in catalogue.cells["OEWS May 2025"]] == lines


def test_every_file_of_the_catalogue_is_plain_yaml() -> None:
    for path in CATALOGUE_DIR.rglob("*.yaml"):
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)
