from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "voting.ballots"
    label = "ballots"

    def ready(self) -> None:
        from award.desk.registry import register_panel  # noqa: PLC0415
        from award.mail.domain.ticking import on_tick  # noqa: PLC0415 - models are loaded by now
        from award.programme.stages import register_stage  # noqa: PLC0415
        from voting.ballots import personal_data  # noqa: PLC0415
        from voting.ballots.domain import letter  # noqa: F401, PLC0415 (signs up)
        from voting.ballots.domain.forgetting import forget_old_votes  # noqa: PLC0415
        from voting.ballots.panel import VotePanel  # noqa: PLC0415
        from voting.ballots.stage import VoteStage  # noqa: PLC0415

        personal_data.sign_up()
        register_stage(VoteStage())
        register_panel(VotePanel())
        on_tick(forget_old_votes)
