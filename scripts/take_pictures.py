"""Takes the README's pictures from the built sample: pages in Chromium, pages of newspapers."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "output"
PICTURES = ROOT / "theme" / "screenshots"
COLOURS = 128
# name → page, width and height of the window in CSS pixels, colour scheme
PAGES = {
    "home-1280": ("2013/09/30/index.html", 1280, 1500, "light"),
    "home-hant-dark-1280": ("hant/2013/09/30/index.html", 1280, 1500, "dark"),
    "item-hant-360": ("hant/2013/09/30/investment-drive/index.html", 360, 760, "light"),
    "reception-360": ("2013/09/30/reception/index.html", 360, 760, "light"),
    "printed-1280": ("2013/09/30/p1/index.html", 1280, 1500, "light"),
}
# name → newspaper, page
NEWSPAPERS = {
    "newspaper-1": ("2013/09/30/yibin-tongxun-2013-09-30.pdf", 0),
    "newspaper-hant-8k-1": ("hant/2014/06/02/yibin-tongxun-2014-06-02-8k.pdf", 0),
}
SHOWN = """() => Promise.all([...document.images]
    .filter(image => image.src && (image.loading !== 'lazy'
        || image.getBoundingClientRect().top < innerHeight)).map(image => image.decode()))"""
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]


def keep(name: str, image: Image.Image) -> None:
    """Keep a picture with few colours, for it lies in the repository."""
    few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def main() -> None:
    """Take every picture anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        for name, (path, width, height, scheme) in PAGES.items():
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto((OUTPUT / path).as_uri())
            page.evaluate(SHOWN)
            keep(name, Image.open(io.BytesIO(page.screenshot())))
            page.close()
        browser.close()
    for name, (path, number) in NEWSPAPERS.items():
        with pypdfium2.PdfDocument(OUTPUT / path) as pdf:
            keep(name, pdf[number].render(scale=1.1).to_pil())


if __name__ == "__main__":
    main()
