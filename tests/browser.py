"""Which browser the tests open pages in; as a script, prints its path and fails where there is none."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "google-chrome", "google-chrome-stable")


def find_browser() -> str | None:
    """``KG_CHROMIUM``, else a Chromium of the system, else the one that playwright installed for itself."""
    for name in (os.environ.get("KG_CHROMIUM"), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


if __name__ == "__main__":
    print(find_browser() or sys.exit(1))
