"""The one way in which a source of figures fails."""

from __future__ import annotations


class FeedFault(Exception):
    """A source gave nothing that can be used. `sentence` is for the office; it holds no address and no key.

    `again`: the same question may be asked again at once. `wait`: seconds the source asked to be left alone.
    """

    def __init__(self, sentence: str, *, again: bool = False, wait: int = 0) -> None:
        self.sentence = sentence
        self.again = again
        self.wait = wait
        super().__init__(sentence)
