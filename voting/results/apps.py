from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "voting.results"
    label = "results"

    def ready(self) -> None:
        from award.desk.domain.deleting import keeps_edition, on_edition_deleted  # noqa: PLC0415
        from award.desk.registry import register_panel  # noqa: PLC0415
        from award.log.domain.verifying import also_verify  # noqa: PLC0415
        from award.mail.domain.ticking import on_tick  # noqa: PLC0415 - models are loaded by now
        from award.people.domain.personal.sources import holds_people  # noqa: PLC0415
        from award.programme.stages import register_stage  # noqa: PLC0415
        from nominations.domain.erasing import on_erasing  # noqa: PLC0415
        from nominations.her_page import on_her_page  # noqa: PLC0415
        from voting.ballots.shortlist import on_missing  # noqa: PLC0415
        from voting.results.domain import announcement_mail, deciding, lengthening  # noqa: F401, PLC0415
        from voting.results.domain.annex import erase_with  # noqa: PLC0415
        from voting.results.domain.announcing import announce_due  # noqa: PLC0415
        from voting.results.domain.deleting import (  # noqa: PLC0415
            kept_by_results,
            let_empty_rounds_go,
        )
        from voting.results.domain.extra_votes import extra_votes_of  # noqa: PLC0415
        from voting.results.domain.lapsing import lapse_impossible  # noqa: PLC0415
        from voting.results.domain.personal import Named  # noqa: PLC0415
        from voting.results.domain.settling import settle, settle_due_rounds  # noqa: PLC0415
        from voting.results.domain.unplaced import below_quorum  # noqa: PLC0415
        from voting.results.domain.verifying import changed_results  # noqa: PLC0415
        from voting.results.panel import ResultPanel  # noqa: PLC0415
        from voting.results.stage import ResultStage  # noqa: PLC0415

        holds_people(Named())
        register_stage(ResultStage())
        register_panel(ResultPanel())
        deciding.register()
        also_verify(changed_results)
        keeps_edition(kept_by_results)
        on_edition_deleted(let_empty_rounds_go)
        lengthening.register()
        on_tick(settle_due_rounds)
        on_tick(announce_due)
        on_tick(lapse_impossible)
        on_missing(settle)
        on_erasing(erase_with)
        on_her_page(below_quorum)
        on_her_page(extra_votes_of)
