package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
    @Test
    void the_default_is_the_exchange_and_passes() {
        assertThat(BaseUrl.check(BaseUrl.BITGET)).hasToString("https://api.bitget.com");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://example.com, https://example.com",
        "https://example.com/, https://example.com",
        "https://example.com:8443, https://example.com:8443",
        "https://192.0.2.7:8443/, https://192.0.2.7:8443",
        "https://[2001:db8::1]:8443, https://[2001:db8::1]:8443",
        "http://localhost:8080, http://localhost:8080",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void https_is_fine_anywhere_and_http_on_this_machine(String given, String used) {
        assertThat(BaseUrl.check(URI.create(given))).hasToString(used);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "HTTPS://example.com, https://example.com",
        "https://API.Example.COM, https://api.example.com",
        "https://example.com:443, https://example.com",
        "HTTP://LocalHost:80, http://localhost",
        "http://localhost:443, http://localhost:443"
    })
    void one_host_has_one_spelling_so_that_all_its_clients_share_one_budget(String given, String used) {
        assertThat(BaseUrl.check(URI.create(given))).hasToString(used);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "http://example.com",
                "http://api.bitget.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://128.0.0.1:8080",
                "http://[2001:db8::1]",
                "HTTP://example.com"
            })
    void plain_http_is_refused_off_this_machine(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUrl.check(URI.create(url)))
                .withMessageContaining("must be https unless it is on this machine")
                .withMessageContaining("never sent in the clear");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "https://example.com/api",
                "https://example.com//",
                "https://example.com?x=1",
                "https://example.com?",
                "https://example.com#here",
                "https://user@example.com",
                "https://user:word@example.com",
                "http://user:word@localhost:8080",
                "https:example.com",
                "https:///",
                "//example.com",
                "example.com",
                "",
                "ftp://example.com",
                "ws://localhost",
                "https://exam_ple.com",
                "https://example.com:0",
                "https://example.com:65536"
            })
    void whatever_is_not_a_scheme_a_host_and_a_port_is_refused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUrl.check(URI.create(url)))
                .withMessageStartingWith("base URL must be https");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "https://user:hush@example.com",
                "http://user:hush@example.com",
                "ftp://user:hush@example.com",
                "https://hush@example.com/path?x=1",
                "https://user:hush@exam_ple.com",
                "https://user:hush@example.com:port",
                "https:user:hush@example.com",
                "//user:hush@example.com",
                "user:hush@example.com",
                "https://example.com?token=hush",
                "https://example.com/hush"
            })
    void no_message_repeats_what_may_be_a_secret(String url) {
        Throwable refused = catchThrowable(() -> BaseUrl.check(URI.create(url)));

        assertThat(refused).isInstanceOf(IllegalArgumentException.class);
        assertThat(refused.toString()).doesNotContain("hush").doesNotContain("user");
    }
}
