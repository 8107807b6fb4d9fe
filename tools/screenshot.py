"""Takes the picture of the README: the portrait of the demo's official, by a real service and a real browser.

Run it from the root of the checkout after `make demo`:
python -m tools.screenshot docs/images/portrait.png
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from qunxiang.commands.demo import PERSON, PUBLISHED, find_examples

COMMAND = (sys.executable, "-c", "from qunxiang.cli import main; main()")
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


@contextmanager
def serve_demo(project: Path) -> Iterator[str]:
    """Read the examples into a project of their own and serve it; yield the link."""
    command = [*COMMAND, "--project", str(project)]
    examples = [*command, "ingest", str(find_examples()), "--published", PUBLISHED]
    subprocess.run(examples, check=True, stdout=subprocess.DEVNULL, timeout=120)
    server = subprocess.Popen([*command, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(timeout=20)


def take_picture(link: str, target: Path) -> None:
    """Open the link, look the person up and save what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 960, "height": 860}, locale="zh-CN")
        page.goto(link)
        page.fill("#name", PERSON)
        page.keyboard.press("Enter")
        page.click(".results a")
        page.wait_for_selector(".timeline .quote")
        page.mouse.move(0, 0)
        page.screenshot(path=str(target))
        browser.close()


def main() -> None:
    """Write the picture to the path that is given."""
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, serve_demo(Path(folder)) as link:
        take_picture(link, target)
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
