from django.apps import AppConfig


class CareersConfig(AppConfig):
    """The site itself: its deployment checks and commands; it has no tables."""

    name = "careers"

    def ready(self) -> None:
        from careers import checks  # noqa: F401 - registers them
