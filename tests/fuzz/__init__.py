"""Whatever anybody sends to whatever address, in any role: an answer, and never an error of ours."""
