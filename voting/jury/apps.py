from django.apps import AppConfig

_WHOSE = ("juror__person", "entry__candidate", "entry__category")


class JuryConfig(AppConfig):
    name = "voting.jury"
    label = "jury"

    def ready(self) -> None:
        from award.desk.domain.deleting import on_edition_deleted  # noqa: PLC0415
        from award.desk.domain.removing import goes_with_edition  # noqa: PLC0415
        from award.desk.registry import register_panel  # noqa: PLC0415
        from award.log.domain.naming import named_in_log  # noqa: PLC0415
        from award.mail.domain.ticking import on_tick  # noqa: PLC0415 - models are loaded by now
        from voting.jury import personal_data  # noqa: PLC0415
        from voting.jury.domain import (  # noqa: PLC0415 - they sign up for "not me" and acts for two
            not_me,  # noqa: F401
            panel_changes,  # noqa: F401
        )
        from voting.jury.domain.deleting import jurors_that_go, let_jurors_go  # noqa: PLC0415
        from voting.jury.domain.reminding import remind_late_jurors  # noqa: PLC0415
        from voting.jury.models import Juror, Recusal  # noqa: PLC0415
        from voting.jury.panel import JuryPanel  # noqa: PLC0415

        personal_data.sign_up()
        register_panel(JuryPanel())
        named_in_log(Juror, "person__name", related=("person",))
        named_in_log(Recusal, "juror__person__name", related=_WHOSE)
        on_edition_deleted(let_jurors_go)
        goes_with_edition(jurors_that_go)
        on_tick(remind_late_jurors)
