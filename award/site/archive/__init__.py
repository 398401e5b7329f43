"""Everything that the public can read here, as plain files, for when nobody runs the platform any more."""
