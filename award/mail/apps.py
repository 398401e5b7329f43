from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "award.mail"
    label = "mail"

    def ready(self) -> None:
        from award.mail.domain.forgetting import forget_old_codes  # noqa: PLC0415 (models are there)
        from award.mail.domain.ticking import on_tick  # noqa: PLC0415

        on_tick(forget_old_codes)
