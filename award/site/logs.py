"""Logs: one line an event, without personal data."""

from __future__ import annotations

import logging
import sys

import structlog


def configure_logs(*, as_json: bool, level: str) -> None:
    """JSON in production, plain lines elsewhere; both to standard error."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s", force=True)
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    renderer = structlog.processors.JSONRenderer() if as_json else plain
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([structlog.processors.format_exc_info] if as_json else []),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
