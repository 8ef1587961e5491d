"""What one page needs when that joins several models; everything returned is frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from roles import pay
from roles.building import build_facts, facts_in_area
from roles.facts import RoleFacts, from_stored
from roles.models import Area, GuideVersion, Role, RoleDocument, RoleRedirect
from roles.pay import HeadlineKey
from roles.selectors.areas import NATION, AreaChoices, get_area_choices


@dataclass(frozen=True, slots=True)
class RelatedRole:
    """A related role with a live guide. ``pay_difference`` is what it pays more, or None if that cannot be said."""

    slug: str
    title: str
    kind: str
    kind_name: str
    reason: str
    shared_skills: tuple[str, ...]
    skill_count: int
    pay_difference: int | None
    headline_amount: int | None
    headline_currency: str
    headline_source: str
    headline_flag: str
    pair: tuple[str, str]

    @property
    def is_first(self) -> bool:
        """The comparison of the two names this role before the guide's own."""
        return self.pair[0] == self.slug

    @property
    def pay_apart(self) -> int | None:
        """How far the two medians are apart, either way; None if that cannot be said."""
        return None if self.pay_difference is None else abs(self.pay_difference)


@dataclass(frozen=True, slots=True)
class RolePage:
    """A guide as it is read now: its facts, for the chosen area, and its related roles.

    ``choices`` are the places to go to from another area than the nation; the nation's page has none.
    """

    facts: RoleFacts
    area_code: str
    area_name: str
    related: tuple[RelatedRole, ...]
    is_live: bool = True
    is_preview: bool = False
    choices: AreaChoices | None = None

    @property
    def related_sources(self) -> tuple[tuple[str, int | None], ...]:
        """Each citation of the related roles' medians, with its number in the page's list if it stands there.

        Those medians are the nation's, whatever area this page shows.
        """
        numbers = {source.citation: source.number for source in self.facts.sources}
        cited = dict.fromkeys(role.headline_source for role in self.related if role.headline_amount is not None)
        return tuple((citation, numbers.get(citation)) for citation in cited)


def get_role_page(slug: str, area_code: str = Area.NATION_CODE) -> RolePage:
    """The live guide of a role. Raises ``RoleDocument.DoesNotExist`` or ``AreaUnknownError``."""
    document = RoleDocument.objects.only("facts", "slug").get(slug=slug)
    return role_page(from_stored(document.facts), area_code)


def role_page(
    facts: RoleFacts, area_code: str = Area.NATION_CODE, *, is_live: bool = True, is_preview: bool = False
) -> RolePage:
    """The page of these facts and related documents (one query); of another area, with its choices (one) and wages (one)."""
    choices = None
    if area_code != Area.NATION_CODE:
        choices = get_area_choices(area_code)
        around = [area.code for area in choices.larger if area != choices.nation]
        facts = facts_in_area(facts, area_code, around)
    return RolePage(
        facts,
        area_code,
        choices.chosen.name if choices else NATION.name,
        _related(facts),
        is_live=is_live,
        is_preview=is_preview,
        choices=choices,
    )


def _related(facts: RoleFacts) -> tuple[RelatedRole, ...]:
    documents = {
        document.slug: document
        for document in RoleDocument.objects.for_slugs(*(relation.slug for relation in facts.relations)).for_lists()
    }
    here = pay.headline_key(facts.pay.headline)
    own_skills = {skill.slug: skill.name for skill in facts.skills}
    related = []
    for relation in facts.relations:
        document = documents.get(relation.slug)
        if document is None:
            continue
        shared = tuple(own_skills[slug] for slug in own_skills if slug in document.skill_slugs)
        related.append(
            RelatedRole(
                slug=document.slug,
                title=document.title,
                kind=relation.kind,
                kind_name=relation.kind_name,
                reason=relation.reason,
                shared_skills=shared,
                skill_count=len(own_skills),
                pay_difference=pay.pay_difference(here, document_key(document)),
                headline_amount=document.headline_amount,
                headline_currency=document.headline_currency,
                headline_source=document.headline_source,
                headline_flag=document.headline_flag,
                pair=canonical_pair(facts.slug, document.slug),
            )
        )
    return tuple(related)


def document_key(document: RoleDocument) -> HeadlineKey:
    """What of a document's headline decides whether it may be subtracted from another."""
    return HeadlineKey(
        document.headline_amount,
        document.headline_currency,
        document.headline_kind,
        document.headline_release,
        document.headline_area,
        document.headline_occupation,
        document.headline_flag,
    )


def canonical_pair(a: str, b: str) -> tuple[str, str]:
    """The one order in which a comparison of two roles is addressed: slugs sorted."""
    return (a, b) if a <= b else (b, a)


def get_version_page(slug: str, number: int, area_code: str = Area.NATION_CODE) -> RolePage:
    """A version that was published and not withdrawn, with today's official wages.

    Raises ``GuideVersion.DoesNotExist`` for any other number.
    """
    versions = GuideVersion.objects.was_published().select_related("role", "domain")
    version = versions.get(role__slug=slug, number=number, role__live_version__isnull=False)
    return role_page(build_facts(version), area_code, is_live=version.pk == version.role.live_version_id)


def get_preview_page(version: GuideVersion) -> RolePage:
    """Any version as the public page would show it, for its editors alone."""
    return role_page(build_facts(version), is_live=False, is_preview=True)


def find_moved(slug: str) -> str | None:
    """The slug that a former or withdrawn role's address now leads to, or None."""
    return next((present for present, _title in find_moved_all([slug]).values()), None)


def find_moved_all(slugs: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Slug and title of the live role that each of these former or withdrawn roles' addresses leads to; the rest have none.

    Two queries, and one for every further step of a chain of successors.
    """
    redirects = RoleRedirect.objects.select_related("role__successor").filter(old_slug__in=slugs)
    roles = {redirect.old_slug: redirect.role for redirect in redirects}
    rest = [slug for slug in slugs if slug not in roles]
    if rest:
        roles |= {role.slug: role for role in Role.objects.select_related("successor").filter(slug__in=rest)}
    present = {slug: _present(role) for slug, role in roles.items()}
    return {slug: (role.slug, role.title) for slug, role in present.items() if role is not None and role.slug != slug}


def find_present(slugs: Sequence[str]) -> dict[str, str]:
    """For each slug that is or was of a role with a live guide, the slug that the role has now; the rest are absent."""
    present = {slug: slug for slug in RoleDocument.objects.for_slugs(*slugs).values_list("slug", flat=True)}
    if missing := [slug for slug in slugs if slug not in present]:
        present |= {slug: now for slug, (now, _title) in find_moved_all(missing).items()}
    return present


def _present(role: Role | None) -> Role | None:
    """The role itself while it has a live guide, else the first of its successors that has one."""
    seen: set[int] = set()
    while role is not None and role.live_version_id is None and role.pk not in seen:
        seen.add(role.pk)
        role = role.successor
    return role if role is not None and role.live_version_id is not None else None


def is_renamed(former: str, slug: str) -> bool:
    """Both are addresses of one role, and not of a role and its successor."""
    return RoleRedirect.objects.filter(old_slug=former, role__slug=slug).exists()


def is_gone(slug: str) -> bool:
    """The role of this address, or of this former address, had a live guide once and has none now."""
    return find_gone(slug) is not None


def find_gone(slug: str) -> Role | None:
    """That role. Where a role stands on the former address of another, it is the one that stands there."""
    at_address = Role.objects.withdrawn().filter(Q(slug=slug) | Q(redirects__old_slug=slug))
    return min(at_address, key=lambda role: role.slug != slug, default=None)
