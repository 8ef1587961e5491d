"""The component gallery: nothing is left out, nothing is invented outside it, and everyone on the staff may look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.utils.translation import override

from roles.gallery import samples
from roles.gallery.entries import Entry, Gallery, State, first_comment, gallery
from roles.gallery.rendering import apart, draw
from tests.factories import staff_in

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(path.stem for path in (ROOT / "templates" / "components").glob("*.html"))
admin.autodiscover()  # entries are added where the admin is loaded
NAMES = [entry.name for entry in gallery]


def entry_of(name: str) -> Entry:
    entry = gallery.get(name)
    assert entry is not None, f"templates/components/{name}.html has no entry in roles/gallery/"
    return entry


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_component_has_an_entry_with_its_purpose_and_its_inputs(name: str) -> None:
    entry = entry_of(name)
    assert entry.template == f"components/{name}.html"
    assert str(entry.purpose).endswith(".")
    assert entry.inputs
    assert not entry.inputs.startswith(f"{name}:")


@pytest.mark.parametrize("name", NAMES)
def test_every_state_is_drawn_by_the_real_template_and_told_apart(name: str) -> None:
    entry = entry_of(name)
    drawn = draw(entry)
    assert [state.number for state in drawn] == list(range(1, len(entry.states) + 1))
    ids = re.findall(r'\sid="([^"]+)"', "".join(state.html for state in drawn))
    assert len(ids) == len(set(ids))
    for state in drawn:
        assert state.html.strip() or "nothing is drawn" in str(state.name) or name == "attributes", state.name
        assert not re.search(r"\{[{%#]|[%#}]\}", state.html), "a template's own words were printed"


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_in_the_gallery_names_a_sample_source(name: str) -> None:
    """An amount carries its source, and that source says that it is a sample."""
    html = "".join(state.html for state in draw(entry_of(name)))
    cited = re.findall(r'class="figure" title="([^"]*)"', html)
    assert all("Sample" in source for source in cited)
    assert set(re.findall(r'class="ref" href="#source-(\d)', html)) <= {str(one.number) for one in samples.SOURCES}
    assert "U.S. Bureau" not in html
    assert "OEWS" not in html


def test_sample_sources_cannot_be_mistaken() -> None:
    for source in samples.SOURCES:
        assert source.publisher == "Sample publisher"
        assert "Sample" in source.title
        assert "no real period" in source.citation


def test_samples_stand_in_the_gallery_alone() -> None:
    users = {
        str(path.relative_to(ROOT))
        for app in ("accounts", "careers", "roles")
        for path in (ROOT / app).rglob("*.py")
        if "samples" in path.read_text() and "roles.gallery" in path.read_text() and path.parent.name != "gallery"
    }
    assert users == {"roles/admin/gallery.py", "roles/applications/gallery.py"}


def test_every_pay_state_is_there() -> None:
    refusals = {facts.pay.refusal for _name, facts in samples.PAY}
    assert refusals == {None, "management", "residual", "withheld", "no_wage", "no_occupation"}
    kinds = {facts.pay.headline.kind if facts.pay.headline else None for _name, facts in samples.PAY}
    assert kinds == {"official", "editorial", None}
    assert any(facts.pay.unsourced for _name, facts in samples.PAY)
    assert any("top_coded" in row.flags.values() for _name, facts in samples.PAY for row in facts.pay.percentiles)
    assert any(row.specificity == "shared" for _name, facts in samples.PAY for row in facts.pay.percentiles)


def test_an_entry_without_a_state_and_a_name_twice_are_refused() -> None:
    own = Gallery()
    with pytest.raises(ValueError, match="no state"):
        own.add([Entry("empty", "For a test.", "components/notice.html")])
    entry = Entry("notice", "For a test.", "components/notice.html", (State("Plain"),))
    own.add([entry])
    with pytest.raises(ValueError, match="already"):
        own.add([entry])


def test_inputs_are_the_words_of_the_templates_first_line() -> None:
    assert first_comment("components/notice.html").startswith("text; optional: title")


def test_ids_of_a_state_are_its_own_and_references_follow() -> None:
    html = '<p id="a">x</p><a href="#a">y</a><a href="#b">z</a><input id="c" aria-describedby="a b" autofocus required>'
    assert apart(html, 3) == (
        '<p id="a--3">x</p><a href="#a--3">y</a><a href="#b">z</a><input id="c--3" aria-describedby="a--3 b" required>'
    )


# --- pages -----------------------------------------------------------------------


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(staff_in("Marketing"))
    return client


@pytest.mark.django_db
def test_any_member_of_staff_may_look_and_nobody_else(client: Client) -> None:
    for address in ("/admin/gallery/", "/admin/gallery/field/", "/admin/gallery/field/phone/"):
        assert client.get(address).status_code == 302
    client.force_login(staff_in("Editor"))
    for address in ("/admin/gallery/", "/admin/gallery/field/", "/admin/gallery/field/phone/"):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_the_index_names_every_component_and_all_tables_leads_to_it(desk: Client) -> None:
    html = desk.get("/admin/gallery/").content.decode()
    assert set(re.findall(r"/admin/gallery/(\w+)/", html)) == set(NAMES)
    assert 'href="/admin/gallery/"' in desk.get("/admin/tables/").content.decode()


@pytest.mark.django_db
def test_a_component_of_the_site_has_the_sites_sheet_and_one_of_the_desk_the_desks(desk: Client) -> None:
    site, own = (desk.get(f"/admin/gallery/{name}/").content.decode() for name in ("field", "desk_field"))
    assert "css/site" in site
    assert "css/admin" not in site
    assert "css/admin" in own
    assert '<meta name="robots" content="noindex">' in site


@pytest.mark.django_db
def test_theme_and_width_are_chosen_in_the_address(desk: Client) -> None:
    dark = desk.get("/admin/gallery/field/?theme=dark").content.decode()
    assert 'class="gallery--dark"' in dark
    assert 'href="/admin/gallery/field/phone/?theme=dark"' in dark
    assert "gallery--" not in desk.get("/admin/gallery/field/?theme=%22bad").content.decode()
    phone = desk.get("/admin/gallery/field/phone/?theme=dark")
    assert 'src="/admin/gallery/field/framed/?theme=dark"' in phone.content.decode()
    assert "frame-src 'self'" in phone["Content-Security-Policy"]


@pytest.mark.django_db
def test_only_the_framed_page_may_be_framed_and_only_by_us(desk: Client) -> None:
    framed, plain = (desk.get(f"/admin/gallery/field/{part}") for part in ("framed/", ""))
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in plain["Content-Security-Policy"]
    assert plain["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_an_unknown_component_is_not_found(desk: Client) -> None:
    for part in ("", "phone/", "framed/"):
        assert desk.get(f"/admin/gallery/no-such-thing/{part}").status_code == 404


@pytest.mark.django_db
def test_the_gallery_reads_no_table_of_ours(desk: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8) as asked, override("en-us"):
        desk.get("/admin/gallery/path_list/")
    assert not [query for query in asked.captured_queries if '"roles_' in query["sql"]]
