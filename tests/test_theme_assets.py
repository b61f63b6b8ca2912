"""What readers load of the theme has no white space to spare, and says what its source says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from edition.assets import assets_of, spare_script, without_script
from machine import program
from presses import ROOT


@pytest.mark.parametrize(
    ("written", "spared"),
    [
        ("const a = 1;\n\n/* why */\nconst b = a + +a; // and how\n", "let a=1;let b=a+ +a;"),
        ("if (a)\n  b();\nelse c();", "if(a)\nb();else c();"),
        ("let text = 'two  words // no comment';", "let text='two  words // no comment';"),
        ('say("a \\" b /* c */  d");', 'say("a \\" b /* c */  d");'),
        ("say(`${a}  ${ b }`);", "say(`${a}  ${ b }`);"),
        ("a = b.replace(/ [/] '\\/ \"/g, c);", "a=b.replace(/ [/] '\\/ \"/g,c);"),
        ("return a in b ? typeof c : -d;", "return a in b?typeof c:-d;"),
        ("a = b\nc = d\n", "a=b\nc=d"),
        ("a\n++b", "a\n++b"),
        ("f(() => {\n  g();\n});", "f(()=>{g()});"),
        ("{ f(a); while (g(a)); }", "{f(a);while(g(a));}"),
        ("const a = 'const';", "let a='const';"),
        ("{ a = b; }", "{a=b}"),
        ("{ for (;;); }", "{for(;;);}"),
        ("a = b\n  .c()\n  ?? d;", "a=b.c()??d;"),
        ("async function f() {\n}\nf();", "async function f(){}\nf();"),
    ],
)
def test_a_script_loses_nothing_but_what_it_does_not_need(written: str, spared: str) -> None:
    assert spare_script(written) == f"{spared}\n"


def test_scripts_of_the_theme_can_be_run(tmp_path: Path) -> None:
    for name, asset in assets_of(ROOT / "theme").items():
        if name.endswith(".js"):
            file = tmp_path / name.replace(".js", ".mjs")
            file.write_bytes(asset.data)
            done = subprocess.run(
                [program("node"), "--check", str(file)], capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
            assert b"\n\n" not in asset.data


def test_rules_of_the_large_mode_hang_on_the_switch_where_no_script_runs() -> None:
    sheet = (
        ".old{font-size:2em}.a{b:c}.switch input,.old .switch input{d:e}"
        "@media(max-width:29em){.a{f:g}.old .b{h:i}}@media print{.a{j:k}}"
    )
    assert without_script(sheet) == (
        ":root:has(#elder:checked){font-size:2em}"
        ".switch input,:has(#elder:checked) .switch input{d:e}"
        "@media(max-width:29em){:has(#elder:checked) .b{h:i}}\n"
    )


def test_sums_in_a_style_sheet_keep_their_spaces() -> None:
    sheet = assets_of(ROOT / "theme")["site.css"].data.decode()
    assert re.search(r"calc\(50% - 39\.5rem \+ var\(--[a-z]+\)\)", sheet)
    assert "1.05rem + 3.1vw" in sheet
    assert "@media print{" in sheet
    assert "@media(min-width:48em){" in sheet
    assert ".fold+h2{" in sheet


def test_tokens_of_a_style_sheet_are_read_as_they_were_named() -> None:
    sheet = assets_of(ROOT / "theme")["site.css"].data.decode()
    assert ":root{color-scheme:light dark;--paper:#fffdf8;" in sheet
    assert "color:var(--brand)" in sheet
