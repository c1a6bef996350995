"""The processes that a build begins with before it knows what there is to do: they walk, read, and render feeds."""
