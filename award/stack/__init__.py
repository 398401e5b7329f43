"""Running the whole platform on one machine, from what the locked packages bring along."""
