"""``draft_role CODE``: an unpublished draft with what official lists say of one occupation, for an editor to write."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from roles import naming
from roles.models import Domain, Occupation, Role
from roles.services import OpenVersionExistsError, ServiceRefusedError, occupation_of, start_from_occupation


class Command(BaseCommand):
    help = "Start the draft of a guide from an official occupation. Nothing is published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="an O*NET-SOC or SOC code, such as 13-1082.00 or 13-1082")
        parser.add_argument("--domain", default="", help="the slug of its field (that of like roles)")
        parser.add_argument("--title", default="", help="the role's title (one of those the occupation names)")
        parser.add_argument("--plural", default="", help="its plural")
        parser.add_argument("--slug", default="", help="its address (from the title)")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            occupation = occupation_of(options["code"])
            domain, because = _domain(options["domain"], occupation)
            started = start_from_occupation(
                occupation=occupation,
                title=options["title"] or naming.singular(occupation.title),
                plural=options["plural"],
                slug=options["slug"],
                domain=domain,
                by=None,
            )
        except OpenVersionExistsError as refusal:
            raise CommandError(f"{refusal.version.role} has a draft. {refusal}") from refusal
        except ServiceRefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        draft = started.draft
        new = "a new role, not published" if started.is_new else "a role that was there; its matches stay"
        self.stdout.write(f"/roles/{draft.role.slug}/: {draft}, {new}.")
        if started.is_new and because:
            self.stdout.write(f"Its domain is {domain}: {because}.")
        self.stdout.write(
            f"{started.candidates} official facts of {occupation} wait in its editor to be kept or dropped."
        )


def _domain(slug: str, occupation: Occupation) -> tuple[Domain, str]:
    """The domain of this slug; without one, the only one there is, or where like roles stand. And why it is that."""
    domains = list(Domain.objects.order_by("slug"))
    chosen = [domain for domain in domains if domain.slug == slug] if slug else domains
    if len(chosen) == 1:
        return chosen[0], ""
    if not slug and (found := _domain_of_like_roles(occupation)):
        return found
    known = ", ".join(domain.slug for domain in domains) or "none yet; add one in the admin"
    raise CommandError(f"{f'No domain is called “{slug}”' if slug else 'Say which domain: --domain'} (known: {known}).")


def _domain_of_like_roles(occupation: Occupation) -> tuple[Domain, str] | None:
    """Where all roles of the occupation stand, else more than half of those of its major group; None: not to tell."""
    code = (occupation.parent or occupation).code
    same = Domain.objects.filter(roles__occupations__occupation__code=code).distinct()
    if len(same) == 1:
        return same[0], f"every role matched to {code} is in it"
    group = Role.objects.filter(occupations__occupation__code__startswith=code[:3]).distinct()
    counts = Counter(role.domain for role in group.select_related("domain"))
    for domain, number in counts.most_common(1):
        if number * 2 > counts.total():
            return domain, f"{number} of the {counts.total()} roles matched to the group {code[:2]}-0000 are in it"
    return None
