package io.github.trackflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pictures of the README, and that nothing sticks out. Written where the property {@code pictures} says, if it is set. */
@Timeout(300)
class PictureIT {
    private final Optional<Path> folder =
            Optional.ofNullable(System.getProperty("pictures")).map(Path::of);

    @Test
    void the_page_fits_a_desktop_and_a_phone() throws IOException {
        try (Browser browser = Browser.start();
                Service service = Service.start("trackflux.simulator.changes-per-second=1")) {
            browser.sized(1280, 800).preferring("prefers-color-scheme", "light").open(service.url());
            // With something to see in its plots.
            long seconds = folder.isPresent() ? 75 : 1;
            browser.until(page ->
                    page.count("#budget rect") > seconds && page.text("#state").equals("live"));

            fits(browser);
            keep(browser, "web-service.png");
            browser.preferring("prefers-color-scheme", "dark").sized(390, 844);
            fits(browser);
            browser.run("document.querySelector('main').scrollIntoView()");
            keep(browser, "web-service-phone.png");
        }
    }

    private static void fits(Browser browser) {
        Map<?, ?> size = (Map<?, ?>) browser.run(
                "return {wide: document.documentElement.scrollWidth, view: document.documentElement.clientWidth}");
        assertThat(size.get("wide")).isEqualTo(size.get("view"));
    }

    private void keep(Browser browser, String name) throws IOException {
        if (folder.isPresent()) {
            Files.write(folder.get().resolve(name), browser.picture());
        }
    }
}
