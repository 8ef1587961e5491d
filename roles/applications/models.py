"""Applications as they were sent, the consent they came with, and what marketing does with them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roles.models import GuideVersion, Role
from roles.models.fields import known_value


class Experience(models.TextChoices):
    NONE = "none", _("New to this work")
    JUNIOR = "junior", _("Junior, 0–2 years")
    MID = "mid", _("Mid-level, 2–5 years")
    SENIOR = "senior", _("Senior, 5–9 years")
    LEAD = "lead", _("Lead or principal, 9+ years")


class Purpose(models.TextChoices):
    ANSWER = "answer", _("Answer this request")
    NEWSLETTER = "newsletter", _("Newsletter")
    PARTNER = "partner", _("Share with a named partner")


class ConsentText(models.Model):
    """The words a visitor agrees to, one version a row; immutable once an application used it."""

    purpose = models.CharField(max_length=10, choices=Purpose)
    language = models.CharField(max_length=10, default="en-us")
    version = models.PositiveIntegerField()
    words = models.TextField()
    sha256 = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["purpose", "language", "-version"]
        constraints = [
            known_value("consenttext_purpose_known", "purpose", Purpose),
            models.UniqueConstraint(
                name="consenttext_version_once",
                fields=["purpose", "language", "version"],
                violation_error_message=_("This version of the words already exists."),
            ),
            models.CheckConstraint(
                name="consenttext_words_hashed",
                condition=~Q(words="") & Q(sha256__regex=r"^[0-9a-f]{64}\Z"),
                violation_error_message=_("Consent words are kept with their SHA-256."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}, {self.language}, version {self.version}"


class Application(models.Model):
    """One "Apply Now" for one role, exactly as it was sent. Never changed after it is stored.

    ``body_digest`` is over what was typed and agreed to, after trimming: the same
    ``submission_key`` with the same digest is the same application sent again.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="applications")
    guide_version = models.ForeignKey(
        GuideVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    submission_key = models.UUIDField(unique=True)
    body_digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254)
    current_role = models.CharField(max_length=200, blank=True)
    experience = models.CharField(max_length=6, choices=Experience)
    goal = models.TextField(blank=True)
    consent_text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="applications")
    rendered_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the form was made, if its mark was whole.")
    )
    website = models.CharField(max_length=200, blank=True, help_text=_("The field people do not see."))
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        permissions = [("reveal_application", _("Can show the name and address of an applicant"))]
        constraints = [
            known_value("application_experience_known", "experience", Experience),
            models.CheckConstraint(
                name="application_name_and_email_given",
                condition=~Q(name="") & ~Q(email=""),
                violation_error_message=_("An application has a name and an address."),
            ),
        ]

    def __str__(self) -> str:
        return f"Application {self.pk}"


class Applicant(models.Model):
    """A person, known by an address they confirmed. Nothing unconfirmed makes or changes one."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    confirmed_email = models.CharField(max_length=254, help_text=_("As confirmed, in lower case."))
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="applicant_email_once",
                fields=["confirmed_email"],
                violation_error_message=_("This address already belongs to a person."),
            ),
            models.CheckConstraint(
                name="applicant_email_given",
                condition=~Q(confirmed_email=""),
                violation_error_message=_("A person is known by an address."),
            ),
        ]

    def __str__(self) -> str:
        return f"Applicant {self.pk}"


class CaseState(models.TextChoices):
    NEW = "new", _("New")
    CONTACTED = "contacted", _("Contacted")
    QUALIFIED = "qualified", _("Qualified")
    CONVERTED = "converted", _("Converted")
    CLOSED = "closed", _("Closed")
    HELD = "held", _("Held")


class ApplicationCase(models.Model):
    """What marketing does with an application: state, owner, notes; and whose it turned out to be."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, primary_key=True, related_name="case")
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.NEW, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    notes = models.TextField(blank=True, help_text=_("Seen by marketing. Erased with the person."))
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [known_value("applicationcase_state_known", "state", CaseState)]

    def __str__(self) -> str:
        return f"Case of application {self.pk}"


class ConsentAct(models.TextChoices):
    GIVEN = "given", _("Given")
    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class ConsentEvent(models.Model):
    """Consent given, confirmed, withdrawn or expired, with the words it was about. Only ever added."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="consent_events")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=9, choices=ConsentAct)
    how = models.CharField(max_length=40, help_text=_("By which form or page."))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            known_value("consentevent_act_known", "act", ConsentAct),
            models.UniqueConstraint(
                name="consentevent_given_once",
                fields=["application", "text"],
                condition=Q(act="given"),
                violation_error_message=_("This consent was already given."),
            ),
            models.UniqueConstraint(
                name="consentevent_confirmed_once",
                fields=["application", "text"],
                condition=Q(act="confirmed"),
                violation_error_message=_("This consent was already confirmed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} for application {self.application_id}"


class EmailConfirmation(models.Model):
    """A link sent to prove an address. Only the token's hash is kept; the mail alone holds the token."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="confirmations")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="emailconfirmation_expires_later",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message=_("A link cannot expire before it is made."),
            ),
        ]

    def __str__(self) -> str:
        return f"Confirmation {self.pk}"


class TouchKind(models.TextChoices):
    FIRST = "first", _("First")
    LAST = "last", _("Last")
    SUBMIT = "submit", _("Submit")


class Touch(models.Model):
    """Where the visit came from, kept by the visitor's own browser until the form was sent. No click ids."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="touches")
    kind = models.CharField(max_length=6, choices=TouchKind)
    landing_path = models.CharField(max_length=200, blank=True)
    referrer_host = models.CharField(max_length=100, blank=True)
    utm_source = models.CharField(max_length=100, blank=True)
    utm_medium = models.CharField(max_length=100, blank=True)
    utm_campaign = models.CharField(max_length=100, blank=True)
    utm_term = models.CharField(max_length=100, blank=True)
    utm_content = models.CharField(max_length=100, blank=True)
    slot = models.CharField(max_length=14, blank=True)
    variant = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["application", "pk"]
        verbose_name_plural = _("touches")
        constraints = [
            known_value("touch_kind_known", "kind", TouchKind),
            models.UniqueConstraint(
                name="touch_kind_once_an_application",
                fields=["application", "kind"],
                violation_error_message=_("This touch is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} touch of application {self.application_id}"
