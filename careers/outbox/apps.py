from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "careers.outbox"
    label = "outbox"
    verbose_name = "Outbox"
