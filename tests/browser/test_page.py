"""The page in a real browser: filter, card, light and dark, keyboard, phone, print."""

from __future__ import annotations

import base64
import shutil
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from articles import example
from strategies import HOSTILE

from quoteattr import Document, Quote, Speaker
from quoteattr.output.html import summary, to_index, visible, write_html

webdriver = pytest.importorskip("selenium.webdriver")
pytest.importorskip("jinja2")
if not (shutil.which("chromium") and shutil.which("chromedriver")):
    pytest.skip("no chromium and chromedriver", allow_module_level=True)

from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

NOBODY = "rgba(0, 0, 0, 0)"


class Browser:
    """A browser with a page in it."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self._file = folder / "page.html"

    def open(self, page: str, *, width: int = 1280, theme: str = "light") -> None:
        self._file.write_text(page, "utf-8")
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
        self.driver.get(self._file.as_uri())

    def command(self, name: str, **arguments: Any) -> Any:
        return self.driver.execute_cdp_cmd(name, arguments)

    def all(self, selector: str) -> list[Any]:
        found: list[Any] = self.driver.find_elements(By.CSS_SELECTOR, selector)
        return found

    def one(self, selector: str) -> Any:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(f"return {script}", *arguments)

    def style(self, selector: str, name: str) -> str:
        return str(self.run(f"getComputedStyle(document.querySelector(arguments[0])).{name}", selector))

    def errors(self) -> list[Any]:
        return [entry for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    """A browser without a window and without a network."""
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    yield started
    started.quit()


@pytest.fixture
def browser(driver: Any, tmp_path: Path) -> Browser:
    """The browser, with a folder for its page."""
    return Browser(driver, tmp_path)


def _quotes_of(number: int) -> int:
    return len(example().quotes_by(example().speakers[number]))


def test_filter(browser: Browser) -> None:
    """A click on a speaker leaves the paragraphs of that speaker, a second adds another's, Escape shows all."""
    browser.open(example().to_html())
    buttons = browser.all(".voices li button")
    buttons[0].click()
    assert buttons[0].get_attribute("aria-pressed") == "true"
    assert {quote.get_attribute("data-speaker") for quote in browser.all(".quote.chosen")} == {"s0"}
    assert browser.one(".shown").text == f"Shown: {_quotes_of(0)} of {len(example().quotes)} quotations"
    assert len([note for note in browser.all(".notes li") if note.is_displayed()]) == _quotes_of(0)
    assert [p for p in browser.all(".text p:not(.away)") if not p.find_elements(By.CSS_SELECTOR, ".chosen")] == []
    assert browser.style(".text .quote:not(.chosen)", "backgroundColor") == NOBODY
    buttons[4].click()
    assert {quote.get_attribute("data-speaker") for quote in browser.all(".quote.chosen")} == {"s0", "s4"}
    buttons[0].click()
    assert {quote.get_attribute("data-speaker") for quote in browser.all(".quote.chosen")} == {"s4"}
    browser.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert browser.all(".quote.chosen, .away, .filtered") == []
    buttons[1].click()
    browser.one(".all").click()
    assert browser.all(".quote.chosen, .away, .filtered") == []
    assert browser.errors() == []


def test_hover(browser: Browser) -> None:
    """Over a quotation a card says who, what kind, how sure and why, and the words that tell it are lit."""
    browser.open(example().to_html())
    quote = example().quotes[1]
    assert quote.speaker is not None
    ActionChains(browser.driver).move_to_element(browser.one("#d0-q1")).perform()
    card = browser.one(".card")
    assert card.is_displayed()
    for words in (quote.speaker.name, quote.kind, quote.speaker.kind, f"{quote.confidence:.0%} sure", quote.why):
        assert words in card.text
    lit = {element.text for element in browser.all(".lit")}
    assert lit == {span.text for span in (quote.mention, quote.cue) if span}
    ActionChains(browser.driver).move_to_element(card).pause(0.4).perform()
    assert card.is_displayed()  # the pointer may go there, to read or to copy
    ActionChains(browser.driver).move_to_element(browser.one("h1")).pause(0.4).perform()
    assert not card.is_displayed()
    browser.one("#d0-q2").click()
    assert card.is_displayed()
    browser.one("h1").click()
    assert not card.is_displayed()


def test_keyboard(browser: Browser) -> None:
    """All can be reached and done with the keyboard, and what has the focus is told."""
    browser.open(example().to_html())
    body = browser.one("body")
    body.send_keys(Keys.TAB)
    assert browser.run("document.activeElement.className") == "skip"
    browser.one(".voices li button").send_keys(Keys.SPACE)
    assert browser.all(".quote.chosen")
    browser.one(".voices li button").send_keys(Keys.SPACE)
    browser.run("document.getElementById('d0-q0').focus()")
    assert browser.one(".card").is_displayed()
    described = browser.run("document.activeElement.getAttribute('aria-describedby')")
    assert "Mayor Ines Calloway" in browser.one(f"#{described}").text
    browser.driver.switch_to.active_element.send_keys(Keys.TAB)
    assert browser.run("document.activeElement.id") == "d0-q1"
    browser.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not browser.one(".card").is_displayed()


def test_light_and_dark(browser: Browser) -> None:
    """The page is as light or dark as the reader's system, or as its button says."""
    lightness = "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/)[0]"
    browser.open(example().to_html())
    light = browser.style("#d0-q0", "backgroundColor")
    assert int(browser.run(lightness)) > 200
    browser.open(example().to_html(), theme="dark")
    assert int(browser.run(lightness)) < 60
    assert browser.style("#d0-q0", "backgroundColor") != light
    browser.one(".theme").click()
    assert int(browser.run(lightness)) > 200
    browser.one(".theme").click()
    assert int(browser.run(lightness)) < 60
    browser.run("localStorage.clear()")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_contrast(browser: Browser, theme: str) -> None:
    """Every text can be read on what is behind it: a contrast of 4.5 or more, as WCAG AA asks."""
    speakers = [Speaker(f"s{number}", f"Speaker {number}", "person") for number in range(12)]
    quotes = [Quote(3 * n, 3 * n + 3, "“a”", "a", "direct", speaker, why="w") for n, speaker in enumerate(speakers)]
    browser.open(Document("“a”" * 12 + " b", quotes, speakers).to_html(), theme=theme)
    # Colours of any space as red, green and blue: a canvas knows.
    browser.run(
        """(() => {
          const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
          window.rgb = (colour) => {
            context.clearRect(0, 0, 1, 1); context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
            return [...context.getImageData(0, 0, 1, 1).data];
          };
        })()"""
    )
    paper = browser.run("rgb(getComputedStyle(document.documentElement).backgroundColor)")
    of_speakers = [".quote", ".voices .number", ".voices .kind", ".voices .count"]
    for selector in [*of_speakers, ".notes .name", ".notes .why", ".counts"]:
        for ink, behind in browser.run(
            "[...document.querySelectorAll(arguments[0])].map((e) => getComputedStyle(e))"
            ".map((s) => [rgb(s.color), rgb(s.backgroundColor)])",
            selector,
        ):
            assert _contrast(ink, behind if behind[3] == 255 else paper) >= 4.5, selector


def _contrast(one: list[int], other: list[int]) -> float:
    def luminance(colour: list[int]) -> float:
        parts = [value / 255 for value in colour[:3]]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_widths(browser: Browser, width: int) -> None:
    """Nothing sticks out at any width, long words and names neither."""
    long = "“" + "x" * 300 + "” said " + "Y" * 200
    speaker = Speaker("s0", "Y" * 200, "person")
    quote = Quote(0, 302, long[:302], long[1:301], "direct", speaker)
    document = Document(long, [quote], [speaker], "i" * 200)
    for page in (example().to_html(), document.to_html(), to_index([summary(document, "a.html")])):
        browser.open(page, width=width)
        assert browser.run("document.documentElement.scrollWidth") <= width
        card = browser.all(".quote")
        if card:
            card[0].click()
            assert browser.run("document.documentElement.scrollWidth") <= width


def test_print(browser: Browser) -> None:
    """On paper are the text, the speakers and the evidence, and no buttons; a dark screen makes no dark paper."""
    browser.open(example().to_html(), theme="dark")
    browser.command("Emulation.setEmulatedMedia", media="print")
    assert browser.style("html", "backgroundColor") == "rgb(255, 255, 255)"
    assert not browser.one(".theme").is_displayed()
    assert browser.one(".notes").is_displayed()
    assert browser.one(".voices").is_displayed()
    assert browser.style("#d0-q0", "backgroundColor") != NOBODY
    assert base64.b64decode(browser.command("Page.printToPDF")["data"]).startswith(b"%PDF")
    browser.command("Emulation.setEmulatedMedia", media="screen")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(browser: Browser, text: str) -> None:
    """Hostile text is text: it runs nothing, loads nothing, and is shown to the last character."""
    speaker = Speaker("s0", text, "person")
    document = Document(text, [Quote(0, len(text), text, text, "direct", speaker, why=text)], [speaker], text)
    for page in (document.to_html(), "".join(write_html([document] * 2)), to_index([summary(document, "a.html")])):
        browser.open(page)
        assert browser.run("document.title") != "broken"
        assert browser.all("img, iframe, article script, .voices script") == []
        assert browser.run("performance.getEntriesByType('resource').length") == 0
        assert browser.errors() == []
        for article in browser.all("article"):
            assert article.get_attribute("textContent") == visible(text)
    browser.open(document.to_html())
    browser.one(".quote").click()
    assert browser.one(".card .name").get_attribute("textContent") == visible(text)


def test_own_script_only(browser: Browser) -> None:
    """Even a script that got into the page would not run."""
    browser.open(example().to_html().replace("</body>", "<script>document.title = 'broken'</script></body>"))
    assert browser.run("document.title") == "harbour-wall"
    assert browser.errors()


def test_index(browser: Browser) -> None:
    """A list of documents can be searched by title and speaker, and leads to each."""
    zoe = Speaker("s0", "Zoe", "person")
    other = Document("“a”", [Quote(0, 3, "“a”", "a", "direct", zoe)], [zoe], "other")
    browser.open("".join(write_html([example(), other])))
    field = browser.one(".find input")
    field.send_keys("zOe")
    assert [row.find_element(By.TAG_NAME, "a").text for row in browser.all(".index li") if row.is_displayed()] == [
        "other"
    ]
    assert browser.one(".found").text == "1 of 2 documents"
    field.clear()
    field.send_keys("x", Keys.BACKSPACE)
    assert all(row.is_displayed() for row in browser.all(".index li"))
    browser.one(".index li a").click()
    assert urllib.parse.urlparse(browser.driver.current_url).fragment == "d0"
    browser.one("#d1 .voices li button").click()
    assert len(browser.all("#d1.filtered")) == 1
    assert browser.all("#d0.filtered") == []


def test_notebook(browser: Browser) -> None:
    """In the frame that a notebook shows, the page works, though it may not remember light or dark."""
    browser.open(f"<!DOCTYPE html><meta charset=utf-8><title>Notebook</title>{example()._repr_html_()}")
    browser.driver.switch_to.frame(browser.one("iframe"))
    browser.one(".voices li button").click()
    assert browser.all(".quote.chosen")
    browser.one(".theme").click()
    assert browser.run("document.documentElement.dataset.theme") == "dark"
    browser.driver.switch_to.default_content()
