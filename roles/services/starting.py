"""Starting a guide from an official occupation: a role nobody can read yet, its match, a draft and its candidates."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import record
from roles import naming
from roles.models import Domain, GuideVersion, Occupation, OccupationTitle, Role, RoleOccupation
from roles.models.occupation import Match, Scheme
from roles.offering import fold, with_tasks

from .candidates import add_candidates
from .drafts import start_draft
from .errors import AddressRefusedError, NotDetailedError, ServiceRefusedError
from .rows import save_row


@dataclass(frozen=True, slots=True)
class Started:
    """The draft, how many candidates it has, and whether its role is new."""

    draft: GuideVersion
    candidates: int
    is_new: bool


def occupation_of(code: str) -> Occupation:
    """The occupation of an O*NET-SOC or SOC code that official lists describe.

    A SOC code stands for its O*NET occupation: the one of the same name (".00"), else the only one that is
    described. Raises ``ServiceRefusedError`` for an unknown code, a group, or one that covers several.
    """
    code = code.strip()
    found = Occupation.objects.filter(code=code).select_related("parent").first()
    if found is None:
        raise ServiceRefusedError(
            _("No official occupation has the code “%(code)s”. Codes look like 13-1082 or 13-1082.00.") % {"code": code}
        )
    official = found.parent or found
    if not official.may_stand_for_roles:
        raise NotDetailedError(official)
    if found.scheme == Scheme.ONET:
        return found
    described = list(with_tasks(found.children.order_by("code")))
    same = [row for row in described if row.code.endswith(".00")]
    if len(described) > 1 and not same:
        names = "; ".join(str(row) for row in described)
        raise ServiceRefusedError(
            _("%(occupation)s covers several occupations; choose one: %(names)s.")
            % {"occupation": found, "names": names}
        )
    return next(iter(same or described), found)


@transaction.atomic
def start_from_occupation(
    *, occupation: Occupation, title: str, domain: Domain, by: User | None, slug: str = "", plural: str = ""
) -> Started:
    """An open draft with what official lists say of the occupation laid before its editor. Nothing of it is public.

    A role that is not there yet is made, unpublished, with the occupation as its first match, recorded
    like every match. A role of that address that is there gets a draft of its guide and the candidates;
    its matches stay. Raises ``OpenVersionExistsError`` if it has an open draft, ``AddressRefusedError`` for an
    address that is malformed, missing or was another role's, ``ServiceRefusedError`` for names that do not fit.
    """
    slug = slug or slugify(title)[:80]
    if not slug:
        raise AddressRefusedError(
            _("The role’s title has no letters from a to z and no digits to make an address of. Write one.")
        )
    role = Role.objects.filter(slug=slug).first()
    is_new = role is None
    if role is None:
        title = title.strip()
        try:
            with transaction.atomic():
                role = _new_role(title, plural.strip() or naming.plural(title, occupation.title), slug, domain, by)
                _match(role, occupation, by)
        except IntegrityError:
            # Somebody pressed at the same moment and was first: the role is theirs, with its draft.
            role, is_new = Role.objects.get(slug=slug), False
    draft = start_draft(role=role, by=by)
    return Started(draft, add_candidates(version=draft, occupation=occupation, by=by), is_new)


def _new_role(title: str, plural: str, slug: str, domain: Domain, by: User | None) -> Role:
    role = Role(slug=slug, title=title, plural=plural, article=naming.article(title), domain=domain)
    try:
        role.full_clean()
        save_row(row=role, changed=["title", "plural", "article", "domain", "slug"], by=by)
    except ValidationError as problem:
        # The slug comes of the title unless it was given; either way the words are for whoever gave them.
        refused = AddressRefusedError if "slug" in problem.message_dict else ServiceRefusedError
        raise refused(" ".join(problem.messages)) from problem
    return role


def _match(role: Role, occupation: Occupation, by: User | None) -> None:
    """The first match of a role that nobody reads yet; a Publisher sees it before publishing and may change it."""
    official = occupation.parent or occupation
    called = {fold(role.title), fold(role.plural)}
    listed = OccupationTitle.objects.filter(occupation__in=[occupation.pk, official.pk], folded__in=called)
    if called & {fold(official.title), fold(occupation.title)}:
        match, basis = Match.EXACT, _("The occupation has the role’s title.")
    elif listed.exists():
        match, basis = Match.LISTED, _("The official list names the title under this occupation.")
    else:
        match, basis = Match.EDITORIAL, _("The guide was started from this occupation.")
    RoleOccupation.objects.create(role=role, occupation=official, match=match, basis=basis, position=1)
    record("role.match_occupations", role, by=by, occupations=[official.code])
