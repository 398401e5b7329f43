from django.apps import AppConfig


class JuryConfig(AppConfig):
    name = "voting.jury"
    label = "jury"

    def ready(self) -> None:
        from award.domain.ticking import on_tick  # noqa: PLC0415 - models are loaded by now
        from award.stages import register_stage  # noqa: PLC0415
        from voting.jury.domain.reminding import remind_late_jurors  # noqa: PLC0415
        from voting.jury.stage import JuryStage  # noqa: PLC0415

        register_stage(JuryStage())
        on_tick(remind_late_jurors)
