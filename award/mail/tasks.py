"""Celery tasks: nudges that look into the database."""

from celery import shared_task

from award.mail.domain.outbox import run_due


@shared_task(name="award.sweep", ignore_result=True)
def sweep() -> None:
    """Carry out the effects that are due."""
    run_due()
