"""Words and files between an applicant and who holds their request."""
