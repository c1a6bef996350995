"""The public JSON shapes of what Feedwright prints: absent values are null, never missing."""
