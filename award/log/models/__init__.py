from award.log.models.entry import LogEntry, LogPayload

__all__ = ["LogEntry", "LogPayload"]
