"""The kinds of mistake that reading and checking find in a content folder."""

from __future__ import annotations

from newsroom.problems import Code


class ReadingCode(Code):
    """What can be wrong with one file."""

    ENCODING = "file.encoding"
    CONTROL = "file.control-character"
    NAME = "file.name"
    OUTSIDE = "file.outside"
    UNUSED = "file.unused"
    TOO_LARGE = "file.too-large"
    NO_MATTER = "matter.missing"
    YAML = "matter.yaml"
    UNKNOWN_FIELD = "matter.unknown-field"
    MISSING_FIELD = "matter.missing-field"
    WRONG_VALUE = "matter.wrong-value"
    WRONG_DATE = "matter.wrong-date"
    COMMENT = "matter.comment"
    CREDIT = "matter.credit"
    INVISIBLE = "text.invisible"
    COPIED = "text.copied"
    DIRECTION = "text.direction"
    DAMAGED = "text.damaged"
    HOUSE_MARK = "text.house-mark"
    PLACEHOLDER = "text.placeholder"
    HTML = "body.html"
    MARKS = "body.marks"
    TABLE_RAGGED = "body.table-ragged"
    TOO_MUCH = "body.too-much"
    HEADING = "body.heading"
    LINK_SCHEME = "body.link-scheme"
    NO_BRIEFS = "body.no-briefs"
    EMPTY = "body.empty"
    PHOTO_MISSING = "photo.missing"
    PHOTO_ALT = "photo.alt"
    PHOTO_NOT_IMAGE = "photo.not-an-image"
    PHOTO_UNDECLARED = "photo.undeclared"
    PHOTO_TWICE = "photo.twice"
    TABLE_MISSING = "table.missing"
    DUMMY = "dummy.wrong"


class CheckingCode(Code):
    """What can be wrong between files."""

    NO_ISSUE_FILE = "issue.no-file"
    FOLDER_DATE = "issue.folder-date"
    NUMBER_TWICE = "issue.number-twice"
    NO_ISSUES = "issue.none"
    ID_TWICE = "item.id-twice"
    ID_RESERVED = "item.id-reserved"
    UNKNOWN_SECTION = "item.unknown-section"
    NO_EMBARGO = "item.no-embargo"
    MOVED_TWICE = "item.moved-twice"
    DEAD_LINK = "link.nowhere"
    ROOT_TAKEN = "root.taken"
    ROOT_ACTIVE = "root.active"
    ROBOTS = "root.robots"
