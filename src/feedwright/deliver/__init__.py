"""Brings what is published to the world: to where it is served, to hubs, to partners, so that nothing is lost."""

from feedwright.deliver.message import Message, State
from feedwright.deliver.outbox import Outbox, look_into
from feedwright.deliver.publishing import OUTBOX_FOLDER, Publication, Published, carry_out, prepare, preview
from feedwright.deliver.sending import send_waiting

__all__ = [
    "OUTBOX_FOLDER",
    "Message",
    "Outbox",
    "Publication",
    "Published",
    "State",
    "carry_out",
    "look_into",
    "prepare",
    "preview",
    "send_waiting",
]
