"""Complaints about a result or a decision: received, answered, and in the log."""
