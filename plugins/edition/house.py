"""What the publication says of itself: names, sections, imprint. All of it from pelican.conf.py."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from edition.papersizes import ASCII_NAME, PaperSizes, Settings
from edition.webaddress import why_no_address
from newsroom.kinds import Id

__all__ = ["House", "ImprintLine", "Section", "Settings"]


class Section(Settings):
    """A 栏目: id in front matter and addresses, name as printed.

    fresh_days: in how many days it ought to have something new, 0 for no rule. 政府网站与政务新媒体
    检查指标 (2019) asks for 14 of news, about 183 of notices.
    """

    id: Id = Field(pattern=ASCII_NAME)
    name: str
    description: str = ""
    fresh_days: int = Field(default=0, ge=0)


class ImprintLine(Settings):
    """One line of the 版权: 主办, 示例单位."""

    label: str
    text: str


class House(Settings):
    """The publication's own facts.

    slug: ASCII name in addresses. site: public address without a final slash. domain_since: the
    year for `tag:` ids (RFC 4151). hour: when the paper is out on the day it bears, local time;
    the date of what the ledger knows nothing of. authority: in whose name ids are given, "" for the
    domain and its year; what the ledger has kept goes before. papers: none for all that are known
    by name. serial: 刊号 as it stands beside the printed nameplate; lunar: whether the lunar day
    does. Legal numbers are left out of pages where empty.
    """

    name: str
    slug: Id = Field(pattern=ASCII_NAME)
    latin_name: Id = ""
    tagline: str = ""
    site: Id
    domain_since: int = 2013
    authority: Id = ""
    timezone: Id = "Asia/Shanghai"
    hour: time = time(8)
    sections: tuple[Section, ...]
    imprint: tuple[ImprintLine, ...] = ()
    email: Id = ""
    publisher_kind: Id = Field(default="NewsMediaOrganization")
    site_id_code: Id = ""
    icp_number: Id = ""
    police_number: Id = ""
    copyright: str = ""
    hub: Id = ""
    papers: PaperSizes = ()
    serial: str = ""
    lunar: bool = True
    notice: str = ""

    @field_validator("site")
    @classmethod
    def _no_final_slash(cls, site: str) -> str:
        return site.rstrip("/")

    @field_validator("hub")
    @classmethod
    def _asked_there(cls, hub: str) -> str:
        if hub and (cure := why_no_address(hub, with_query=True)):
            raise ValueError(cure)
        return hub

    @field_validator("sections")
    @classmethod
    def _each_once(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        if not sections:
            raise ValueError("至少要有一个栏目")
        ids = [section.id for section in sections]
        twice = next((one for one in ids if ids.count(one) > 1), "")
        if twice:
            raise ValueError(f"两个栏目的 id 都是 {twice}，请改一个")
        return sections

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, OSError) as error:
            raise ValueError(f"没有 {name} 这个时区") from error
        return name

    @property
    def zone(self) -> ZoneInfo:
        """The newsroom's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def identity(self) -> str:
        """Which paper this is, as the marker of its output folder says it."""
        return f"{self.slug} {self.site}"

    @property
    def domain(self) -> str:
        """The host name of the public address, without a port."""
        return self.site.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0]

    def under(self, authority: str) -> House:
        """The same house, giving ids in the name of an authority; "" for its own."""
        own = self.authority or f"{self.domain},{self.domain_since}"
        return self.model_copy(update={"authority": authority or own})

    def tag(self, path: str) -> str:
        """A permanent id (RFC 4151)."""
        return f"tag:{self.under(self.authority).authority}:{path}"

    def section(self, section_id: str) -> Section:
        """The section of an id; raises KeyError for an unknown one."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)
