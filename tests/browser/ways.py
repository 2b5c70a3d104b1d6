"""How a visitor goes on: by mouse, or by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

STOPS = 150  # of the tabulator, before we say that something cannot be reached

# Whether the keyboard is where it should be, and whether a person can see where it is.
FOCUS = """target => {
  const here = document.activeElement;
  const box = here.getClientRects()[0] ?? new DOMRect();
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const styles = [here, here.parentElement].map(element => getComputedStyle(element));
  return {
    hasArrived: here === target,
    isLost: here === document.body,
    isOutlined: styles.some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    isInView: here.contains(document.elementFromPoint(x, y)),
    html: here.outerHTML.slice(0, 120),
  };
}"""

Way = Callable[[Locator], None]


def by_mouse(target: Locator) -> None:
    target.click()


def by_keyboard(target: Locator) -> None:
    press(target, "Enter")


def press(target: Locator, key: str) -> None:
    """Go to the target with the tabulator, looking where the focus is at every stop, and press the key there."""
    keyboard = target.page.keyboard
    for _ in range(STOPS):
        keyboard.press("Tab")
        focus = target.evaluate(FOCUS)
        assert not focus["isLost"], "the focus fell off the page"
        assert focus["isOutlined"], focus["html"]
        assert focus["isInView"], focus["html"]
        if focus["hasArrived"]:
            keyboard.press(key)
            return
    pytest.fail(f"cannot be reached by keyboard: {target}")


def link(within: Page | Locator, address: str) -> Locator:
    scope = within.locator("main") if isinstance(within, Page) else within
    return scope.locator(f'a[href="{address}"]').first


def follow(page: Page, way: Way, address: str) -> None:
    way(link(page, address))
    page.wait_for_url(address)
