"""A committee decides: the decision is read over, recorded, put right, and asked after."""
