"""What cannot run is told in one sentence: what happened, and what to do now."""

from __future__ import annotations

import errno

DISK_FULL = "The disk is full. Make room and start again."
FULL_SIGNS = ("No space left on device", "Disk quota exceeded", "DiskFull")
BUSY_SIGN = 'lock file "postmaster.pid" already exists'
BUSY = "another command of this installation is using the database. Wait until it is done."


class StackError(Exception):
    """Something cannot run; the message is for the person who started it."""


def reason(text: str) -> str:
    """The sentence that matters in a program's last words."""
    if tells_of_full(text):
        return "the disk is full. Make room and start again."
    if BUSY_SIGN in text:
        return BUSY
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL:" in line or "ERROR:" in line]
    return [*lines, *fatal][-1] if lines else "it gave no reason"


def tells_of_full(text: str) -> bool:
    """Whether these last words are about a disk without room."""
    return any(sign in text for sign in FULL_SIGNS)


def in_words(error: OSError) -> str:
    """A fault of the operating system, for a person."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DISK_FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{error.filename or 'A file'} cannot be written by you. Take the right to it, or "
            "choose another folder for the data: FOREBILD_VAR=/a/folder make up"
        )
    return f"The platform cannot start: {error}"
