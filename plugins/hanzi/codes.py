"""What an editor can do wrong in a glossary or a mark, by stable codes."""

from __future__ import annotations

from newsroom.problems import Code


class HanziCode(Code):
    """Codes of this room's problems."""

    GLOSSARY_UNREADABLE = "hanzi.glossary-unreadable"
    GLOSSARY_HEADER = "hanzi.glossary-header"
    GLOSSARY_EMPTY_FORM = "hanzi.glossary-empty-form"
    GLOSSARY_KIND = "hanzi.glossary-kind"
    GLOSSARY_CONTRADICTION = "hanzi.glossary-contradiction"
    GLOSSARY_REPEATED = "hanzi.glossary-repeated"
    GLOSSARY_TOO_LARGE = "hanzi.glossary-too-large"
    GLOSSARY_BAD_FORM = "hanzi.glossary-bad-form"
    GLOSSARY_NO_EFFECT = "hanzi.glossary-no-effect"
    NAME_UNSIGNED = "hanzi.name-unsigned"
    PSEUDO_TRADITIONAL = "hanzi.pseudo-traditional"
    SCRIPT_MISDECLARED = "hanzi.script-misdeclared"
