"""Why a service refused; each text is for the person who asked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from roles.models import Occupation
from roles.models.version import Version
from roles.quality import GATE


class ServiceRefusedError(Exception):
    """The change was not made; nothing was written."""


class OpenVersionExistsError(ServiceRefusedError):
    """The role, or the pair, already has an open version: continue it or set it aside."""

    def __init__(self, version: Version) -> None:
        self.version: Any = version  # of a guide or of a comparison, as the caller knows
        super().__init__(
            _("Version %(number)d is open already. Continue it or set it aside.") % {"number": version.number}
        )


class StaleVersionError(ServiceRefusedError):
    """Somebody saved the open version since this form was made (its lock_version moved on)."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else saved this version after you opened it."))


class StaleDraftError(ServiceRefusedError):
    """The draft was made from a version that is no longer live."""

    def __init__(self) -> None:
        super().__init__(
            _("Another version went live after this draft was started. Start a draft from the live version.")
        )


class AddressRefusedError(ServiceRefusedError):
    """A new role cannot have this address, or none could be made of its title."""


class NotDetailedError(ServiceRefusedError):
    """The occupation is a group of others, or has no wage of its own: it cannot stand for a role."""

    def __init__(self, occupation: Occupation) -> None:
        super().__init__(_("%(occupation)s is not a detailed SOC occupation.") % {"occupation": occupation})


class PublishRefusedError(ServiceRefusedError):
    """The version may not be published as it is; ``problems`` says why, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


class BelowGateError(ServiceRefusedError):
    """The quality is below the gate and no reason was given to publish it all the same."""

    def __init__(self, score: int) -> None:
        self.score = score
        super().__init__(
            _("Quality is %(score)d; the gate is %(gate)d. Give a reason to publish below it.")
            % {"score": score, "gate": GATE}
        )
