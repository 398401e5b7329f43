from django.apps import AppConfig


class JuryConfig(AppConfig):
    name = "voting.jury"
    label = "jury"

    def ready(self) -> None:
        from award.stages import register_stage  # noqa: PLC0415 - models are loaded by now
        from voting.jury.stage import JuryStage  # noqa: PLC0415

        register_stage(JuryStage())
