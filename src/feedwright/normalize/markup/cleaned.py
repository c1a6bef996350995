"""What comes of an article's HTML that is made ready to publish."""

import msgspec

from feedwright.model import Html, Media
from feedwright.normalize.markup.removals import Removal


class CleanHtml(msgspec.Struct, frozen=True, kw_only=True):
    """An article's HTML made ready to publish."""

    html: Html
    removed: tuple[Removal, ...] = ()  # in the order in which they stood
    images: tuple[Media, ...] = ()  # those that stay, in order, each address once; a thumbnail of a video counts
