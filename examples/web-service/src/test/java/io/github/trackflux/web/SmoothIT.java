package io.github.trackflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand orders of which many change. */
@Tag("long")
@Timeout(300)
class SmoothIT {
    /** Counts for five seconds frames, long tasks, rows that were made, and rows that replaced one of the same order. */
    private static final String WATCH = """
            const done = arguments[arguments.length - 1];
            const rows = new Set(document.querySelectorAll('#rows tr'));
            let made = 0, replaced = 0, frames = 0, longest = 0, busy = 0, worst = 0;
            let before = performance.now();
            const from = before;
            new PerformanceObserver(list => {
              for (const task of list.getEntries()) { longest = Math.max(longest, task.duration); busy += task.duration; }
            }).observe({type: 'longtask'});
            new MutationObserver(all => {
              const gone = new Map(all.flatMap(one => [...one.removedNodes]).map(row => [row.dataset.no, row]));
              for (const row of all.flatMap(one => [...one.addedNodes])) {
                made += rows.has(row) ? 0 : 1;
                replaced += gone.has(row.dataset.no) && gone.get(row.dataset.no) !== row ? 1 : 0;
                rows.add(row);
              }
            }).observe(document.getElementById('rows'), {childList: true});
            const frame = (now) => {
              worst = Math.max(worst, now - before);
              before = now;
              frames++;
              if (now - from < 5000) { requestAnimationFrame(frame); return; }
              done({frames, longest, busy, worst, made, replaced, events: document.querySelectorAll('#events li').length,
                nodes: document.querySelectorAll('*').length});
            };
            requestAnimationFrame(frame);
            """;

    @Test
    void a_thousand_orders_stay_smooth_while_they_change() {
        try (Browser browser = Browser.start();
                Service service =
                        Service.start("trackflux.simulator.orders=1000", "trackflux.simulator.changes-per-second=5")) {
            browser.sized(1280, 900).open(service.url());
            browser.until(page -> Integer.parseInt("0" + page.text("#open").replace("–", "")) > 900
                    && page.text("#state").equals("live"));

            Map<?, ?> seen = (Map<?, ?>) browser.runLong(WATCH);
            System.out.println("1,000 orders for five seconds: " + seen);
            assertThat(number(seen, "replaced")).isZero();
            // Made is what opened, and what came into sight, also again, where something closed: never all 40 for each.
            assertThat(number(seen, "made")).isLessThan(100);
            assertThat(number(seen, "events")).isBetween(3.0, 60.0);
            // It draws 300 at most, and a build shares two cores with it.
            assertThat(number(seen, "frames")).isGreaterThan(25);
            assertThat(number(seen, "longest")).isLessThan(1000);

            browser.run("document.querySelector('#rows').closest('.scroll').scrollTop = 1e7");
            browser.until(SmoothIT::isAtTheEnd);
            assertThat(browser.count("#rows tr")).isLessThan(80);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** The last order is in sight, under its number. */
    private static boolean isAtTheEnd(Browser page) {
        return (boolean) page.run("const row = document.querySelector('#rows tr:last-child'), edge ="
                + " row.closest('.scroll');return row.getAttribute('aria-rowindex') ==="
                + " row.closest('table').getAttribute('aria-rowcount') && row.getBoundingClientRect().bottom <="
                + " edge.getBoundingClientRect().bottom + 1");
    }

    private static double number(Map<?, ?> seen, String key) {
        return ((Number) seen.get(key)).doubleValue();
    }
}
