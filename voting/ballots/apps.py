from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "voting.ballots"
    label = "ballots"

    def ready(self) -> None:
        from award.domain.ticking import on_tick  # noqa: PLC0415 - models are loaded by now
        from award.stages import register_stage  # noqa: PLC0415
        from voting.ballots.domain.forgetting import forget_old_votes  # noqa: PLC0415
        from voting.ballots.stage import VoteStage  # noqa: PLC0415

        register_stage(VoteStage())
        on_tick(forget_old_votes)
