"""Build what a browser and a PDF need: one style sheet, web fonts, and TrueType fonts.

    python scripts/build_assets.py [--force]

Takes CSS and fonts from npm packages (exact versions in package.json, hashes in
package-lock.json) and our own CSS, and writes, all git-ignored and carried by the wheel:

    naast/ui/static/ui/vendor/naast.css      fonts, NL Design System, then our own style sheets
    naast/ui/static/ui/vendor/fonts/*.woff2  only the subsets and weights that are used
    naast/ui/fonts/*.ttf                     for PDFs: typst reads no woff2

Runs `npm ci` with the npm on the PATH, or the one NAAST_NPM names, only when the lock file has
changed since the last time. Does nothing when nothing has changed.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
UI = ROOT / "naast" / "ui"
OWN_CSS = UI / "static" / "ui" / "css"
VENDOR = UI / "static" / "ui" / "vendor"
PDF_FONTS = UI / "fonts"
STAMP = VENDOR / "built-from.json"

COMPONENTS = [
    *(f"@nl-design-system-candidate/{name}-css/dist/{name}.css"
      for name in ("button", "data-badge", "heading", "link", "skip-link")),
    *(f"@utrecht/{name}-css/dist/index.css"
      for name in ("form-field", "form-field-description", "form-field-error-message",
                   "form-label", "form-fieldset", "textbox", "textarea", "select")),
]  # fmt: skip
# In this order: later files may lean on earlier ones.
OWN = [
    "tokens", "bridge", "base", "frame",
    "layout", "actions", "surfaces", "lists",
    "forms", "figures", "nearby", "pages", "guide", "print",
]  # fmt: skip

ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next"
ARABIC = "@fontsource/noto-sans-arabic"
ETHIOPIC = "@fontsource/noto-sans-ethiopic"
CYRILLIC = "@fontsource/noto-sans"
# (family, package, style sheet in the package, subset, weight as CSS, file in the package)
WEB_FONTS = [
    ("Atkinson Hyperlegible Next", ATKINSON, "index.css", subset, "200 800",
     f"atkinson-hyperlegible-next-{subset}-wght-normal.woff2")
    for subset in ("latin", "latin-ext")
] + [
    (family, package, f"{weight}.css", subset, str(weight),
     f"{name}-{subset}-{weight}-normal.woff2")
    for family, package, name, subset in (
        ("Noto Sans Arabic", ARABIC, "noto-sans-arabic", "arabic"),
        ("Noto Sans Ethiopic", ETHIOPIC, "noto-sans-ethiopic", "ethiopic"),
    )
    for weight in (400, 700)
]  # fmt: skip


def install_packages() -> None:
    """Fill node_modules from the lock file, when it is not what was installed last."""
    lock = ROOT / "package-lock.json"
    installed = MODULES / ".installed-from"
    fingerprint = hashlib.sha256(lock.read_bytes()).hexdigest()
    if installed.exists() and installed.read_text() == fingerprint:
        return
    npm = os.environ.get("NAAST_NPM") or shutil.which("npm")
    if not npm:
        sys.exit("build_assets: no npm on the PATH; set NAAST_NPM to one.")
    command = [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    installed.write_text(fingerprint)


def small(css: str) -> str:
    """`css` without comments, source-map lines and indentation."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*\n\s*", "\n", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css).replace(";}", "}")
    return css.strip()


def unicode_range(package: str, sheet: str, file: str) -> str:
    """The characters a font file holds, as its own package says.

    Raises: SystemExit when the package no longer names the file.
    """
    css = (MODULES / package / sheet).read_text()
    for block in re.findall(r"@font-face\s*{([^}]*)}", css):
        found = re.search(r"unicode-range:\s*([^;]+);", block)
        if file in block and found:
            return found.group(1)
    sys.exit(f"build_assets: {file} is not in {package}/{sheet}")


def font_faces() -> Iterator[str]:
    """One @font-face rule per web font, and its file copied beside the style sheet."""
    folder = VENDOR / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for family, package, sheet, _, weight, file in WEB_FONTS:
        shutil.copyfile(MODULES / package / "files" / file, folder / file)
        yield (
            f'@font-face{{font-family:"{family}";font-style:normal;font-display:swap;'
            f'font-weight:{weight};src:url("fonts/{file}") format("woff2");'
            f"unicode-range:{unicode_range(package, sheet, file)}}}"
        )


def write_style_sheet() -> None:
    """Fonts, then components, then our own rules, which therefore win."""
    parts = list(font_faces())
    parts += [small((MODULES / path).read_text()) for path in COMPONENTS]
    parts += [small((OWN_CSS / f"{name}.css").read_text()) for name in OWN]
    (VENDOR / "naast.css").write_text("\n".join(parts) + "\n")


def write_pdf_fonts() -> None:
    """TrueType files: Atkinson regular and bold with both its subsets, and what Noto has of other
    scripts. Browsers bring their own Cyrillic; typst has it with serifs only.
    """
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    PDF_FONTS.mkdir(parents=True, exist_ok=True)
    for style, weight in (("Regular", 400), ("Bold", 700)):
        parts = []
        for subset in ("latin", "latin-ext"):
            name = f"atkinson-hyperlegible-next-{subset}-wght-normal.woff2"
            font = instantiateVariableFont(
                TTFont(MODULES / ATKINSON / "files" / name), {"wght": weight}, inplace=True
            )
            font.flavor = None
            part = PDF_FONTS / f".{subset}-{style}.ttf"
            font.save(part)
            parts.append(part)
        merged = Merger().merge([str(part) for part in parts])
        rename(merged, "Atkinson Hyperlegible Next", style, weight)
        merged.save(PDF_FONTS / f"AtkinsonHyperlegibleNext-{style}.ttf")
        for part in parts:
            part.unlink()
        for family, package, subset in (
            ("Noto Sans Arabic", ARABIC, "arabic"),
            ("Noto Sans Ethiopic", ETHIOPIC, "ethiopic"),
            ("Noto Sans", CYRILLIC, "cyrillic"),
        ):
            name = f"{package.partition('/')[2]}-{subset}-{weight}-normal.woff2"
            font = TTFont(MODULES / package / "files" / name)
            font.flavor = None
            rename(font, family, style, weight)
            font.save(PDF_FONTS / f"{family.replace(' ', '')}-{style}.ttf")


def rename(font: "TTFont", family: str, style: str, weight: int) -> None:
    """Give a font the names by which a typesetter finds it: family, style and weight."""
    full = f"{family} {style}"
    names = {1: family, 2: style, 3: full, 4: full, 6: full.replace(" ", "")}
    table = font["name"]
    for extra in (16, 17, 21, 22, 25):
        table.removeNames(nameID=extra)
    for number, text in names.items():
        table.removeNames(nameID=number)
        table.setName(text, number, 3, 1, 0x409)
    bold = weight >= 700
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 1 << 5 if bold else 1 << 6
    font["head"].macStyle = 1 if bold else 0


def fingerprints() -> dict[str, str]:
    """What the output depends on: the lock file, our own CSS, and this script."""
    files = [ROOT / "package-lock.json", Path(__file__), *sorted(OWN_CSS.glob("*.css"))]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def main() -> None:
    """Build what has changed, or everything with `--force`."""
    parser = argparse.ArgumentParser(description="Build style sheet and fonts.")
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    force = parser.parse_args().force
    now = fingerprints()
    then = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    own = {f"{name}.css" for name in OWN}
    if now == then and not force:
        return
    install_packages()
    if {path.name for path in OWN_CSS.glob("*.css")} != own:
        sys.exit(f"build_assets: {OWN_CSS} and the list OWN in this script differ")
    write_style_sheet()
    same_fonts = all(now[k] == then.get(k) for k in now if not k.endswith(".css"))
    if force or not same_fonts:
        write_pdf_fonts()
    STAMP.write_text(json.dumps(now, indent=1) + "\n")
    print(f"built {VENDOR.relative_to(ROOT)} and {PDF_FONTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
