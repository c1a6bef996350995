"""Partners' dialects: a feed in the words of one partner, as its profile says.

`adaptation` makes an article what the partner may have and can take; `values` says what the names in a profile mean;
`elements` fills in the profile's elements; `rss` and `atom` put them into the documents that feedgen writes.
"""

from feedwright.render.partners.documents import partner_document

__all__ = ["partner_document"]
