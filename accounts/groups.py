"""Who may do what: the whole table, in code. ``manage.py sync_groups`` makes the database equal to it."""

from collections.abc import Iterable

_GUIDE_PARTS = (
    "guidetitle",
    "guideskill",
    "careerlevel",
    "salaryestimate",
    "roadmapstep",
    "entryroute",
    "guidepoint",
    "guidequestion",
    "guiderelation",
)
_OFFICIAL = (
    "wagesource",
    "wagerelease",
    "wagefile",
    "area",
    "occupation",
    "occupationtitle",
    "occupationoutlook",
    "occupationwage",
    "occupationprofile",
    "occupationtask",
    "occupationsoftware",
    "occupationskill",
    "occupationeducation",
    "occupationrelation",
)


def _permissions(app: str, actions: str, models: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{app}.{action}_{model}" for model in models for action in actions.split())


_EDITOR = (
    _permissions("roles", "view add change", ("domain", "skill", "role", "guideversion"))
    | _permissions("roles", "view add change", ("comparisonpage", "comparisonversion"))
    | _permissions("roles", "view add change delete", _GUIDE_PARTS)
    | _permissions(
        "roles", "view", (*_OFFICIAL, "roleoccupation", "roleredirect", "calltoaction", "correction", "pairstanding")
    )
    | _permissions("roles", "view change", ("guidereport",))
)
_PUBLISHER = (
    _EDITOR
    | {"roles.publish_guideversion", "roles.publish_comparisonversion"}
    | {"roles.match_roleoccupation", "roles.add_correction"}
    | _permissions("roles", "delete", ("domain", "skill"))
    | _permissions("accounts", "view", ("auditentry",))
)
_MARKETING = (
    _permissions("applications", "view change", ("applicationcase",))
    | _permissions("applications", "view", ("application", "applicant", "consenttext", "consentevent", "touch"))
    | {"applications.reveal_application"}
    | _permissions("outbox", "view", ("outboxevent", "deliveryattempt"))
    | _permissions("roles", "view", ("role", "domain"))
    | _permissions("roles", "view add change", ("calltoaction",))
)
_ADMINISTRATOR = (
    _PUBLISHER
    | _MARKETING
    | _permissions("accounts", "view add change", ("user",))
    | _permissions("accounts", "view", ("auditentry",))
    | _permissions("auth", "view", ("group",))
)

GROUPS: dict[str, frozenset[str]] = {
    "Editor": frozenset(_EDITOR),
    "Publisher": frozenset(_PUBLISHER),
    "Marketing": frozenset(_MARKETING),
    "Administrator": frozenset(_ADMINISTRATOR),
}
