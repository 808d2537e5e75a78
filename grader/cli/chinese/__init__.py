"""What the rooms below say in English, said again in Chinese for the terminal.

The rooms know no reader: their exceptions, notices and findings are English sentences. Each has
its Chinese one here, and a test finds those that have none.
"""

from __future__ import annotations


def in_language(lang: str, message: str) -> str:
    """An English sentence in `lang` (zh or en); itself where there is no other for it."""
    if lang != "zh":
        return message
    from grader.cli.chinese.catalogue import in_chinese

    return in_chinese(message)
