"""What is done with personal data, whose, why and for how long: for a page and for the register of article 30."""
