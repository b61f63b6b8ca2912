"""Names that run on into a role or another name are asked about, never guessed."""

from __future__ import annotations

import pytest

from newsroom.credits import credits_of
from newsroom.model import Credit


@pytest.mark.parametrize(
    "written", ["记者李明摄", "记者林晓何静", "本报记者王小明摄", "林晓、记者李明摄"]
)
def test_where_a_name_ends_is_asked(written: str) -> None:
    assert credits_of(written) is None


@pytest.mark.parametrize(
    ("written", "name", "role"),
    [
        *(("文图 林晓", "林晓", "文图"), ("林晓 图文", "林晓", "图文")),
        *(("读者 老张", "老张", "读者"), ("市民 何静", "何静", "市民")),
        *(("记者欧阳小红", "欧阳小红", "记者"), ("记者李明", "李明", "记者")),
    ],
)
def test_one_person_is_one_credit(written: str, name: str, role: str) -> None:
    assert credits_of(written) == (Credit(name, role),)
