from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "award.people"
    label = "people"

    def ready(self) -> None:
        from award.people import passkeys  # noqa: F401, PLC0415 (signs up for allauth's signals)
