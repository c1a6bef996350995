"""What another process does while it is not known yet what there is to do."""

from feedwright.load import Listing
from feedwright.pipeline.again import Again
from feedwright.pipeline.texts import tell
from feedwright.site import Site

_SMALL = 65_536  # bytes of a file, which has fewer lines


def rehearse(site: Site, files: Listing) -> None:
    """Make of the first small file of some what is made of records and of their texts, and forget it.

    What was loaded and compiled for one record is there for the next one, which most often is written alike.
    """
    from feedwright.pipeline.rows import rows_of_files

    file = next((file for file in files if file.size < _SMALL), None)
    if file is not None:
        list(rows_of_files(site, [(file, None)]))
        tell(site, [Again(file, range(_SMALL))], composed=True)
