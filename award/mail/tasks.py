"""Celery tasks: nudges that look into the database."""

from celery import shared_task

from award.mail.domain import ticking


@shared_task(name="award.tick", ignore_result=True)
def tick() -> None:
    """Do what deadlines that have passed ask for."""
    ticking.tick()


@shared_task(name="award.sweep", ignore_result=True)
def sweep() -> None:
    """Look in the outbox."""
    ticking.sweep()
