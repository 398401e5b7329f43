from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"

    def ready(self) -> None:
        from award.stages import register_stage  # noqa: PLC0415 - models are loaded by now
        from nominations.stage import NominationStage  # noqa: PLC0415

        register_stage(NominationStage())
