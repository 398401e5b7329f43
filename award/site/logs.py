"""Logs: one line an event, without personal data."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog

# What PostgreSQL adds to an error: the values of the row.
_DETAILS = re.compile(r"\nDETAIL:.*?(?=\n\n(?:The above|During handling)|\Z)", re.DOTALL)


def configure_logs(*, as_json: bool, level: str) -> None:
    """JSON in production, what Django and Celery say too; plain lines elsewhere; all to standard error."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s", force=True)
    ours: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *([structlog.processors.format_exc_info, without_details] if as_json else []),
    ]
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[*ours, structlog.processors.JSONRenderer() if as_json else plain],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    if as_json:
        _say_others_alike(ours)


def without_details(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """A trace without the rows that the database was asked to store."""
    if "exception" in event:
        event["exception"] = _DETAILS.sub("", event["exception"])
    return event


def _say_others_alike(ours: list[Any]) -> None:
    """What goes by Python's own logging is a line of the same kind: a time, and no line break in it.

    That an address is not there is no event: it may be somebody's key, mistyped. Who was refused
    what stands in a line of our own (`award.site.middleware`).
    """
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_logger_name, *ours],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    )
    for handler in logging.getLogger().handlers:
        handler.setFormatter(formatter)
    logging.getLogger("django.request").setLevel(logging.ERROR)
