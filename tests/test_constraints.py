"""What must always be true is refused by the database and said in words: one case a named constraint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from tests import factories as f

OURS = ("accounts", "outbox", "roles", "applications")
CONSTRAINTS = {
    constraint.name: (model, constraint)
    for label in OURS
    for model in apps.get_app_config(label).get_models()
    for constraint in model._meta.constraints
}
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)

# A case makes rows that the database takes, and says which change of one of them must be refused.
Case = Callable[[], tuple[models.Model, dict[str, Any]]]
CASES: dict[str, list[Case]] = {}
# A value outside its list also has no right shape: constraints that a case breaks besides its own.
BESIDES = {"occupation_scheme_known": {"occupation_code_shape", "occupation_onet_has_parent"}}


def case(constraint: str, make: Callable[[], models.Model], /, **changes: Any) -> None:
    CASES.setdefault(constraint, []).append(lambda: (make(), changes))


def twice(name: str, make: Callable[[], tuple[models.Model, models.Model]], *same: str) -> None:
    """Two rows; the second may not take the first one's values of ``same``."""

    def rows() -> tuple[models.Model, dict[str, Any]]:
        first, second = make()
        return second, {column: getattr(first, column) for column in same}

    CASES.setdefault(name, []).append(rows)


def two(factory: Any, parent: str, make_parent: Any, **fields: Any) -> Callable[[], Any]:
    """Two rows of one parent."""

    def rows() -> Any:
        shared = {parent: make_parent()}
        return factory(**shared, **fields), factory(**shared, **fields)

    return rows


# --- accounts, outbox ----------------------------------------------------------

case("auditentry_action_given", f.AuditEntryFactory, action="")
case("auditentry_action_given", f.AuditEntryFactory, subject_type="")
CASES["user_email_once"] = [
    lambda: (f.UserFactory(), {"email": f.UserFactory().email.upper()}),
    lambda: (f.UserFactory(), {"email": f.UserFactory().email}),
]
case("outboxevent_done_or_dead", f.OutboxEventFactory, done_at=MOMENT, dead_at=MOMENT)
case("outboxevent_kind_given", f.OutboxEventFactory, kind="")
twice("deliveryattempt_number_once_an_event", two(f.DeliveryAttemptFactory, "event", f.OutboxEventFactory), "number")
case(
    "deliveryattempt_ends_after_start",
    f.DeliveryAttemptFactory,
    started_at=MOMENT,
    finished_at=MOMENT - timedelta(microseconds=1),
)

# --- roles ---------------------------------------------------------------------

NOT_PLAIN = ("", "Upper", "two words", "-edge", "edge-", "a--b", "é", "line\n")
for slug in NOT_PLAIN:
    case("domain_slug_plain", f.DomainFactory, slug=slug)
    case("skill_slug_plain", f.SkillFactory, slug=slug)
    case("role_slug_plain", f.RoleFactory, slug=slug)
    case("roleredirect_slug_plain", f.RoleRedirectFactory, old_slug=slug)
case("roleredirect_slug_plain", f.RoleRedirectFactory, old_slug="a-vs-b")
case("skill_kind_known", f.SkillFactory, kind="hobby")
twice("skillalias_name_once", lambda: (f.SkillAliasFactory(name="SQL"), f.SkillAliasFactory()), "name")
case("role_slug_without_vs", f.RoleFactory, slug="a-vs-b")
case("role_title_not_empty", f.RoleFactory, title="")
case("role_title_not_empty", f.RoleFactory, plural="")
case("role_article_known", f.RoleFactory, article="the")


def _own_successor() -> tuple[models.Model, dict[str, Any]]:
    role = f.RoleFactory()
    return role, {"successor_id": role.pk}


CASES["role_successor_not_itself"] = [_own_successor]

case("calltoaction_slot_known", f.CallToActionFactory, slot="top")
case("calltoaction_words_given", f.CallToActionFactory, headline="")
case("calltoaction_words_given", f.CallToActionFactory, button="")
CASES["calltoaction_role_or_domain"] = [lambda: (f.CallToActionFactory(), {"domain_id": f.DomainFactory().pk})]
twice(
    "calltoaction_one_a_slot_site",
    lambda: (f.CallToActionFactory(role=None, slot="end"), f.CallToActionFactory(role=None, slot="sticky")),
    "slot",
)


def _domain_calls() -> Any:
    domain = f.DomainFactory()
    return tuple(f.CallToActionFactory(role=None, domain=domain, slot=slot) for slot in ("end", "sticky"))


def _role_calls() -> Any:
    role = f.RoleFactory()
    return tuple(f.CallToActionFactory(role=role, slot=slot) for slot in ("end", "sticky"))


twice("calltoaction_one_a_slot_domain", _domain_calls, "slot")
twice("calltoaction_one_a_slot_role", _role_calls, "slot")

case("guidereport_kind_known", f.GuideReportFactory, kind="praise")
case("guidereport_message_given", f.GuideReportFactory, message="")

for name, value in (("noticed_by", "nobody"), ("noticed_by", "")):
    case("correction_noticed_by_known", f.CorrectionFactory, **{name: value})
for name in ("about", "reason"):
    case("correction_words_given", f.CorrectionFactory, **{name: ""})
case("correction_before_given", f.CorrectionFactory, before_text="")
case("correction_after_given", f.CorrectionFactory, after_text="")
case("correction_before_has_area", f.CorrectionFactory, before_amount=1)
case("correction_after_has_source", f.CorrectionFactory, after_amount=1)
CASES["correction_after_has_source"] += [
    lambda: (f.CorrectionFactory(), {"after_amount": 1, "after_area_id": f.nation().pk}),
    lambda: (f.CorrectionFactory(), {"after_amount": 1, "after_release_id": f.oews().pk}),
]
for currency in ("", "usd", "US", "U$D"):
    case("correction_currency_code", f.CorrectionFactory, currency=currency)

# --- guide versions and their parts ----------------------------------------------


def _versions(*states: str) -> Any:
    role = f.RoleFactory()
    return tuple(f.GuideVersionFactory(role=role, state=state) for state in states)


twice("guideversion_number_once_a_role", lambda: _versions("set_aside", "draft"), "number")
for state in ("draft", "in_review", "approved", "scheduled"):
    CASES.setdefault("guideversion_one_open_a_role", []).append(
        lambda state=state: (_versions("draft", "set_aside")[1], {"state": state})  # type: ignore[misc]
    )
case("guideversion_state_known", f.GuideVersionFactory, state="lost")
case("guideversion_number_from_one", f.GuideVersionFactory, number=0)
case("guideversion_quality_of_100", f.GuideVersionFactory, quality=101)
for state in ("published", "superseded", "withdrawn"):
    case("guideversion_published_has_moment", f.GuideVersionFactory, state=state)
case("guideversion_title_not_empty", f.GuideVersionFactory, title="")
case("guideversion_title_not_empty", f.GuideVersionFactory, plural="")
case("guideversion_article_known", f.GuideVersionFactory, article="the")
case("guideversion_reviewer_with_date", f.GuideVersionFactory, reviewed_by="Rita Reviewer")
case("guideversion_expires_after_publishing", f.GuideVersionFactory, publish_at=MOMENT, expires_at=MOMENT)

PARTS = {
    "draftcandidate": f.DraftCandidateFactory,
    "guidetitle": f.GuideTitleFactory,
    "guideskill": f.GuideSkillFactory,
    "careerlevel": f.CareerLevelFactory,
    "roadmapstep": f.RoadmapStepFactory,
    "entryroute": f.EntryRouteFactory,
    "guidepoint": f.GuidePointFactory,
    "guidequestion": f.GuideQuestionFactory,
    "guiderelation": f.GuideRelationFactory,
    "salaryestimate": f.SalaryEstimateFactory,
}


def _two_parts(name: str, **second: Any) -> Callable[[], Any]:
    def rows() -> Any:
        version = f.GuideVersionFactory()
        return PARTS[name](version=version), PARTS[name](version=version, **second)

    return rows


for name in PARTS:
    second = {"rank": "lead"} if name == "careerlevel" else {}
    twice(f"{name}_key_once_a_version", _two_parts(name, **second), "key")


def _document_skills() -> tuple[models.Model, models.Model]:
    document = f.RoleDocumentFactory(skills=["planning", "writing"])
    first, second = document.skills.order_by("pk")
    return first, second


twice("documentskill_once_a_guide", _document_skills, "slug")
twice("draftcandidate_text_once_a_version", _two_parts("draftcandidate"), "text")
twice("guidetitle_title_once_a_version", _two_parts("guidetitle"), "title")
twice("guideskill_skill_once_a_version", _two_parts("guideskill"), "skill_id")
twice("careerlevel_rank_once_a_version", _two_parts("careerlevel", rank="lead"), "rank")
twice("guiderelation_role_once_a_version", _two_parts("guiderelation"), "role_id")

case("draftcandidate_kind_known", f.DraftCandidateFactory, kind="wage")
case("draftcandidate_decision_known", f.DraftCandidateFactory, decision="perhaps", decided_at=MOMENT)
case("draftcandidate_text_not_empty", f.DraftCandidateFactory, text="")
case("draftcandidate_decided_has_moment", f.DraftCandidateFactory, decision="kept")
case("draftcandidate_decided_has_moment", f.DraftCandidateFactory, decision="dropped")
case("draftcandidate_decided_has_moment", f.DraftCandidateFactory, decided_at=MOMENT)
case("guidetitle_kind_known", f.GuideTitleFactory, kind="nick")
case("guideskill_importance_known", f.GuideSkillFactory, importance="vital")
case("guideskill_from_level_known", f.GuideSkillFactory, from_level="chief")
case("careerlevel_rank_known", f.CareerLevelFactory, rank="chief")
case("careerlevel_years_in_order", f.CareerLevelFactory, years_min=3, years_max=2)
case("roadmapstep_kind_known", f.RoadmapStepFactory, kind="rest")
case("roadmapstep_title_not_empty", f.RoadmapStepFactory, title="")
case("roadmapstep_hours_in_order", f.RoadmapStepFactory, hours_low=21, hours_typical=20, hours_high=40)
case("roadmapstep_hours_in_order", f.RoadmapStepFactory, hours_low=10, hours_typical=41, hours_high=40)
case("roadmapstep_hours_in_order", f.RoadmapStepFactory, hours_low=10, hours_typical=None, hours_high=None)
case("roadmapstep_hours_in_order", f.RoadmapStepFactory, hours_low=10, hours_typical=20, hours_high=None)
case("roadmapstep_hours_in_order", f.RoadmapStepFactory, hours_low=None, hours_typical=20, hours_high=40)
case("entryroute_kind_known", f.EntryRouteFactory, kind="lottery")
case("guidepoint_kind_known", f.GuidePointFactory, kind="maybe")
case("guiderelation_kind_known", f.GuideRelationFactory, kind="rival")

# --- comparisons ------------------------------------------------------------------


def _turned(factory: Any) -> tuple[models.Model, dict[str, Any]]:
    pair = factory()
    return pair, {"first_id": pair.second_id, "second_id": pair.first_id}


def _one_role_twice(factory: Any) -> tuple[models.Model, dict[str, Any]]:
    pair = factory()
    return pair, {"second_id": pair.first_id}


def _words(*states: str) -> Any:
    page = f.ComparisonPageFactory()
    return tuple(f.ComparisonVersionFactory(page=page, state=state) for state in states)


for name, factory in (("comparisonpage", f.ComparisonPageFactory), ("pairstanding", f.PairStandingFactory)):
    twice(f"{name}_once_a_pair", partial(lambda make: (make(), make()), factory), "first_id", "second_id")
    CASES[f"{name}_two_roles_in_order"] = [partial(_turned, factory), partial(_one_role_twice, factory)]
twice("comparisonversion_number_once_a_page", lambda: _words("set_aside", "draft"), "number")
for state in ("draft", "in_review", "approved", "scheduled"):
    CASES.setdefault("comparisonversion_one_open_a_page", []).append(
        lambda state=state: (_words("draft", "set_aside")[1], {"state": state})  # type: ignore[misc]
    )
case("comparisonversion_state_known", f.ComparisonVersionFactory, state="lost")
case("comparisonversion_quality_of_100", f.ComparisonVersionFactory, quality=101)
case("comparisonversion_number_from_one", f.ComparisonVersionFactory, number=0)
for state in ("published", "superseded", "withdrawn"):
    case("comparisonversion_published_has_moment", f.ComparisonVersionFactory, state=state)

# --- official figures and estimates ----------------------------------------------

for column in ("publisher", "title", "licence"):
    case("wagesource_named", f.WageSourceFactory, **{column: ""})
case("wagerelease_covers_given", f.WageReleaseFactory, covers="")
case("wagerelease_covers_given", f.WageReleaseFactory, label="")
case(
    "wagerelease_retrieved_after_release",
    f.WageReleaseFactory,
    released_on=date(2026, 4, 2),
    retrieved_on=date(2026, 4, 1),
)
twice("wagefile_once_a_release", two(f.WageFileFactory, "release", f.WageReleaseFactory), "sha256")
for digest in ("", "0" * 63, "G" * 64, "A" * 64):
    case("wagefile_sha256_hex", f.WageFileFactory, sha256=digest)
case("area_kind_known", f.AreaFactory, kind="moon")
for code in ("", "1", "123", "1234", "123456", "12a45"):
    case("area_code_digits", f.AreaFactory, code=code)
twice(
    "occupationwage_one_a_cell",
    two(f.OccupationWageFactory, "release", f.WageReleaseFactory),
    "occupation_id",
)
for lower, higher in (("p10", "p25"), ("p25", "median"), ("median", "p75"), ("p75", "p90"), ("p10", "p90")):
    CASES.setdefault("occupationwage_percentiles_in_order", []).append(
        lambda lower=lower, higher=higher: (  # type: ignore[misc]
            f.OccupationWageFactory(**dict.fromkeys(("p10", "p25", "median", "p75", "p90"))),
            {lower: 100_001, higher: 100_000},
        )
    )
case("salaryestimate_level_known", f.SalaryEstimateFactory, level="chief")
case("salaryestimate_has_figure", f.SalaryEstimateFactory, annual_median=None, annual_low=None)
case("salaryestimate_has_figure", f.SalaryEstimateFactory, annual_median=None, annual_high=None)
case("salaryestimate_in_order", f.SalaryEstimateFactory, annual_low=120_001)
case("salaryestimate_in_order", f.SalaryEstimateFactory, annual_median=None, annual_low=2, annual_high=1)
case("salaryestimate_source_or_unsourced", f.SalaryEstimateFactory, source_id=None)
case("salaryestimate_source_or_unsourced", f.SalaryEstimateFactory, as_of=None)
case("salaryestimate_source_or_unsourced", f.SalaryEstimateFactory, unsourced=True)
for currency in ("", "usd", "US", "U$D"):
    case("salaryestimate_currency_code", f.SalaryEstimateFactory, currency=currency)
case("occupation_scheme_known", f.OccupationFactory, scheme="isco")
twice("occupation_code_once_a_scheme", lambda: (f.OccupationFactory(), f.OccupationFactory()), "code")
for code in ("", "13-108", "13-1082.00", "131082"):
    case("occupation_code_shape", f.OccupationFactory, code=code)
case("occupation_code_shape", f.OnetOccupationFactory, code="13-1082")
case("occupation_onet_has_parent", f.OnetOccupationFactory, parent_id=None)
CASES["occupation_onet_has_parent"].append(
    lambda: (f.OccupationFactory(), {"parent_id": f.OccupationFactory().pk}),
)


def _two_official(factory: Any) -> Callable[[], Any]:
    def rows() -> Any:
        release, occupation = f.WageReleaseFactory(), f.OccupationFactory()
        return factory(release=release, occupation=occupation), factory(release=release)

    return rows


CASES["occupationtitle_once_a_release"] = []
twice("occupationtitle_once_a_release", _two_official(f.OccupationTitleFactory), "occupation_id", "title")
twice("occupationoutlook_once_a_release", _two_official(f.OccupationOutlookFactory), "occupation_id")
case("occupationoutlook_period_given", f.OccupationOutlookFactory, period="")
case("occupation_level_known", f.OccupationFactory, level="huge")
case("occupationwage_basis_known", f.OccupationWageFactory, basis="daily")
FACTS = {
    "occupationprofile": (f.OccupationProfileFactory, []),
    "occupationtask": (f.OccupationTaskFactory, ["task_id"]),
    "occupationsoftware": (f.OccupationSoftwareFactory, ["name", "category_code"]),
    "occupationskill": (f.OccupationSkillFactory, ["element_id"]),
    "occupationeducation": (f.OccupationEducationFactory, ["scale", "category"]),
    "occupationrelation": (f.OccupationRelationFactory, ["related_id"]),
}
for name, (factory, columns) in FACTS.items():
    twice(f"{name}_once_a_release", _two_official(factory), "release_id", "occupation_id", *columns)
for zone in (0, 6):
    case("occupationprofile_job_zone_on_scale", f.OccupationProfileFactory, job_zone=zone)
case("occupationtask_kind_known", f.OccupationTaskFactory, kind="chore")
for figure in (Decimal("0.99"), Decimal("5.01")):
    case("occupationskill_importance_on_scale", f.OccupationSkillFactory, importance=figure)
for figure in (Decimal("-0.01"), Decimal("7.01")):
    case("occupationskill_level_on_scale", f.OccupationSkillFactory, level=figure)
for figure in (Decimal("-0.01"), Decimal("100.01")):
    case("occupationeducation_percent_on_scale", f.OccupationEducationFactory, percent=figure)
case("occupationrelation_tier_known", f.OccupationRelationFactory, tier="far")


def _related_to_itself() -> tuple[models.Model, dict[str, Any]]:
    row = f.OccupationRelationFactory()
    return row, {"related_id": row.occupation_id}


CASES["occupationrelation_not_itself"] = [_related_to_itself]
case("roleoccupation_match_known", f.RoleOccupationFactory, match="guess")
twice("roleoccupation_once_a_role", two(f.RoleOccupationFactory, "role", f.RoleFactory), "occupation_id")

# --- applications ------------------------------------------------------------------

case("consenttext_purpose_known", f.ConsentTextFactory, purpose="fun")
twice("consenttext_version_once", lambda: (f.ConsentTextFactory(), f.ConsentTextFactory()), "version")
case("consenttext_words_hashed", f.ConsentTextFactory, words="")
case("consenttext_words_hashed", f.ConsentTextFactory, sha256="")
case("application_experience_known", f.ApplicationFactory, experience="guru")
case("application_name_and_email_given", f.ApplicationFactory, name="")
case("application_name_and_email_given", f.ApplicationFactory, email="")
twice("applicant_email_once", lambda: (f.ApplicantFactory(), f.ApplicantFactory()), "confirmed_email")
case("applicant_email_given", f.ApplicantFactory, confirmed_email="")
case("applicationcase_state_known", f.ApplicationCaseFactory, state="lost")
case("consentevent_act_known", f.ConsentEventFactory, act="hoped")


def _consent(act: str) -> Callable[[], Any]:
    def rows() -> Any:
        application = f.ApplicationFactory()
        first = f.ConsentEventFactory(application=application, act=act)
        return first, f.ConsentEventFactory(application=application, act="withdrawn")

    return rows


twice("consentevent_given_once", _consent("given"), "act")
twice("consentevent_confirmed_once", _consent("confirmed"), "act")
case("emailconfirmation_expires_later", f.EmailConfirmationFactory, created_at=MOMENT, expires_at=MOMENT)
case("touch_kind_known", f.TouchFactory, kind="third")


def _touches() -> Any:
    application = f.ApplicationFactory()
    return f.TouchFactory(application=application, kind="first"), f.TouchFactory(application=application, kind="last")


twice("touch_kind_once_an_application", _touches, "kind")


# --- the tests -----------------------------------------------------------------------


def test_every_named_constraint_has_a_case_and_no_case_is_left_over() -> None:
    assert set(CASES) == set(CONSTRAINTS)
    assert all(CASES.values())


def test_every_constraint_says_in_words_what_is_wrong() -> None:
    silent = [
        name
        for name, (_model, constraint) in CONSTRAINTS.items()
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert silent == []


def _told_by_database(error: IntegrityError, constraint: models.BaseConstraint, model: type[models.Model]) -> bool:
    if connection.vendor == "postgresql":
        return bool(error.__cause__.diag.constraint_name == constraint.name)  # type: ignore[union-attr]
    if isinstance(constraint, models.CheckConstraint):
        return str(error) == f"CHECK constraint failed: {constraint.name}"
    if constraint.fields:
        table, meta = model._meta.db_table, model._meta
        columns = ", ".join(f"{table}.{meta.get_field(name).column}" for name in constraint.fields)
        return str(error) == f"UNIQUE constraint failed: {columns}"
    return str(error) == f"UNIQUE constraint failed: index '{constraint.name}'"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "make"),
    [
        pytest.param(name, make, id=f"{name}-{place}")
        for name, cases in CASES.items()
        for place, make in enumerate(cases)
    ],
)
def test_a_broken_constraint_is_refused_by_the_database_and_said_in_words(name: str, make: Case) -> None:
    model, constraint = CONSTRAINTS[name]
    row, changes = make()
    row.validate_constraints()

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model._default_manager.filter(pk=row.pk).update(**changes)
    assert _told_by_database(refused.value, constraint, model) or name in BESIDES

    for column, value in changes.items():
        setattr(row, column, value)
    broken = set()
    for other in model._meta.constraints:
        try:
            other.validate(model, row)
        except ValidationError:
            broken.add(other.name)
    assert broken - BESIDES.get(name, set()) == {name}
    with pytest.raises(ValidationError) as told:
        row.validate_constraints()
    assert str(constraint.violation_error_message) in told.value.messages
