from award.log.models.entry import LogEntry, LogPayload
from award.log.models.erasure import Erasure

__all__ = ["Erasure", "LogEntry", "LogPayload"]
