"""Parts of public addresses: ``<role:slug>``, ``<skill:slug>`` and ``<pair:pair>``."""

from django.urls import register_converter


class RoleSlugConverter:
    """A role's slug: lower-case letters, digits and hyphens."""

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SkillSlugConverter(RoleSlugConverter):
    """A skill's slug, written like a role's."""


class PairConverter:
    """Two role slugs around ``-vs-``: ``data-scientist-vs-software-engineer``.

    A slug cannot hold ``-vs-`` (a database constraint), so the split is never in doubt.
    """

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*-vs-[a-z0-9]+(?:-[a-z0-9]+)*"

    def to_python(self, value: str) -> tuple[str, str]:
        first, _separator, second = value.partition("-vs-")
        if "-vs-" in second:
            raise ValueError(value)
        return first, second

    def to_url(self, value: tuple[str, str]) -> str:
        return "-vs-".join(value)


register_converter(RoleSlugConverter, "role")
register_converter(SkillSlugConverter, "skill")
register_converter(PairConverter, "pair")
