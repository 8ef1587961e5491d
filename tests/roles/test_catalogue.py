"""The starter catalogue: true to the official files, refused whole when something is wrong, idempotent."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec import structs

from roles import documents
from roles.importers.catalogue import CATALOGUE_DIR, Catalogue, read_catalogue
from roles.importers.catalogue_files import GuideFile
from roles.importers.catalogue_wages import Cell, cell_row
from roles.importers.load_catalogue import load_catalogue
from roles.importers.oews import Figures
from roles.importers.yaml_lines import CatalogueError
from roles.models import (
    Area,
    GuideVersion,
    OccupationOutlook,
    OccupationWage,
    Role,
    RoleDocument,
    Skill,
    WageFile,
)
from roles.quality import GATE
from roles.services import publish, save_draft, start_draft
from roles.states import STATES
from tests.starter import MAIN, main_catalogue
from tools.catalogue_wages import main as write_wages

DATA = Path(__file__).resolve().parent.parent / "data"
GUIDE = "guides/technical-project-manager.yaml"
NATIONAL = "official/wages/national.csv"
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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue that a test may spoil."""
    return Path(shutil.copytree(CATALOGUE_DIR, tmp_path / "catalogue"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def load(folder: Path = CATALOGUE_DIR) -> None:
    call_command("load_catalogue", dir=folder, verbosity=0)


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


@pytest.mark.django_db
def test_every_wage_is_a_whole_cell_of_the_official_files() -> None:
    """The national ones whole; of the state and metropolitan files, the rows that tests have."""
    load()
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


@pytest.mark.django_db
def test_every_state_and_its_metropolitan_areas_are_places() -> None:
    load()
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


@pytest.mark.django_db
def test_cells_are_written_in_a_few_queries_however_many_there_are() -> None:
    catalogue = read_catalogue(CATALOGUE_DIR)
    with CaptureQueriesContext(connection) as queries:
        load_catalogue(catalogue)
    cells = OccupationWage.objects.count()
    written = sum(query["sql"].startswith('INSERT INTO "roles_occupationwage"') for query in queries)
    assert written <= cells / 83 + 3  # as many rows as SQLite takes at once, for each of three files
    with CaptureQueriesContext(connection) as again:
        load_catalogue(catalogue)
    assert sum('FROM "roles_occupationwage"' in query["sql"] for query in again) == 1
    assert not [query for query in again if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.django_db
def test_cells_that_an_older_catalogue_left_silent_are_completed() -> None:
    load()
    before = list(OccupationWage.objects.order_by("pk").values())
    OccupationWage.objects.filter(area__code="06").update(location_quotient=None)
    load()
    assert list(OccupationWage.objects.order_by("pk").values()) == before
    assert documents.differing() == []


@pytest.mark.django_db
def test_every_projection_equals_the_published_table() -> None:
    load()
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


@pytest.mark.django_db
def test_the_files_are_recorded_by_their_hashes_and_scopes() -> None:
    import hashlib

    load()
    scopes = WageFile.objects.filter(release__label="OEWS May 2025").values_list("scope", flat=True)
    assert sorted(scopes) == ["metropolitan", "national", "state"]
    recorded = WageFile.objects.get(name="national_M2025.csv")
    assert recorded.sha256 == hashlib.sha256((DATA / "national_M2025.csv").read_bytes()).hexdigest()


@pytest.mark.django_db
def test_every_guide_is_live_and_its_document_equals_its_rows() -> None:
    load()
    assert sorted(RoleDocument.objects.values_list("slug", flat=True)) == GUIDES
    assert documents.differing() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "amount", "specificities", "refusal"),
    [
        ("data-scientist", 120_230, ["shared"], None),
        ("engineering-manager", 175_140, ["management", "management"], "management"),
        ("product-manager", 166_790, ["management"], "management"),
        ("software-engineer", 135_980, ["own"], None),
        ("solutions-architect", 116_580, ["residual"], "residual"),
        ("technical-project-manager", 102_320, ["own", "residual"], None),
    ],
)
def test_each_guide_shows_the_wage_of_its_kind_of_occupation(
    slug: str, amount: int, specificities: list[str], refusal: str | None
) -> None:
    load()
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


def test_no_skill_marked_special_stands_in_two_guides() -> None:
    catalogue = read_catalogue(CATALOGUE_DIR)
    uses = Counter(entry.skill for guide in catalogue.guides for entry in guide.skills)
    assert [skill.slug for skill in catalogue.taxonomy.skills if skill.special and uses[skill.slug] > 1] == []


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


@pytest.mark.django_db
def test_the_seeds_figure_stands_beside_the_official_ones_and_is_never_the_headline() -> None:
    load()
    facts = RoleDocument.objects.get(slug="technical-project-manager").facts
    assert facts["pay"]["headline"]["amount"] == 102_320
    (estimate,) = facts["pay"]["editorial"]
    assert (estimate["median"], estimate["source"], estimate["source_number"]) == (154_000, None, None)


@pytest.mark.django_db
def test_no_two_levels_share_a_duty() -> None:
    load()
    duties = [
        duty.casefold()
        for document in RoleDocument.objects.all()
        for level in document.facts["levels"]
        for duty in level["duties"]
    ]
    assert len(duties) > 90
    assert len(duties) == len(set(duties))


@pytest.mark.django_db
def test_loading_again_adds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    load()
    before = list(GuideVersion.objects.order_by("pk").values())
    call_command("load_catalogue")
    assert "nothing was added" in capsys.readouterr().out
    assert list(GuideVersion.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_skill_comes_with_its_other_names_and_a_guide_with_its_own_call(folder: Path) -> None:
    change(folder, GUIDE, "calls:\n", 'calls:\n  - {slot: end, headline: "Own words", body: "Write to us."}\n')
    load(folder)
    assert set(Skill.objects.get(slug="agile-scrum").aliases.values_list("name", flat=True)) == {"Scrum", "Agile"}
    assert Skill.objects.get(slug="microcontrollers").is_special
    calls = RoleDocument.objects.get(slug="technical-project-manager").facts["calls"]
    assert [call["headline"] for call in calls if call["slot"] == "end"] == ["Own words"]


@pytest.mark.django_db
def test_an_editors_work_is_never_overwritten() -> None:
    load()
    role = Role.objects.get(slug="software-engineer")
    draft = start_draft(role=role, by=None)
    save_draft(version=draft, lock_version=1, by=None)
    GuideVersion.objects.filter(pk=draft.pk).update(summary="Rewritten by an editor.")
    publish(version=draft, by=None)
    load()
    assert RoleDocument.objects.get(slug="software-engineer").summary == "Rewritten by an editor."
    assert role.versions.count() == 2


@pytest.mark.django_db
def test_a_figure_that_differs_from_the_stored_release_refuses_the_whole_catalogue(folder: Path) -> None:
    load()
    change(folder, NATIONAL, "61580", "61581")
    change(folder, "taxonomy.yaml", "slug: chief-product-officer", "slug: another-role")
    change(folder, "guides/product-manager.yaml", "role: chief-product-officer", "role: another-role")
    with pytest.raises(CommandError, match="area 99, 13-1082: p10 is stored as 61580, the file says 61581"):
        load(folder)
    assert not Role.objects.filter(slug="another-role").exists()


def with_swapped_duties(catalogue: Catalogue, one: str, other: str) -> Catalogue:
    duties = {guide.slug: [level.duties for level in guide.levels] for guide in catalogue.guides}
    theirs = {one: duties[other], other: duties[one]}
    guides = []
    for guide in catalogue.guides:
        rungs = zip(guide.levels, theirs.get(guide.slug, duties[guide.slug]), strict=True)
        guides.append(structs.replace(guide, levels=[structs.replace(level, duties=given) for level, given in rungs]))
    return replace(catalogue, guides=tuple(guides))


@pytest.mark.django_db
def test_guides_below_the_gate_stay_drafts_and_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    swapped = {"data-scientist", "product-manager"}
    catalogue = with_swapped_duties(main_catalogue(), *swapped)
    monkeypatch.setattr("roles.management.commands.load_catalogue.read_catalogue", lambda folder: catalogue)
    load()
    printed = capsys.readouterr().out
    drafts = GuideVersion.objects.open()
    assert set(drafts.values_list("role__slug", flat=True)) == swapped
    assert all(draft.steps.count() > 5 for draft in drafts)
    for slug in swapped:
        said = re.search(rf"{slug}: stays a draft, its quality is (\d+) and the gate {GATE}\n", printed)
        assert said is not None
        assert int(said[1]) < GATE
    assert set(RoleDocument.objects.values_list("slug", flat=True)) == set(MAIN) - swapped
    load()
    assert GuideVersion.objects.open().count() == 2


SPOILT = {
    "alias of another skill": ("taxonomy.yaml", "aliases: [Scrum, Agile]", "aliases: [Scrum, jira]", "stands twice"),
    "duplicate skill slug": ("taxonomy.yaml", "slug: jira", "slug: agile-scrum", "stands twice"),
    "slug of two guides": (GUIDE, "slug: technical-project-manager", "slug: product-manager", "already the slug"),
    "slug of a role without guide": (
        GUIDE,
        "slug: technical-project-manager",
        "slug: chief-product-officer",
        "already the slug",
    ),
    "slug with -vs-": (GUIDE, "slug: technical-project-manager", "slug: a-vs-b", "-vs-"),
    "key twice": (GUIDE, "plural:", "title: Twice\nplural:", "title: stands twice"),
    "unknown skill": (GUIDE, "skill: jira", "skill: jirra", "unknown skill “jirra”"),
    "unknown role": (GUIDE, "role: scrum-master", "role: scrum-mistress", "unknown role"),
    "unknown occupation": (GUIDE, 'code: "13-1082"', 'code: "13-9999"', "unknown occupation"),
    "unknown domain": (GUIDE, "domain: architecture-leadership", "domain: nowhere", "unknown domain"),
    "unknown key": (GUIDE, "change_note:", "chnage_note:", "chnage_note"),
    "missing key": (GUIDE, "plural: Technical Project Managers\n", "", "plural"),
    "wrong type": (GUIDE, "years_min: 2", "years_min: two", "Expected `int`"),
    "unknown importance": (GUIDE, "importance: core", "importance: vital", "vital"),
    "figure without source": (GUIDE, "unsourced: true", "unsourced: false", "source: is missing"),
    "source and unsourced": (GUIDE, "unsourced: true", 'source: "OEWS May 2025"\n    unsourced: true', "not unsourced"),
    "sourced without date": (GUIDE, "unsourced: true", 'source: "OEWS May 2025"', "as_of"),
    "unknown source": (GUIDE, "unsourced: true", "source: Hearsay\n    as_of: 2026-01-01", "unknown release"),
    "figure out of order": (GUIDE, "median: 154000", "low: 200000\n    median: 154000", "below low"),
    "step needs a later one": (GUIDE, "requires: [fundamentals]", "requires: [own-one]", "unknown earlier step"),
    "hours fall": (GUIDE, "low: 40, typical: 60", "low: 70, typical: 60", "must rise"),
    "years fall": (GUIDE, "years_max: 5", "years_max: 1", "below years_min"),
    "money in prose": (GUIDE, "{{ pay.headline }}", "$102,320", "states “$102,320”"),
    "percentiles fall": (NATIONAL, ",78440,", ",58440,", "p25: 58440 is below p10"),
    "a figure is missing": (NATIONAL, ",61580,", ",,", "p10: “” is not a number"),
    "a figure is negative": (NATIONAL, ",61580,", ",-61580,", "negative"),
    "a withheld figure in words": (NATIONAL, ",61580,", ",withheld,", "not a number"),
    "employment is top-coded": (NATIONAL, ",1066670,", ",#1066670,", "employment: “#1066670” is not a number"),
    "location quotient in words": (NATIONAL, "99,13-1082,1066670,,", "99,13-1082,1066670,high,", "not a number"),
    "unknown basis": (NATIONAL, "167970,\n", "167970,weekly\n", "neither annual nor hourly"),
    "unknown area": (NATIONAL, "99,13-1082", "98,13-1082", "unknown area “98”"),
    "wage of an unknown occupation": (NATIONAL, "99,13-1082", "99,13-1083", "unknown occupation"),
    "cell twice": (NATIONAL, "99,13-1082", "99,11-2021", "stands twice"),
    "a column too many": (NATIONAL, "167970,\n", "167970,,\n", "has 11 columns, not 10"),
    "other columns": (NATIONAL, "employment", "jobs", "its columns are not area, occupation, employment"),
    "an open quote": (NATIONAL, "99,13-1082", '"99,13-1082', "is no CSV file"),
    "area twice": ("official/areas.csv", "02,state,Alaska", "01,state,Alaska", "stands twice"),
    "area of an unknown state": (
        "official/areas.csv",
        '"Abilene, TX",48',
        '"Abilene, TX",98',
        "no state of an earlier line",
    ),
    "area of an unknown kind": ("official/areas.csv", "01,state,", "01,county,", "county"),
    "kept outside the folder": (
        "official/sources.yaml",
        "kept: wages/national.csv",
        "kept: ../../secrets.csv",
        "kept",
    ),
    "role matched to a total": (GUIDE, 'code: "13-1082"', 'code: "00-0000"', "unknown occupation"),
    "foreign O*NET code": ("official/occupations.yaml", 'code: "13-1082.00"', 'code: "13-1083.00"', "does not belong"),
    "release twice": (
        "official/sources.yaml",
        'label: "O*NET 30.3"',
        'label: "OEWS May 2025"',
        "stands twice",
    ),
    "slot twice in a guide": (
        GUIDE,
        "calls:\n",
        "calls:\n  - {slot: end, headline: One}\n  - {slot: end, headline: Two}\n",
        "stands twice",
    ),
    "slot twice": ("calls_to_action.yaml", "slot: sticky", "slot: end", "stands twice"),
    "no YAML": ("taxonomy.yaml", "domains:", "domains: [", "is not YAML"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", SPOILT)
def test_a_faulty_file_is_refused_whole_with_file_line_and_key(folder: Path, case: str) -> None:
    name, old, new, words = SPOILT[case]
    change(folder, name, old, new)
    with pytest.raises(CommandError) as refused:
        load(folder)
    message = str(refused.value)
    assert "nothing was written" in message
    assert f"{name}:" in message
    assert words in message
    assert not Role.objects.exists()
    assert not WageFile.objects.exists()


def test_an_error_names_the_line_of_the_key(folder: Path) -> None:
    change(folder, GUIDE, "skill: jira", "skill: jirra")
    lines = (folder / GUIDE).read_text(encoding="utf-8").splitlines()
    expected = next(number for number, line in enumerate(lines, start=1) if "jirra" in line)
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(folder)
    assert (refused.value.file, refused.value.line, refused.value.key) == (GUIDE, expected, "skills[6].skill")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "not UTF-8"), (b"a: \x00b", "characters that YAML does not allow"), (b"- 1", "Expected `object`")],
)
def test_a_file_that_is_no_catalogue_is_refused_with_its_name(folder: Path, content: bytes, words: str) -> None:
    (folder / "taxonomy.yaml").write_bytes(content)
    with pytest.raises(CatalogueError, match=words):
        read_catalogue(folder)


@pytest.mark.django_db
def test_a_catalogue_may_keep_no_wages_at_all(folder: Path) -> None:
    (folder / "official/areas.csv").unlink()
    path = folder / "official/sources.yaml"
    path.write_text(re.sub(r", kept: [^}]*", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    load(folder)
    assert not OccupationWage.objects.exists()
    assert Area.objects.get().code == "99"


def test_a_cell_is_written_as_it_is_read() -> None:
    flags = {"p10": "withheld", "location_quotient": "withheld", "p90": "top_coded"}
    figures = Figures(120, None, None, 60_000, 70_000, 80_000, 239_200, flags, "annual")
    assert cell_row(Cell("06", "15-1252", figures)) == [
        "06", "15-1252", "120", "*", "*", "60000", "70000", "80000", "#239200", "annual",
    ]  # fmt: skip


def test_every_kept_file_is_what_its_cells_say() -> None:
    catalogue = read_catalogue(CATALOGUE_DIR)
    lines = [
        line
        for name in ("national", "states", "metropolitan")
        for line in (CATALOGUE_DIR / f"official/wages/{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    assert [",".join(cell_row(cell)) for cell in catalogue.cells["OEWS May 2025"]] == lines


def test_the_tool_writes_the_files_that_are_shipped(folder: Path, tmp_path: Path) -> None:
    """From the national file they are the same byte for byte; from excerpts, the rows that these have."""
    source = tmp_path / "oews"
    source.mkdir()
    for name in ("national_M2025.csv", "state_M2025_excerpt.csv", "metro_M2025_excerpt.csv"):
        shutil.copy(DATA / name, source)
    write_wages(source, folder, "May 2025")
    assert (folder / NATIONAL).read_bytes() == (CATALOGUE_DIR / NATIONAL).read_bytes()
    shipped, made = (read_catalogue(place) for place in (CATALOGUE_DIR, folder))
    cells = set(map(str, shipped.cells["OEWS May 2025"]))
    assert 30 <= len(made.cells["OEWS May 2025"]) < len(cells)
    assert {str(cell) for cell in made.cells["OEWS May 2025"]} <= cells
    assert set(made.areas) <= set(shipped.areas)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "calls_to_action.yaml").unlink()
    with pytest.raises(FileNotFoundError, match=r"calls_to_action\.yaml"):
        read_catalogue(folder)


def test_every_file_of_the_catalogue_is_plain_yaml() -> None:
    for path in CATALOGUE_DIR.rglob("*.yaml"):
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)
