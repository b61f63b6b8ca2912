"""Names that their place tells: a speaker behind his post, a byline that the format calls so."""

from __future__ import annotations

import re

from copydesk.fields.author import Author
from copydesk.fields.names import could_be_name, is_name, is_office
from copydesk.lexicon import HAN, simple
from copydesk.traced import Traced

POST_WORDS = (
    "[区县市镇乡村局处科厅部所站院校馆社会组队行]长|书记|主任|主席|常委|委员|干事|代表|经理|总裁|教授|研究员|"
    "医师|医生|护士长?|教师|老师|讲师|工程师|农艺师|律师|法官|检察官|校友|学生|同学"
)
"""What somebody is, as the last words before the name of a speaker or of an expert."""

_POSTED = re.compile(
    f"(?P<post>(?:[{HAN}（）、0-9()]{{2,24}}[ ]+)*[{HAN}（）、0-9()]*"
    f"(?:{POST_WORDS}|[年班]级?))[ ]+"
    f"(?P<name>[{HAN} ]{{2,5}})"
)


def posted_byline(line: Traced) -> tuple[Author, ...]:
    """Whoever a line names behind his office and post, or before it in brackets.

    柳城区副区长 邬建平, 吴越（区老干部大学）; empty for all else.
    """
    text = line.strip()
    words = simple(text.text)
    match = _POSTED.fullmatch(words) or _PLACED.fullmatch(words)
    if not match or not is_name(match.group("name").replace(" ", "")):
        return ()
    post = match.group("post")
    if match.re is _PLACED and not (is_office(post) or _POST.search(post)):
        return ()
    kept = [at for at in range(match.start("name"), match.end("name")) if text.text[at] != " "]
    name = Traced("".join(text.text[at] for at in kept), tuple(text.origin[at] for at in kept))
    return (Author(name, organisation=text.text[slice(*match.span("post"))]),)


_PLACED = re.compile(
    f"(?P<name>[{HAN}](?: *[{HAN}]){{1,3}})[ ]*[（(](?P<post>[{HAN}]{{3,16}})[）)]"
)
_POST = re.compile(f"(?:{POST_WORDS})$")


def told_byline(line: Traced) -> tuple[Author, ...]:
    """The names of a line that its format calls a byline, be they words too: 文静 颜真.

    Of a line that says more, the names behind the label of who wrote: 日期：5月3日 作者：文静.
    """
    words = line.found(r"[^\s、，,]+")
    if len(words) == 2 and is_office(simple(words[0].text)):  # 柳江街道 银杏
        return (Author(words[1], organisation=words[0].text),)
    if all(could_be_name(simple(each.text)) for each in words):
        return tuple(map(Author, words))
    label = _LABELLED.search(simple(line.text))
    return told_byline(line[slice(*label.span("names"))]) if label else ()


_LABELLED = re.compile(
    f"作者[ ]*[:：][ ]*(?P<names>[{HAN}]{{2,4}}(?:[ 、，,][{HAN}]{{2,4}}(?![:：]))*)"
)
