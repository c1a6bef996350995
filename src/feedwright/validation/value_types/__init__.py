"""The kinds of values that specifications speak of: each a small function and the faults it finds."""
