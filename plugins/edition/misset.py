"""What is wrong in a settings file, in the words of who writes it: line, setting, cure."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn, get_args

from pydantic import BaseModel, ValidationError

from edition.house import House, Settings
from edition.misplaced import idle_names, where_it_belongs
from edition.settings import HOSTED, PaperSettings, folder_of, house_of, known_names
from newsroom.guard import say
from newsroom.paper import CONF
from newsroom.problems import Code, Outcome, Problem, ProblemList

FIRST_LINE = "from bulletin.defaults import *"
FOLDERS = ("CACHE_FOLDER", "PATH", "OUTPUT_PATH", "OWN_THEME", "PRINTED_FOLDER")
SHORTEST = 2  # letters of a name that is near another

EXPECTED = {
    "missing": "请补上",
    "string_type": '请写成引号里的文字："……"',
    "string_too_short": "不能空着",
    "string_too_long": "最多{max_length}个字",
    "bool_type": "请写 True 或 False，不加引号",
    "bool_parsing": "请写 True 或 False，不加引号",
    "int_type": "请写整数，不加引号",
    "int_parsing": "请写整数，不加引号",
    "int_from_float": "请写整数",
    "float_type": "请写数字，不加引号",
    "float_parsing": "请写数字，不加引号",
    "tuple_type": "请写成方括号里的几项：[……, ……]",
    "list_type": "请写成方括号里的几项：[……, ……]",
    "dict_type": '请写成花括号里的几项：{{"名": ……}}',
    "model_type": '请写成花括号里的几项：{{"名": ……}}',
    "model_attributes_type": '请写成花括号里的几项：{{"名": ……}}',
    "too_short": "至少要有{min_length}项",
    "too_long": "最多{max_length}项",
    "greater_than_equal": "不能小于{ge}",
    "less_than_equal": "不能大于{le}",
    "literal_error": "可以是 {expected}",
    "enum": "可以是 {expected}",
    "backslash": "文件夹名字里的 \\ 请写成 /",
    "twice": "同一样写了两次，请删去一个",
    "value_error": "{error}",
    "string_pattern_mismatch": "{pattern}",
}
"""What would be right, by pydantic's type of error."""

PATTERNS = (
    ("[a-z0-9]", "请用小写英文字母、数字和连字符"),
    ("https?", "请写 http:// 或 https:// 开头的网址"),
)


class SettingsCode(Code):
    """What can be wrong with pelican.conf.py."""

    WRONG = "settings.wrong"
    UNKNOWN = "settings.unknown"
    MACHINE = "settings.machine"


def misset(settings: Mapping[str, Any]) -> list[Problem]:
    """Every setting that is unknown, misspelt or of another kind than it must be.

    settings: of the host, with all that it adds. A name that only a plugin of the host may know is
    let pass where there is one, unless it is nearly the name of a setting of ours.
    """
    found = [*_unknown(settings), *_hosted(settings), *_absent(settings), *_hosts(settings)]
    found += [*missing_plugins(settings), *_nested(settings)]
    try:
        PaperSettings.model_validate(dict(settings))
    except ValidationError as error:
        found += faults_of(error, settings)
    own = settings.get("HOUSE")
    if isinstance(own, dict):  # what stands beside it is told above
        beside = (settings.get(name) for name in ("SITENAME", "SITEURL", "TIMEZONE"))
        name, site, zone = (one if isinstance(one, str) else "" for one in beside)
        try:
            house_of(own, name, site, zone or "UTC")
        except ValidationError as error:
            found += faults_of(error, settings)
    return found


def refuse_misset(problems: Iterable[Problem]) -> NoReturn:
    """Say what is wrong with the settings file, in order; ends with status 2."""
    found = ProblemList()
    found.extend(problems)
    for problem in found:
        say(str(problem))
    raise SystemExit(Outcome.MISUSED)


def _unknown(settings: Mapping[str, Any]) -> Iterator[Problem]:
    known = known_names()
    plugged = bool(settings.get("PLUGINS"))
    for name in settings:
        if name in known:
            continue
        belongs = where_it_belongs(name)
        near = nearest(name, sorted(PaperSettings.model_fields)) or nearest(name, sorted(known))
        if belongs or near or not plugged:
            cure = belongs or _rather(near)
            yield _problem(settings, (name,), SettingsCode.UNKNOWN, f"没有 {name} 这个设置", cure)
    for name, line in idle_names(conf_of(settings)):
        near = nearest(name, sorted(PaperSettings.model_fields))
        if cure := where_it_belongs(name) or (near and _rather(near)):
            what = f"没有 {name} 这个设置"
            yield Problem(conf_of(settings).name, line, SettingsCode.UNKNOWN, what, cure)


def _rather(near: str) -> str:
    return f"是不是 {near}" if near else "请删去；有哪些设置，见“设置一览”"


def _hosted(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Settings that keep Pelican's own pages away: their being other was never tried."""
    absent = object()
    if settings.get("PELICAN_CLASS", absent) != HOSTED["PELICAN_CLASS"]:
        what = "没有取用程序的默认设置"
        cure = f"请在设置文件开头写上一行：{FIRST_LINE}"
        yield _problem(settings, (), SettingsCode.WRONG, what, cure)
        return
    for name, value in HOSTED.items():
        if name != "CACHE_PATH" and settings.get(name, value) != value:
            what = f"{name} 是程序自己要用的，不能改"
            yield _problem(settings, (name,), SettingsCode.WRONG, what, "请删去这一行")


def _absent(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Folders of a paper's own theme that the editor has named, and that are not there."""
    usual = PaperSettings.model_fields["OWN_THEME"].get_default()
    own = settings.get("OWN_THEME", usual)
    named = {
        "OWN_THEME": [] if own == usual else [own],
        "THEME": [settings.get("THEME", ".")],
        "THEME_TEMPLATES_OVERRIDES": settings.get("THEME_TEMPLATES_OVERRIDES"),
    }
    for name, folders in named.items():
        for folder in folders if isinstance(folders, list | tuple) else ():
            if isinstance(folder, str | Path) and not (folder_of(settings) / folder).is_dir():
                what, cure = f"没有 {name} 写的文件夹 {folder}", "请改正名字，或者删去这一行"
                yield _problem(settings, (name,), SettingsCode.WRONG, what, cure)


def _nested(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Folders of which one lies in another: what clears the one would take the other.

    A build itself looks at the output folder, which a command may name.
    """
    named = {name: settings.get(name) for name in FOLDERS}
    given = {name: said for name, said in named.items() if isinstance(said, str | Path) and said}
    folders = {name: (folder_of(settings) / said).resolve() for name, said in given.items()}
    for name, other in (("CACHE_FOLDER", one) for one in FOLDERS[1:]):
        if {name, other} <= folders.keys() and _overlap(folders[name], folders[other]):
            yield _both(settings, name, other)
    for name, other in (("PRINTED_FOLDER", "OUTPUT_PATH"), ("OWN_THEME", "PATH")):
        if {name, other} <= folders.keys() and _overlap(folders[name], folders[other]):
            yield _both(settings, name, other)


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _both(settings: Mapping[str, Any], name: str, other: str) -> Problem:
    titles = (PaperSettings.model_fields[each].title for each in (name, other))
    what = f"{name} 和 {other} 套在一起（{'；'.join(map(str, titles))}）"
    cure = "请各写一个文件夹，哪个也不在另一个里面"
    line = name if line_of(conf_of(settings), (name,)) else other
    return _problem(settings, (line,), SettingsCode.WRONG, what, cure)


def missing_plugins(settings: Mapping[str, Any]) -> list[Problem]:
    """Plugins of the host that are nowhere: the host would go on without them, in English."""
    found = []
    named = settings.get("PLUGINS")
    paths = [str(path) for path in settings.get("PLUGIN_PATHS") or ()]
    for place, plugin in enumerate(named if isinstance(named, list | tuple) else ()):
        if isinstance(plugin, str) and not _can_be_found(plugin, paths):
            what = f"没有 PLUGINS 写的插件 {plugin}"
            cure = "请看看名字对不对、装了没有，放在别处的写进 PLUGIN_PATHS；不用就删去"
            found.append(_problem(settings, ("PLUGINS", place), SettingsCode.WRONG, what, cure))
    return found


def _can_be_found(plugin: str, paths: list[str]) -> bool:
    for name in (plugin, f"pelican.plugins.{plugin}"):
        with suppress(ImportError, ValueError, AttributeError):
            if PathFinder.find_spec(name, paths) or find_spec(name):
                return True
    return False


def _hosts(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Pelican's own settings of another kind than it can go through: it would end in a fault."""
    from pelican.settings import DEFAULT_CONFIG

    ours = {*PaperSettings.model_fields, *HOSTED}
    for name, usual in {**DEFAULT_CONFIG, "PLUGINS": []}.items():
        value = settings.get(name)
        wanted = "dict_type" if isinstance(usual, Mapping) else "list_type"
        kind = Mapping if isinstance(usual, Mapping) else Iterable
        goes = value is None or name in ours or isinstance(value, kind)
        if not goes and isinstance(usual, Mapping | list | tuple):
            what = f"{name} 写得不对（{_shown(value)}）"
            cure = EXPECTED[wanted].format()
            yield _problem(settings, (name,), SettingsCode.WRONG, what, cure)


def faults_of(error: ValidationError, settings: Mapping[str, Any]) -> Iterator[Problem]:
    """What pydantic says of the paper's settings, its house or a room, one line a fault."""
    above, model = _place_of(error.title)
    for fault in error.errors(include_url=False):
        place = _said_at((*above, *fault["loc"]), settings)
        name = ".".join(map(str, place))
        code, what = SettingsCode.WRONG, f"{name} 写得不对（{_shown(fault.get('input'))}）"
        cure = _expected(dict(fault)) or _example(place)
        if fault["type"] == "extra_forbidden":
            near = nearest(str(place[-1]), _fields_at(model, fault["loc"][:-1]))
            code, what = SettingsCode.UNKNOWN, f"没有 {name} 这一项"
            cure = where_it_belongs(str(place[-1])) or _rather(near)
        elif fault["type"] == "missing":
            what = f"没有写 {name}"
            cure = f"请补上，如 {_example_of(place)}" if _example_of(place) else "请补上"
        yield _problem(settings, place, code, what, cure)


def _said_at(place: tuple[str | int, ...], settings: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Where that was said which the house may take from beside it."""
    beside: dict[tuple[str | int, ...], str] = {
        ("HOUSE", "timezone"): "TIMEZONE",
        ("HOUSE", "name"): "SITENAME",
    }
    own = settings.get("HOUSE")
    if place[:2] in beside and isinstance(own, Mapping) and place[1] not in own:
        return (beside[place[:2]],)
    return place


def _place_of(title: str) -> tuple[tuple[str, ...], type[BaseModel] | None]:
    """Where in a settings file a model of settings stands, and the model."""
    if title == PaperSettings.__name__:
        return (), PaperSettings
    if title == House.__name__:
        return ("HOUSE",), House
    waiting: list[type[BaseModel]] = [Settings]
    while waiting:
        model = waiting.pop()
        if model.__name__ == title:
            return ("ROOMS", model.__module__.partition(".")[0]), model
        waiting += model.__subclasses__()
    return (title,), None


def _fields_at(model: type[BaseModel] | None, path: Sequence[str | int]) -> list[str]:
    """The names that may stand at a place; [] where that cannot be told."""
    for part in path:
        if isinstance(part, str) and model is not None:
            field = model.model_fields.get(part)
            model = next(_models_in(field.annotation), None) if field else None
    return list(model.model_fields) if model else []


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _expected(fault: dict[str, Any]) -> str:
    context = {key: str(value) for key, value in (fault.get("ctx") or {}).items()}
    if fault["type"] == "value_error" and context.get("error", "").isascii():
        return ""  # a library's own words
    if "expected" in context:
        expected = (fault["ctx"])["expected"]
        names = expected if isinstance(expected, list) else [expected]
        context["expected"] = "、".join(map(str, names)).replace(" or ", "、")
    pattern = context.get("pattern", "")
    context["pattern"] = next((words for part, words in PATTERNS if part in pattern), "")
    return EXPECTED.get(fault["type"], "").format_map(context)


def _example_of(place: Sequence[str | int]) -> str:
    field = PaperSettings.model_fields.get(str(place[0])) if len(place) == 1 else None
    return str(field.examples[0]) if field and field.examples else ""


def _example(place: Sequence[str | int]) -> str:
    shown = _example_of(place)
    return f"请照这个样子写：{shown}" if shown else "请照“设置一览”里的样子改"


def nearest(name: str, known: Sequence[str]) -> str:
    """The known name that a misspelt one is nearly; "" where none is near."""
    by_fold = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.75)
    return by_fold[close[0]] if close and len(name) > SHORTEST else ""


def _problem(
    settings: Mapping[str, Any], place: Sequence[str | int], code: Code, what: str, cure: str
) -> Problem:
    conf = conf_of(settings)
    return Problem(conf.name, line_of(conf, place), code, what, cure)


def conf_of(settings: Mapping[str, Any]) -> Path:
    """The settings file, as far as a host that was started by itself lets it be known."""
    told = settings.get("CONF")
    return Path(told) if told else folder_of(settings) / CONF


def line_of(conf: Path, place: Sequence[str | int]) -> int:
    """The line on which a setting, or what stands in it, is written; 0 where it is nowhere."""
    try:
        body = ast.parse(conf.read_text(encoding="utf-8")).body
    except (OSError, ValueError, SyntaxError):
        return 0
    found: ast.expr | None = None
    line = below = 0
    for node in body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        said = [_path_of(target) for target in targets]
        for path in filter(None, said):
            if list(place[: len(path)]) == path:  # the last that is said of it holds
                found, line, below = getattr(node, "value", None), node.lineno, len(path)
    for part in place[below:]:
        found = _below(found, part)
        if found is None:
            break
        line = found.lineno
    return line


def _path_of(target: ast.expr | None) -> list[str | int]:
    """What is given something: `HOUSE["papers"]` is HOUSE, papers; [] for what cannot be told."""
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        above, part = _path_of(target.value), target.slice.value
        return [*above, part] if above and isinstance(part, str | int) else []
    return []


def _below(node: ast.expr | None, part: str | int) -> ast.expr | None:
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == part:
                return value
    if isinstance(node, ast.List | ast.Tuple) and isinstance(part, int) and part < len(node.elts):
        return node.elts[part]
    return None


def _shown(value: object) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 40 else f"{text[:40]}……"
