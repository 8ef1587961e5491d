"""A part of the starter catalogue, for tests that need real guides but not all of them: the whole takes seconds."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

if TYPE_CHECKING:
    from roles.importers.catalogue import Catalogue

MAIN = (
    "data-scientist",
    "engineering-manager",
    "product-manager",
    "software-engineer",
    "solutions-architect",
    "technical-project-manager",
)


def load_all_guides() -> None:
    """The whole starter catalogue."""
    from roles.importers.catalogue import CATALOGUE_DIR, read_catalogue
    from roles.importers.load_catalogue import load_catalogue

    load_catalogue(read_catalogue(CATALOGUE_DIR))


def load_main_guides() -> None:
    """The official facts, the vocabulary and six guides; the other roles are there without one."""
    from roles.importers.load_catalogue import load_catalogue

    load_catalogue(main_catalogue())


def main_catalogue() -> Catalogue:
    """The starter catalogue with six guides; the other roles are there without one."""
    from roles.importers.catalogue import CATALOGUE_DIR, read_catalogue
    from roles.importers.catalogue_files import RoleEntry

    catalogue = read_catalogue(CATALOGUE_DIR)
    guides = tuple(guide for guide in catalogue.guides if guide.slug in MAIN)
    others = [
        RoleEntry(**{name: getattr(guide, name) for name in RoleEntry.__struct_fields__})
        for guide in catalogue.guides
        if guide.slug not in MAIN
    ]
    taxonomy = structs.replace(catalogue.taxonomy, roles=[*catalogue.taxonomy.roles, *others])
    pairs = tuple(pair for pair in catalogue.comparisons if {pair.a, pair.b} <= set(MAIN))
    return replace(catalogue, taxonomy=taxonomy, guides=guides, comparisons=pairs)


KEPT_LINES = 20  # of the wages of places, one in so many


def small_copy(folder: Path) -> Path:
    """The files of the starter catalogue with six guides and a part of the places' wages; the other roles have no guide."""
    from roles.importers.catalogue import CATALOGUE_DIR, read_catalogue

    shutil.copytree(CATALOGUE_DIR, folder)
    catalogue = read_catalogue(CATALOGUE_DIR)
    with (folder / "taxonomy.yaml").open("a", encoding="utf-8") as taxonomy:
        for guide in catalogue.guides:
            if guide.slug not in MAIN:
                (folder / "guides" / f"{guide.slug}.yaml").unlink()
                named = f"title: {guide.title}, plural: {guide.plural}, article: {guide.article}"
                taxonomy.write(f"  - {{slug: {guide.slug}, {named}, domain: {guide.domain}}}\n")
    for pair in catalogue.comparisons:
        if not {pair.a, pair.b} <= set(MAIN):
            (folder / "comparisons" / f"{pair.name}.yaml").unlink()
    for name in ("states", "metropolitan"):
        path = folder / f"official/wages/{name}.csv"
        header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([header, *lines[::KEPT_LINES]]), encoding="utf-8")
    return folder
