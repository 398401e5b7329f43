from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "voting.results"
    label = "results"

    def ready(self) -> None:
        from award.domain.ticking import on_tick  # noqa: PLC0415 - models are loaded by now
        from award.stages import register_stage  # noqa: PLC0415
        from voting.ballots.shortlist import on_missing  # noqa: PLC0415
        from voting.results.domain.announcing import announce_due  # noqa: PLC0415
        from voting.results.domain.settling import settle, settle_due_rounds  # noqa: PLC0415
        from voting.results.stage import ResultStage  # noqa: PLC0415

        register_stage(ResultStage())
        on_tick(settle_due_rounds)
        on_tick(announce_due)
        on_missing(settle)
