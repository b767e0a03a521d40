"""Who somebody is in a company, from the words in which they say it."""
