"""Files that go with a question or an offer between firms: kept, taken back, handed over once both agreed."""
