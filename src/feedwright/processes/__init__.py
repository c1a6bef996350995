"""Other processes for what can be done beside: forks, which start in a millisecond.

The pools of Python's library are not used: they take ten milliseconds to load, and their processes would have to load
the stages anew, or wait until this one has.
"""

from feedwright.processes.asking import MOST, Answer, Processes, processors

__all__ = ["MOST", "Answer", "Processes", "processors"]
