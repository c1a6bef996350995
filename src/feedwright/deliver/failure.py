"""Why a message did not get through, and whether trying again can help."""

from feedwright.errors import FeedwrightError


class DeliveryError(FeedwrightError):
    """A message did not get through.

    `lasting`: trying again cannot help. `wait`: the seconds that the receiver asks for before the next try. `receiver`
    False: it is this message's own affair, others to the same receiver may be tried.
    """

    def __init__(
        self, message: str, *, lasting: bool = False, wait: float | None = None, receiver: bool = True
    ) -> None:
        super().__init__(message)
        self.lasting = lasting
        self.wait = wait
        self.receiver = receiver
