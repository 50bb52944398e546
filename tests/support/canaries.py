"""Private facts that can be told from all others, and where they turn up."""


class Canaries:
    """Named groups of words that stand nowhere by chance; each in every writing it may leak in."""

    def __init__(self, words):
        self.words = words

    def in_all(self, artefacts):
        """Which canary is in which artefact: pairs of names."""
        return {
            (name, artefact)
            for artefact, text in artefacts.items()
            for name, words in self.words.items()
            if any(word in text for word in words)
        }
