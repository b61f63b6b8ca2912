"""Small changes made on purpose to a module: what a test of it should notice."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Lt: ("<=", ">="),
    ast.LtE: ("<", ">"),
    ast.Gt: (">=", "<="),
    ast.GtE: (">", "<"),
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
    ast.In: ("not in",),
    ast.NotIn: ("in",),
    ast.Is: ("is not",),
    ast.IsNot: ("is",),
}
_COUNTED: dict[type[ast.operator], str] = {ast.Add: "-", ast.Sub: "+", ast.Mult: "//"}
_LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)
_KEY = re.compile(r"[\w./:#@-]{1,30}", re.ASCII)
"""A text that the program goes by; what has blanks or Han in it is said to somebody."""
_ORDERLESS = frozenset({"min", "max", "cast", "samefile", "samestat", "gcd"})
_SAID = frozenset({"Problem", "Option", "Argument", "echo", "print", "getLogger", "TypeVar"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change. line: where it is, from 1; what: it in words; source: the whole module with it.

    lines: of the statement it is in, or of its head where it has statements of its own.
    """

    line: int
    what: str
    source: str
    lines: range


def mutants(source: str) -> list[Mutant]:
    """Every change to a module, in the order of its lines; those of types and texts left out."""
    places = _Places(source)
    found = [
        Mutant(node.lineno, what, places.replaced(node, text), lines)
        for node, lines in _looked_at(ast.parse(source), range(0))
        for what, text in _changes(node, places)
    ]
    return sorted(found, key=lambda one: (one.line, one.what))


class _Places:
    """A source by the places of its nodes, which Python counts in bytes of a line."""

    def __init__(self, source: str) -> None:
        self._bytes = source.encode()
        lines = source.encode().splitlines(keepends=True)
        self._begins = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]

    def text(self, node: ast.AST) -> str:
        """A node as it is written."""
        first, last = self._span(node)
        return self._bytes[first:last].decode()

    def replaced(self, node: ast.AST, text: str) -> str:
        """The source with another text in the place of a node."""
        first, last = self._span(node)
        return (self._bytes[:first] + text.encode() + self._bytes[last:]).decode()

    def _span(self, node: ast.AST) -> tuple[int, int]:
        if not isinstance(node, ast.expr | ast.stmt | ast.keyword) or not node.end_lineno:
            raise TypeError(ast.dump(node))
        first = self._begins[node.lineno - 1] + node.col_offset
        return first, self._begins[node.end_lineno - 1] + (node.end_col_offset or 0)


def _looked_at(node: ast.AST, lines: range) -> Iterator[tuple[ast.expr | ast.stmt, range]]:
    """The nodes that are run; not annotations, imports for types, decorators, and texts."""
    if _is_said(node):
        return
    if isinstance(node, ast.stmt):
        lines = _lines(node)
    if isinstance(node, ast.expr | ast.stmt):
        yield node, lines
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "bases", "type_comment"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _looked_at(child, lines)


def _is_said(node: ast.AST) -> bool:
    """Whether a node is said of the code or by it, or never run; or its places are not known."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _SAID
        case (
            ast.JoinedStr()  # where its parts are, Python 3.11 does not know
            | ast.If(test=ast.Name(id="TYPE_CHECKING"))
            | ast.Expr(value=ast.Constant())
            | ast.Raise()
            | ast.Assign(targets=[ast.Name(id="__all__")])
            | ast.keyword(arg="strict" | "help" | "title" | "description")
        ):
            return True
        case _:
            return False


def _lines(node: ast.stmt) -> range:
    body = getattr(node, "body", None)
    last = body[0].lineno if body else (node.end_lineno or node.lineno) + 1
    return range(node.lineno, max(last, node.lineno + 1))


def _changes(node: ast.expr | ast.stmt, places: _Places) -> Iterator[tuple[str, str]]:
    """What is changed, and the new text of the node."""
    yield from _of_operators(node, places)
    match node:
        case ast.Constant(value=bool() as value):
            yield f"{value} the other way", str(not value)
        case ast.Constant(value=int() as value):
            yield f"{value} and one", str(value + 1)
            yield f"{value} less one", f"({value - 1})"
        case ast.Constant(value=str() as value) if _KEY.fullmatch(value):
            yield f"{value!r} another", repr(f"x{value}")
        case ast.Call(func=called, args=[one, other, *_]) if _has_an_order(node):
            first, second = places.text(one), places.text(other)
            if first != second:
                rest = ", ".join(places.text(part) for part in (*node.args[2:], *node.keywords))
                yield "arguments swapped", f"{places.text(called)}({second}, {first}, {rest})"
        case ast.If(test=test, body=[*_, last], orelse=[]) if isinstance(last, _LEAVES):
            text = places.text(node)
            yield "guard gone", text.replace(places.text(test), "False", 1)
        case ast.Expr(value=ast.Call()):
            yield "call gone", "pass"
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "returns None", "return None"
        case _:
            return


def _of_operators(node: ast.expr | ast.stmt, places: _Places) -> Iterator[tuple[str, str]]:
    def part(one: ast.expr) -> str:
        return f"({places.text(one)})"

    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARED:
            for other in _COMPARED[type(op)]:
                yield f"compared by {other}", f"{part(left)} {other} {part(right)}"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _COUNTED:
            if not (_is_text(left) or _is_text(right)):
                other = _COUNTED[type(op)]
                yield f"counted by {other}", f"{part(left)} {other} {part(right)}"
        case ast.BoolOp(op=ast.And() | ast.Or(), values=values):
            word = " and " if isinstance(node.op, ast.And) else " or "
            for dropped in values:
                kept = word.join(part(one) for one in values if one is not dropped)
                yield f"without {part(dropped)}", f"({kept})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "without not", part(operand)
        case _:
            return


def _has_an_order(node: ast.Call) -> bool:
    name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
    return name not in _ORDERLESS and not any(isinstance(one, ast.Starred) for one in node.args)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
