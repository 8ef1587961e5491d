"""A part of the starter catalogue, for tests that need real guides but not all of them: the whole takes seconds."""

from __future__ import annotations

from dataclasses import replace
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
    return replace(catalogue, taxonomy=taxonomy, guides=guides)
