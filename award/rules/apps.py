from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "award.rules"
    label = "rules"

    def ready(self) -> None:
        from award.log.domain.verifying import also_verify  # noqa: PLC0415 - models are loaded by now
        from award.mail.domain.ticking import on_tick  # noqa: PLC0415
        from award.people.domain.personal.keeping import rules_say  # noqa: PLC0415
        from award.programme.stages import register_stage  # noqa: PLC0415
        from award.rules.domain import describing, extending, spelling  # noqa: F401, PLC0415 (sign up)
        from award.rules.domain.books import retention_of  # noqa: PLC0415
        from award.rules.domain.freezing import freeze_what_has_opened  # noqa: PLC0415
        from award.rules.domain.verifying import rewritten_rules  # noqa: PLC0415
        from award.rules.stage import RulesStage  # noqa: PLC0415

        also_verify(rewritten_rules)
        rules_say(retention_of)
        register_stage(RulesStage())
        on_tick(freeze_what_has_opened)
