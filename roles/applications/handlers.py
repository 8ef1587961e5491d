"""What the outbox worker does about applications."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Application
from .services import LINK_DAYS, make_confirmation


def send_confirmation_mail(payload: dict[str, Any]) -> None:
    """Send the applicant the one link that confirms the address.

    It repeats nothing that was typed: the address may belong to somebody else. A
    repeated try sends a new link; the earlier one stays good.
    """
    application = Application.objects.select_related("role").filter(public_id=payload["application"]).first()
    if application is None:
        return
    token = make_confirmation(application=application, now=timezone.now())
    context = {
        "role": application.role.title,
        "article": application.role.article,
        "link": settings.SITE_URL + reverse("application_confirm", args=[token]),
        "days": LINK_DAYS,
        "site_name": settings.SITE_NAME,
    }
    EmailMessage(
        subject=_("Confirm your address for %(role)s") % {"role": application.role.title},
        body=render_to_string("emails/confirm_application.txt", context),
        to=[application.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
