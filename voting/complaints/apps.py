from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "voting.complaints"
    label = "complaints"

    def ready(self) -> None:
        from award.desk.domain.deleting import keeps_edition  # noqa: PLC0415
        from award.desk.registry import register_panel  # noqa: PLC0415
        from award.programme.stages import register_stage  # noqa: PLC0415 - models are loaded by now
        from voting.complaints import personal_data  # noqa: PLC0415
        from voting.complaints.domain import not_me  # noqa: F401, PLC0415 (signs up for "not me")
        from voting.complaints.domain.keeping import kept_by_complaints  # noqa: PLC0415
        from voting.complaints.panel import ComplaintPanel  # noqa: PLC0415
        from voting.complaints.stage import ComplaintStage  # noqa: PLC0415

        personal_data.sign_up()
        register_stage(ComplaintStage())
        register_panel(ComplaintPanel())
        keeps_edition(kept_by_complaints)
