"""Apple's podcast categories of 2005 and of 2006, replaced in 2019: each with its sub-categories.

Apple: A Podcaster's Guide to RSS has the present ones.
"""

from collections.abc import Mapping


def _named(rows: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {main: frozenset(filter(None, subs.split("|"))) for main, subs in rows.items()}


FORMER: Mapping[str, frozenset[str]] = _named(
    {
        "Arts": "Literature|Spoken Word",
        "Arts & Entertainment": "Architecture|Books|Design|Entertainment|Games|Performing Arts|Photography|Poetry"
        "|Science Fiction",
        "Audio Blogs": "",
        "Business": "Business News|Finance|Management & Marketing|Shopping",
        "Education": "Education Technology|Educational Technology|Higher Education|K-12|Language Courses|Training",
        "Family": "",
        "Food": "",
        "Games & Hobbies": "Automotive|Aviation|Hobbies|Other Games|Video Games",
        "Government & Organizations": "Local|National|Non-Profit|Regional",
        "Health": "Alternative Health|Diet & Nutrition|Fitness|Fitness & Nutrition|Relationships|Self-Help|Sexuality",
        "International": "Australian|Belgian|Brazilian|Canadian|Chinese|Dutch|French|German|Hebrew|Italian|Japanese"
        "|Norwegian|Polish|Portuguese|Spanish|Swedish",
        "Movies & Television": "",
        "News & Politics": "Conservative (Right)|Liberal (Left)",
        "Politics": "",
        "Public Radio": "",
        "Religion & Spirituality": "New Age|Other|Philosophy|Spirituality",
        "Science & Medicine": "Medicine|Natural Sciences|Social Sciences",
        "Society & Culture": "History|Gay & Lesbian",
        "Sports & Recreation": "Amateur|College & High School|Outdoor|Professional",
        "Talk Radio": "",
        "Technology": "Computers|Developers|Gadgets|Information Technology|News|Operating Systems|Podcasting"
        "|Smart Phones|Software How-To|Tech News|Text/Speech",
        "Transportation": "Automotive|Aviation|Bicycles|Commuting",
        "Travel": "",
    }
)
