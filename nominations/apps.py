from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"

    def ready(self) -> None:
        from award.desk.domain.deleting import keeps_edition, on_edition_deleted  # noqa: PLC0415
        from award.desk.domain.removing import goes_with_edition  # noqa: PLC0415
        from award.desk.registry import register_panel  # noqa: PLC0415
        from award.log.domain.naming import named_in_log  # noqa: PLC0415
        from award.mail.domain.ticking import on_tick  # noqa: PLC0415
        from award.programme.stages import register_stage  # noqa: PLC0415 - models are loaded by now
        from nominations import personal_data  # noqa: PLC0415
        from nominations.domain import (  # noqa: F401, PLC0415
            clockwork,
            erasing,
            finalist_told,
            forgetting,
            going_public,
            ineligibility,
            letting_in,
            not_me,
            noting_no,
            readdressing,
            rewording,
            unreached,
            witnesses,
        )
        from nominations.domain.deleting import (  # noqa: PLC0415
            kept_by_nominations,
            let_nominations_go,
            nominations_that_go,
        )
        from nominations.domain.fading import empty_old_nominations  # noqa: PLC0415
        from nominations.models import Candidate, Nomination  # noqa: PLC0415
        from nominations.panel import NominationPanel  # noqa: PLC0415
        from nominations.stage import NominationStage  # noqa: PLC0415

        personal_data.sign_up()
        register_stage(NominationStage())
        register_panel(NominationPanel())
        named_in_log(Candidate, "name")
        named_in_log(Nomination, "nominee_name", related=("category",))
        for step in (
            clockwork.tell_due,
            clockwork.escalate_due,
            clockwork.remind_due,
            erasing.erase_untold,
            empty_old_nominations,
            going_public.remind_of_incomplete,
        ):
            on_tick(step)
        keeps_edition(kept_by_nominations)
        on_edition_deleted(let_nominations_go)
        goes_with_edition(nominations_that_go)
