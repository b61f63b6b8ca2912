"""Why a story is not as wide as it was asked to be, or its headline not upright, and what helps."""

from __future__ import annotations

from press.arrangement import Block
from press.papers import Grid
from press.setting import Setting
from press.tallheads import upright_fault

Answer = tuple[str, str]
"""The cause, and what to do."""


def unmet_span(setting: Setting, first: Block, grid: Grid) -> Answer | None:
    """Why a story has not the columns that it asks for; None where it has, or asks for none."""
    span, columns = setting.story.wish.span, grid.columns
    if span is None or first.columns == span:
        return None
    if span > columns:
        if first.columns == columns:
            cure = f"要各种纸都照办，栏数（span）不超过 {columns}"
            return f"这种纸只有{columns}栏，排了通栏", cure
        return f"这种纸只有{columns}栏", f"把栏数（span）改成 1 到 {columns}"
    return _too_narrow(setting, span, grid) or (
        "同版别的稿件凑不成这样宽的版块",
        "放宽这一项，或改同版稿件的长短和要求",
    )


def _too_narrow(setting: Setting, span: int, grid: Grid) -> Answer | None:
    """What of the story itself has no room in so many columns."""
    columns = grid.columns
    if setting.tears(span) or setting.breaks_rows(span):
        return f"表格在{span}栏里排不下", "把栏数（span）改大，或拆开表格"
    least = -(-setting.height // span)
    if least > grid.lines:
        enough = min(columns, -(-setting.height // grid.lines))
        why = f"正文在{span}栏里要{least}行，一版只有{grid.lines}行"
        return why, f"压短，或把栏数（span）改成 {enough}"
    heads = setting.heads(span)
    if setting.may_stand_up and not heads[0].upright:
        most = columns - 1
        cure = f"把栏数（span）改成 2 到 {most}，或去掉竖题（vertical）"
        return f"稿件自己又要竖题，竖题占2到{most}栏", cure
    if all(head.is_parted for head in heads):
        wider = (count for count in range(span + 1, columns + 1))
        whole = (count for count in wider if not setting.heads(count)[0].is_parted)
        why = f"标题里有一个词太长，{span}栏里排不下，要从中间断开"
        return why, f"把标题里的长词（外文、编号）改短，或把栏数（span）改成 {next(whole, columns)}"
    return None


def unmet_upright(setting: Setting, first: Block, grid: Grid, *, drawn: bool) -> Answer | None:
    """Why a headline does not stand upright; None where it does, or need not.

    drawn: whether the story is as wide as its place in the dummy.
    """
    if not setting.stands_up or first.head is None or first.head.upright:
        return None
    fault = upright_fault(setting.story, grid, setting.ruler)
    if fault:
        return fault, "去掉竖题（vertical），或照提示改标题"
    if not setting.lines:
        return "没有正文，竖题旁边没有东西", "去掉竖题（vertical）"
    if first.columns in {1, grid.columns}:
        return _without_room(setting, first, grid.columns - 1, drawn=drawn)
    return "竖题比版块高", "压短标题，或加长正文"


def _without_room(setting: Setting, first: Block, most: int, *, drawn: bool) -> Answer:
    """Why a block of one column or of all bears no upright headline. most: columns that may."""
    if most <= 1:
        return f"这种纸只有{most + 1}栏，竖题旁边排不下正文", "去掉竖题（vertical）"
    why = "只占一栏，竖题要两栏以上" if first.columns == 1 else "占了通栏，竖题不能比版面宽"
    if drawn:
        return why, f"把版样里那一处的 width 改成 2 到 {most}，或去掉竖题（vertical）"
    if setting.story.wish.span == first.columns:
        return why, f"把栏数（span）改成 2 到 {most}，或去掉竖题（vertical）"
    why = f"{why}；占2到{most}栏的，同版的稿件凑不成"
    return why, f"在版样里给它画一处，width 写 2 到 {most}，或去掉竖题（vertical）"
