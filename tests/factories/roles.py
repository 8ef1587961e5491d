"""Roles, how they are grouped, and what stands on their pages beside the guide."""

from __future__ import annotations

import uuid
from datetime import date

import factory
from factory.django import DjangoModelFactory

from roles.models import CallToAction, Correction, Domain, GuideReport, Role, RoleRedirect, Skill, SkillAlias


class DomainFactory(DjangoModelFactory):
    class Meta:
        model = Domain
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"domain-{n}")
    name = factory.LazyAttribute(lambda domain: domain.slug.replace("-", " ").title())
    summary = "Roles that belong together."


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"skill-{n}")
    name = factory.LazyAttribute(lambda skill: skill.slug.replace("-", " ").title())
    kind = "skill"
    summary = "What it is in practice."


class SkillAliasFactory(DjangoModelFactory):
    class Meta:
        model = SkillAlias

    skill = factory.SubFactory(SkillFactory)
    name = factory.Sequence(lambda n: f"Other name {n}")


class RoleFactory(DjangoModelFactory):
    """A role without a guide; ``publish_role()`` gives one with a live guide."""

    class Meta:
        model = Role

    slug = factory.Sequence(lambda n: f"role-{n}")
    title = factory.LazyAttribute(lambda role: role.slug.replace("-", " ").title())
    plural = factory.LazyAttribute(lambda role: f"{role.title}s")
    article = factory.LazyAttribute(lambda role: "an" if role.title[0] in "AEIO" else "a")
    domain = factory.SubFactory(DomainFactory)


class RoleRedirectFactory(DjangoModelFactory):
    class Meta:
        model = RoleRedirect

    old_slug = factory.Sequence(lambda n: f"former-role-{n}")
    role = factory.SubFactory(RoleFactory)


class CallToActionFactory(DjangoModelFactory):
    """The call at the end of one role's guide; pass ``role=None`` for the whole site."""

    class Meta:
        model = CallToAction

    slot = "end"
    role = factory.SubFactory(RoleFactory)
    headline = "Become {{ role.article }} {{ role.title }}"
    body = "Tell us where you stand."
    button = "Apply Now"
    next_steps = "We confirm your address.\nA person answers within two working days."


class GuideReportFactory(DjangoModelFactory):
    class Meta:
        model = GuideReport

    role = factory.SubFactory(RoleFactory)
    version_number = 1
    submission_key = factory.LazyFunction(uuid.uuid4)
    kind = "figure"
    message = "The median is of another occupation."


class CorrectionFactory(DjangoModelFactory):
    """An entry in words alone."""

    class Meta:
        model = Correction

    role = factory.SubFactory(RoleFactory)
    about = "Roadmap"
    before_text = "The second step asked for a certificate."
    after_text = "The second step asks for a finished project."
    reason = "No posting that we read asks for the certificate."
    corrected_on = date(2026, 3, 1)
