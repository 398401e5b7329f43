from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "award.people"
    label = "people"

    def ready(self) -> None:
        from award.log.domain.naming import named_in_log  # noqa: PLC0415
        from award.mail.domain.ticking import on_tick  # noqa: PLC0415 - models are loaded by now
        from award.people import (  # noqa: PLC0415
            passkeys,  # noqa: F401 (signs up for allauth's signals)
            personal_data,
            sessions,  # noqa: F401 (signs up for what the package stores)
        )
        from award.people.domain import not_me  # noqa: F401, PLC0415 (signs up for "not me")
        from award.people.domain.browsers import forget_old_browsers  # noqa: PLC0415
        from award.people.domain.seniority import let_seniority_hold  # noqa: PLC0415
        from award.people.domain.two_persons import take_effect_due  # noqa: PLC0415
        from award.people.models import Person  # noqa: PLC0415

        named_in_log(Person, "name", "email")
        on_tick(forget_old_browsers)
        on_tick(let_seniority_hold)
        on_tick(take_effect_due)
        personal_data.sign_up()
