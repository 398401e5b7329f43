from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "award.limits"
    label = "limits"

    def ready(self) -> None:
        from award.limits.domain.forgetting import forget_yesterday  # noqa: PLC0415 - models are loaded by now
        from award.mail.domain.ticking import on_tick  # noqa: PLC0415

        on_tick(forget_yesterday)
