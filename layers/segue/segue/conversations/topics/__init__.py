"""What a customer's words are about: the shop's own words, then a small model that runs in the function."""
