"""A small content folder for the tests of syndication and search, written on the spot."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

import presses

GLOSSARY = "simplified,traditional,hong_kong,kind,note\n于红杰,于紅傑,,person,\n"

ISSUE = """---
number: {number}
date: {day}
editors:
  - {{name: 示例姓名, role: 责任编辑}}
---
{note}
"""

LEAD = """---
kind: report
section: yaowen
kicker: 一号引题 分作两段
headline: 桥头村|新路通车
deck: 副题说明工期与里程
dateline: 本报讯
bylines:
  - {name: 于红杰, role: 记者, organisation: 本报}
  - 范学贵
photos:
  - file: road.jpg
    alt: 新路两旁站着村民。
    caption: 通车那天的早晨。
    credit: {name: 钟实, role: 摄}
figures:
  - {value: 12, unit: 公里, label: 新路全长}
quote: 路通了，人心也通了
summary: 桥头村的新路九月底通车，全长12公里。
---
桥头村的新路今天通车。村民说，以前进城要绕三十里，现在一刻钟就到。

## 1 为什么修得快

施工队日夜赶工，**提前二十天**完工。详情见[通知](notice.md)和[上面一节](#s1)，也可看[外面的网页](https://example.org/a?b=1&c=2)。

![](road.jpg)

| 路段 | 里程 |
|---|---|
| 东段 | 5公里 |
| 西段 | 7公里 |

后来的事，大家都了解：头发也不白了，干部也轻松了。
"""

NOTICE = """---
kind: notice
section: gonggao
headline: 关于停水的通知
corrections:
  - {date: 2013-10-03, text: 停水日期应为十月五日。}
---
十月四日上午停水，请各家早作准备。
"""

BRIEFS = """---
kind: brief
section: yaowen
headline: 要闻 时述
---
### 苗圃开园

西坡苗圃日前开园，首批树苗三千株。（沈一鸣）

---

### 义诊下乡

县医院的医生到北沟村义诊。（通讯员 余得水）
"""

TAKEN_BACK = """---
kind: story
section: jingji
headline: 一篇撤回的稿件
bylines: [谷雨]
retracted: {date: 2013-10-02, text: 经核实，内容有误，现予撤回。}
---
这里的内容不应再被人读到：秘密词语甲乙丙。
"""

SCHEDULE = """---
kind: schedule
section: gonggao
headline: 十月接访、下访日程
schedule:
  period: 2013-10
  venue: 信访大厅
  hours: 上午8:30-12:00 下午2:30-5:30
  visit_rule: 下访为期半天。
---
欢迎来访。

| 姓名 | 接访时间 | 下访时间 | 下访地点 |
|---|---|---|---|
| 沈万里 | 10月8日、21日上午 | 10月17日下午2:30-4:00 | 西坡镇北沟村 |
| 党向荣 | 10月9日 | 10月31日 | 东岭镇桥头村 |
"""


def write_newsroom(folder: Path, *, more_issues: int = 0, items: int = 4) -> Path:
    """Write the folder; with `more_issues` plain weekly issues of `items` items after the first."""
    issue = folder / "issues" / "2013-09-30"
    issue.mkdir(parents=True, exist_ok=True)
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    files = {
        "issue.md": ISSUE.format(
            number=28, day="2013-09-30", note="编者的话：本期见[头条](lead.md)。"
        ),
        "lead.md": LEAD,
        "notice.md": NOTICE,
        "briefs.md": BRIEFS,
        "taken-back.md": TAKEN_BACK,
        "schedule.md": SCHEDULE,
    }
    for name, text in files.items():
        (issue / name).write_text(text, encoding="utf-8")
    Image.new("RGB", (1200, 800), (90, 120, 150)).save(issue / "road.jpg", "JPEG")
    days = ["2013-10-07", "2013-10-14", "2013-10-21", "2013-11-04", "2013-11-11", "2013-12-02"]
    for number, day in enumerate(days[:more_issues], 29):
        later = folder / "issues" / day
        later.mkdir(exist_ok=True)
        text = ISSUE.format(number=number, day=day, note="")
        (later / "issue.md").write_text(text, encoding="utf-8")
        for index in range(items):
            (later / f"item-{index}.md").write_text(
                f"---\nkind: report\nsection: minsheng\nheadline: 第{number}期第{index}篇\n"
                f"bylines: [钟实]\n---\n第{number}期第{index}篇的正文，说的是村里的事。\n",
                encoding="utf-8",
            )
    return folder


def test_the_newsroom_of_these_tests_is_one_that_prints(tmp_path: Path) -> None:
    content = write_newsroom(tmp_path / "content", more_issues=2)
    with presses.editions(content, tmp_path, ["syndication"]) as editions:
        assert [len(edition.issues) for edition in editions.values()] == [3, 3]
