"""Where the elements of an extension may stand, in RSS 2.0, RSS 1.0 and Atom alike."""

HEAD = "channel rss1:channel atom:feed atom:source"
ENTRY = "item rss1:item atom:entry"
BOTH = f"{HEAD} {ENTRY}"
