"""The words of DynamoDB's expressions and of PartiQL."""

import re

from tests.faults.cloud.failures import invalid

TOKENS = re.compile(r"\s*(<>|<=|>=|[=<>(),+?!-]|:\w+|[#A-Za-z_](?:[\w.#]|\[\d+\])*|\"[^\"]+\"|'[^']*'|[{}:]|\d+)")


def tokens_of(text: str) -> list[str]:
    """The tokens of an expression. Raises ValidationException where one cannot be read."""
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        match = TOKENS.match(text, at)
        if match is None:
            raise invalid(f"Invalid expression: Syntax error near {text[at : at + 20]!r}")
        found.append(match[1])
        at = match.end()
    return found


class Tokens:
    """A cursor over tokens; words compare without case."""

    def __init__(self, text: str) -> None:
        self.all = tokens_of(text)
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        """The next token, "" at the end."""
        return self.all[self.at + ahead] if self.at + ahead < len(self.all) else ""

    def take(self) -> str:
        """The next token, consumed."""
        self.at += 1
        return self.peek(-1)

    def accept(self, *words: str) -> bool:
        """Consumes the words when they come next."""
        if any(self.peek(ahead).upper() != word for ahead, word in enumerate(words)):
            return False
        self.at += len(words)
        return True

    def expect(self, word: str) -> None:
        """Consumes the word or fails."""
        if not self.accept(word):
            raise invalid(f"Invalid expression: expected {word} before {self.peek()!r}")
