"""The applicant applies, follows, completes and corrects a request."""
