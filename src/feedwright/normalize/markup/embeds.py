"""Players and frames of other sites become links: feed readers drop frames, and a link keeps the way to the thing.

For players that are known, the link leads to the page that people visit, and the video's thumbnail is known from its id
alone; nothing is asked of the network.
"""

import re
from functools import cache
from urllib.parse import parse_qs, urlsplit

import msgspec

from feedwright.patterns import pattern

_PAGE = "https://"


class _Player(msgspec.Struct, frozen=True, kw_only=True):
    """One site's players: how their address looks and where their page and thumbnail are."""

    host: re.Pattern[str]
    path: re.Pattern[str]
    page: str
    thumbnail: str | None = None


def _player(host: str, path: str, page: str, thumbnail: str | None = None) -> _Player:
    hosts = pattern(rf"(?:www\.|m\.)?(?:{host})")
    return _Player(host=hosts, path=pattern(path), page=_PAGE + page, thumbnail=thumbnail and _PAGE + thumbnail)


_YOUTUBE_PAGE, _YOUTUBE_THUMBNAIL = "www.youtube.com/watch?v={id}", "i.ytimg.com/vi/{id}/hqdefault.jpg"
_DAILYMOTION = ("www.dailymotion.com/video/{id}", "www.dailymotion.com/thumbnail/video/{id}")
_WRAPPED = pattern(r"(?:w\.soundcloud\.com/player|(?:www\.)?facebook\.com/plugins/(?:video|post)\.php)")
_INNER_PAGE = pattern(r"https://(?!api\.)(?:[a-z0-9-]+\.)+[a-z]{2,}/[!#-&(-;=?-Z_a-z~]*")


class Embed(msgspec.Struct, frozen=True, kw_only=True):
    """What an embedded thing becomes."""

    page: str  # absolute address for people
    label: str  # plain text
    thumbnail: str | None = None  # absolute address of an image


def embed(address: str, *, title: str | None = None, thumbnail: str | None = None) -> Embed:
    """The link for what is embedded from the absolute `address`; title and thumbnail as the markup says them."""
    page, known = _page(address)
    label = " ".join((title or "").split()) or page.partition("://")[2].rstrip("/")
    return Embed(page=page, label=label[:300], thumbnail=thumbnail or known)


def youtube(video: str) -> str:
    """The address of a YouTube video by its id."""
    return _PAGE + _YOUTUBE_PAGE.format(id=video)


@cache
def _players() -> tuple[_Player, ...]:
    """The players that are known; a path is matched together with its query."""
    return (
        _player(
            r"youtube(?:-nocookie)?\.com",
            r"/embed/videoseries\?(?:.*&)?list=(?P<id>[\w-]+).*",
            "www.youtube.com/playlist?list={id}",
        ),
        _player(
            r"youtube(?:-nocookie)?\.com",
            r"/(?:(?:embed|v|e|shorts|live)/|watch\?(?:.*&)?v=)(?P<id>[\w-]{11})(?:[?&/].*)?",
            _YOUTUBE_PAGE,
            _YOUTUBE_THUMBNAIL,
        ),
        _player(r"youtu\.be", r"/(?P<id>[\w-]{11})(?:[?&/].*)?", _YOUTUBE_PAGE, _YOUTUBE_THUMBNAIL),
        _player(r"player\.vimeo\.com", r"/video/(?P<id>\d+).*", "vimeo.com/{id}"),
        _player(r"dailymotion\.com", r"/embed/video/(?P<id>\w+).*", *_DAILYMOTION),
        _player(r"geo\.dailymotion\.com", r"/player[^?]*\?(?:.*&)?video=(?P<id>\w+).*", *_DAILYMOTION),
        _player(
            r"player\.bilibili\.com", r"/player\.html\?(?:.*&)?bvid=(?P<id>BV\w+).*", "www.bilibili.com/video/{id}"
        ),
        _player(r"player\.youku\.com", r"/embed/(?P<id>[\w=]+).*", "v.youku.com/v_show/id_{id}.html"),
        _player(r"v\.qq\.com", r"/txp/iframe/player\.html\?(?:.*&)?vid=(?P<id>\w+).*", "v.qq.com/x/page/{id}.html"),
        _player(r"embed\.ted\.com", r"/(?P<id>talks/[\w/-]+).*", "www.ted.com/{id}"),
        _player(r"open\.spotify\.com", r"/embed(?:-podcast)?/(?P<id>\w+/\w+).*", "open.spotify.com/{id}"),
        _player(r"embed\.(?P<site>music|podcasts)\.apple\.com", r"(?P<id>/.+)", "{site}.apple.com{id}"),
        _player(
            r"platform\.twitter\.com", r"/embed/Tweet\.html\?(?:.*&)?id=(?P<id>\d+).*", "twitter.com/i/status/{id}"
        ),
        _player(r"instagram\.com", r"/(?P<id>(?:p|reel|tv)/[\w-]+)/embed.*", "www.instagram.com/{id}/"),
        _player(r"tiktok\.com", r"/embed/(?:v2/)?(?P<id>\d+).*", "www.tiktok.com/embed/{id}"),
    )


def _page(address: str) -> tuple[str, str | None]:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return address, None
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    for player in _players():
        site, found = player.host.fullmatch(host), player.path.fullmatch(path)
        if site and found:
            names = site.groupdict() | found.groupdict()
            return player.page.format(**names), player.thumbnail and player.thumbnail.format(**names)
    if _WRAPPED.fullmatch(host + parts.path.rstrip("/")):
        for name in ("url", "href"):
            inner = parse_qs(parts.query).get(name, [""])[0]
            if _INNER_PAGE.fullmatch(inner):
                return inner, None
    return address, None
