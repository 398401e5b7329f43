from django.apps import AppConfig


class AwardConfig(AppConfig):
    name = "award"

    def ready(self) -> None:
        from award import passkeys  # noqa: F401, PLC0415 (signs up for allauth's signals)
