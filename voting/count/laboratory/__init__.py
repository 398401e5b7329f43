"""What each rule for combining jury and public would have done with the same figures."""
