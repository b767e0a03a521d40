"""A call that is asked for before the form is finished: what was answered is sent for it."""
