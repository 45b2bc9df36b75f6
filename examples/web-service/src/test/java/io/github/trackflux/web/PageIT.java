package io.github.trackflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser, over a simulated exchange that is changed by hand. */
@Timeout(300)
class PageIT {
    private static final String ROWS = "#rows tr";

    private static Browser browser;
    private static Service service;

    @BeforeAll
    static void start() {
        browser = Browser.start().sized(1280, 900);
        service = Service.still(20, "trackflux.hold-down=0s").synced();
    }

    @AfterAll
    static void quit() {
        if (service != null) {
            browser.close();
            service.close();
        }
    }

    @BeforeEach
    void open() {
        browser.open(service.url());
        browser.until(page -> page.text("#open").equals("20") && page.count(ROWS) == 20);
    }

    @AfterEach
    void closeWhatWasOpened() {
        service.exchange().market(market -> market.closeAll("a-trader"));
    }

    @Test
    void what_opens_changes_and_closes_is_shown_as_it_happens_and_a_name_is_text_whatever_it_says() {
        String name = "<img src=x onerror=document.title='taken'>\u202eevil";
        String number = service.open("NEWUSDT", "a-trader");
        service.exchange().market(market -> market.update(number, row -> row.withTrader("a-trader", name)));
        String row = "tr[data-no='" + number + "']";
        browser.until(page -> page.count(row) == 1);
        assertThat(browser.text("#events li.opened")).contains("NEWUSDT");

        service.exchange().market(market -> market.update(number));
        browser.until(page -> page.count("#events li.updated") == 1);
        assertThat(browser.text(row)).contains("<img src=x");
        assertThat(browser.count("#rows img, #events img")).isZero();

        service.close(number);
        browser.until(page -> page.count(row) == 0);
        assertThat(browser.text("#events li.closed small")).contains("proven");
        assertThat(browser.text("#open")).isEqualTo("20");
        assertThat(browser.run("return document.title")).isEqualTo("Open orders · trackflux");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void the_filter_holds_for_orders_and_events_and_stays_over_a_reload() {
        service.open("FILTERUSDT", "a-trader");
        service.open("OTHERUSDT", "a-trader");
        browser.until(page -> page.count(ROWS) == 22);

        browser.one("[name=symbol]").sendKeys("filter");
        browser.until(page -> page.count(ROWS) == 1);
        assertThat(browser.count("#events li.opened")).isEqualTo(1);
        assertThat(browser.text("#shown")).isEqualTo("1 of 22 orders");

        service.open("OTHERUSDT", "a-trader");
        service.open("FILTERUSDT", "a-trader");
        browser.until(page -> page.count(ROWS) == 2);

        browser.open((String) browser.run("return location.href"));
        browser.until(page -> page.count(ROWS) == 2);
        browser.one("[type=reset]").click();
        browser.until(page -> page.count(ROWS) == 24);
    }

    @Test
    void everything_can_be_reached_and_done_by_keyboard() {
        for (int i = 0; i < 4; i++) {
            service.open("KEYUSDT", "a-trader");
        }
        browser.until(page -> page.count(ROWS) == 24);
        browser.one("[name=symbol]").sendKeys("none", Keys.ESCAPE);
        browser.until(page -> page.text("#shown").equals("24 orders"));
        assertThat(browser.one("[name=symbol]").getDomProperty("value")).isEmpty();

        browser.run("document.querySelector('#rows button[tabindex=\"0\"]').focus()");
        browser.focused().sendKeys(Keys.HOME);
        browser.focused().sendKeys(Keys.ARROW_DOWN);
        browser.focused().sendKeys(Keys.ARROW_DOWN);
        WebElement third = browser.focused();
        assertThat(third).isEqualTo(browser.one(ROWS + ":nth-child(3) button"));
        assertThat(browser.count("#rows button[tabindex=\"0\"]")).isEqualTo(1);

        String number = (String) browser.run("return document.activeElement.closest('tr').dataset.no");
        third.sendKeys(Keys.ENTER);
        browser.until(page -> page.one("#details").isDisplayed());
        assertThat(browser.text("#fields")).contains(number);
        browser.focused().sendKeys(Keys.ENTER);
        browser.until(page -> !page.one("#details").isDisplayed());

        service.close(number);
        browser.until(page -> page.count(ROWS) == 23);
        assertThat(browser.run("return document.activeElement.closest('#rows') !== null"))
                .isEqualTo(true);
    }

    @Test
    void a_letter_pauses_where_events_are_and_nowhere_else() {
        browser.one("body").sendKeys("p/");
        browser.one("#columns button").sendKeys("p/");
        assertThat(browser.one("#pause").getDomAttribute("aria-pressed")).isEqualTo("false");
        assertThat(browser.focused()).isEqualTo(browser.one("#columns button"));

        browser.one(".events .scroll").sendKeys("p");
        assertThat(browser.one("#pause").getDomAttribute("aria-pressed")).isEqualTo("true");
        browser.one("#pause").sendKeys("p");
        assertThat(browser.one("#pause").getDomAttribute("aria-pressed")).isEqualTo("false");
    }

    @Test
    void an_order_that_has_no_such_number_stands_below_all_that_have_one() {
        List<?> margins = (List<?>) browser.runLong("""
                const done = arguments[arguments.length - 1];
                import('/js/store.js').then(({orders}) => {
                  [...orders.values()].forEach((order, i) => { if (i % 3 === 0) delete order.margin; });
                  document.querySelectorAll('#columns button')[6].click();
                  done([...document.querySelectorAll('#rows tr')].map(row => Number(orders.get(row.dataset.no).margin ?? -1)));
                });
                """);
        assertThat(margins.stream().map(margin -> ((Number) margin).doubleValue()))
                .hasSize(20)
                .endsWith(-1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0)
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void columns_sort_and_say_so() {
        browser.run("document.querySelectorAll('#columns button')[3].click()");
        assertThat(browser.run("return document.querySelector('[aria-sort=descending]').textContent"))
                .isEqualTo("Size");
        List<?> sizes = (List<?>) browser.run("return [...document.querySelectorAll('[data-column=size]')].map(c =>"
                + " parseFloat(c.textContent.replace(/\\s/g, '')))");
        assertThat(sizes.stream().map(size -> ((Number) size).doubleValue()))
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void paused_events_wait() {
        browser.one("#pause").click();
        service.open("PAUSEUSDT", "a-trader");
        browser.until(page -> page.count(ROWS) == 21);
        assertThat(browser.count("#events li.opened")).isZero();
        browser.one("[name=symbol]").sendKeys("PAUSE");
        browser.until(page -> page.count(ROWS) == 1);
        assertThat(browser.count("#events li.opened")).as("filtered").isZero();
        browser.one("#pause").click();
        assertThat(browser.count("#events li.opened")).isEqualTo(1);
    }

    @Test
    @Tag("long")
    void when_the_service_starts_again_the_page_comes_back_by_itself_and_shows_what_is_open_now() {
        Service before = Service.still(5).synced();
        int port = before.port();
        browser.open(before.url());
        browser.until(page -> page.count(ROWS) == 5);
        before.close();
        browser.until(page -> page.text("#state").equals("reconnecting…"));
        assertThat(browser.one("#notice").getText()).isEqualTo("Not connected: what you see is old.");
        assertThat(browser.all(".tiles dd"))
                .hasSize(4)
                .allMatch(tile -> tile.getText().equals("–"));

        try (Service after = Service.still(7, "server.port=" + port, "trackflux.simulator.seed=99")) {
            browser.until(page -> page.count(ROWS) == 7);
            browser.until(page -> page.text("#state").equals("live"));
            assertThat(browser.one("#notice").isDisplayed()).isFalse();
            assertThat(browser.text("#open")).isEqualTo("7");
            after.open("AGAINUSDT", "a-trader");
            browser.until(page -> page.count("#events li.opened") == 1);
            // So that it does not complain of a service that is gone.
            browser.open("about:blank").complaints();
        }
    }

    @Test
    void what_is_not_to_be_acted_on_is_said_to_be_old() {
        for (String state : List.of("stale", "halted")) {
            assertThat(browser.runLong("""
                    const done = arguments[arguments.length - 1];
                    import('/js/health.js').then((health) => {
                      health.show({state: '%s', exchange: '', sweptAgo: 1, calls: 1, limit: 10});
                      done(document.getElementById('notice').textContent);
                    });
                    """.formatted(state)))
                    .as(state)
                    .isEqualTo("What you see is old: do not act on it.");
        }
    }

    @Test
    void where_the_site_may_keep_nothing_the_page_works_all_the_same() {
        browser.openWithoutStorage(service.url());
        browser.until(page -> page.count(ROWS) == 20);
        browser.one("#theme").click();
        assertThat(browser.one("#theme").getAccessibleName()).isEqualTo("Colours: light");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void all_that_can_be_used_has_a_name_and_nothing_is_loaded_from_elsewhere() {
        for (WebElement element : browser.all(
                "header button, .filters button, th button, #rows tr:first-child button, #pause, input, select,"
                        + " [role=img], [role=region], table")) {
            assertThat(element.getAccessibleName())
                    .as(element.getTagName() + " " + element.getDomAttribute("id"))
                    .isNotBlank();
        }
        assertThat(browser.one("#state").getAriaRole()).isEqualTo("status");
        assertThat(browser.one("#rows tr").getAriaRole()).isEqualTo("row");
        List<?> loaded = (List<?>) browser.run("return performance.getEntriesByType('resource').map(r => r.name)");
        assertThat(loaded).hasSizeGreaterThan(5).allMatch(name -> ((String) name).startsWith(service.url()));
    }

    @Test
    void text_stands_out_from_its_ground_in_light_and_dark() {
        for (String scheme : List.of("light", "dark")) {
            browser.preferring("prefers-color-scheme", scheme);
            Map<?, ?> contrasts = (Map<?, ?>) browser.run(CONTRASTS);
            assertThat(contrasts).hasSizeGreaterThan(8);
            contrasts.forEach((selector, contrast) -> assertThat(((Number) contrast).doubleValue())
                    .as("%s, %s", selector, scheme)
                    .isGreaterThanOrEqualTo(4.5));
        }
    }

    /** The contrast of each kind of text against the first ground behind it that is not clear, by WCAG 2. */
    private static final String CONTRASTS = """
            const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
            const rgb = (css) => {
              canvas.clearRect(0, 0, 1, 1);
              canvas.fillStyle = css;
              canvas.fillRect(0, 0, 1, 1);
              return [...canvas.getImageData(0, 0, 1, 1).data];
            };
            const light = (css) => rgb(css).slice(0, 3).map(v => v / 255)
              .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
              .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const ground = (e) => !e ? '#fff' : rgb(getComputedStyle(e).backgroundColor)[3] ? getComputedStyle(e).backgroundColor : ground(e.parentElement);
            const found = {};
            for (const selector of ['h1', '#exchange', '#state', 'dt', 'dd', '.key', '#shown', 'th button', 'td button',
                '[data-column=trader]', '[data-side=long] [data-column=side]', '[data-side=short] [data-column=side]',
                '#events time', '#events b', 'footer']) {
              const e = document.querySelector(selector);
              if (!e) continue;
              const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
              found[selector] = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            }
            return found;
            """;
}
