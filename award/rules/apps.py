from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "award.rules"
    label = "rules"

    def ready(self) -> None:
        from award.log.domain.verifying import also_verify  # noqa: PLC0415 - models are loaded by now
        from award.rules.domain.verifying import rewritten_rules  # noqa: PLC0415

        also_verify(rewritten_rules)
