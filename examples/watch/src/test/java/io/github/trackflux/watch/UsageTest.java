package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageTest {
    private static final Map<String, String> KEYS =
            Map.of(Keys.KEY, "a-key", Keys.SECRET, "a-secret", Keys.PASSPHRASE, "a-phrase");

    private static void isRefused(Run run, String... words) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("trackflux-watch: ").contains(words).hasLineCount(1);
        assertThat(run.err()).doesNotContain("a-key", "a-secret", "a-phrase");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--every           | often             | max or a time such as 500ms",
                "--every           | 3h                | PT0S to PT1H, was PT3H",
                "--hold-down       | 2 seconds         | such as 500ms, 2s, 1m",
                "--hold-down       | -1s               | such as 500ms, 2s, 1m",
                "--hold-down       | 90s               | PT0S to PT1M, was PT1M30S",
                "--calls-per-second| 11                | 1 to 10",
                "--calls-per-second| 0                 | 1 to 10",
                "--calls-per-second| many              | whole number",
                "--for             | 0s                | more than 0",
                "--for             | 5                 | such as 500ms, 2s, 1m",
                "--for             | 3000000h          | 876000h at most, was 3000000h",
                "--product-type    | SPOT              | USDT-FUTURES, COIN-FUTURES or USDC-FUTURES",
                "--symbol          | BTC USDT          | without spaces",
                "--trader-id       | ***********       | masked",
                "--dialect         | french            | auto, page-number or id-cursor",
                "--base-url        | http://example.com| must be https unless it is on this machine",
                "--base-url        | https://a.com/path| https://host or https://host:port",
                "--base-url        | not a url         | https://api.bitget.com",
                "--base-url        | ''                | https://host"
            })
    void a_wrong_value_is_named_with_what_is_allowed(String option, String value, String allowed) {
        isRefused(Run.with(KEYS, option, value), allowed);
    }

    @Test
    void a_password_in_a_url_is_not_repeated() {
        isRefused(Run.with(KEYS, "--base-url", "https://me:hush@example.com"), "https://");
        isRefused(Run.with(KEYS, "--base-url", "https://me:hush hush@example.com"), "must be a URL");
        assertThat(Run.with(KEYS, "--base-url", "https://me:hush@example.com").err())
                .doesNotContain("hush");
        assertThat(Run.with(KEYS, "--base-url", "https://me:hush hush@example.com")
                        .err())
                .doesNotContain("hush");
    }

    @Test
    void keys_come_all_or_none_and_the_missing_ones_are_named() {
        isRefused(Run.with(Map.of(Keys.KEY, "a-key")), Keys.SECRET + " and " + Keys.PASSPHRASE + " are missing");
        isRefused(
                Run.with(Map.of(Keys.KEY, "a-key", Keys.SECRET, "a-secret", Keys.PASSPHRASE, "")),
                Keys.PASSPHRASE + " is missing");
        isRefused(
                Run.with(Map.of(Keys.KEY, "a-keyß", Keys.SECRET, "a-secret", Keys.PASSPHRASE, "a-phrase")),
                "API key must be printable ASCII");
    }

    @Test
    void options_that_contradict_the_environment_are_refused() {
        isRefused(Run.with(KEYS, "--simulated-orders", "5"), "--simulated-orders");
        isRefused(Run.with(Map.of(), "--base-url", "https://example.com"), "--base-url needs " + Keys.KEY);
        isRefused(Run.with(Map.of(), "--checkpoint", "orders.checkpoint"), "--checkpoint needs " + Keys.KEY);
    }

    @Test
    void a_simulated_list_is_no_longer_than_a_real_one() {
        isRefused(
                Run.with(Map.of(), "--simulated-orders", "20001"), "--simulated-orders must be 0 to 20000, was 20001");
    }

    @Test
    void what_is_no_option_is_refused() {
        isRefused(Run.with(Map.of(), "--secret", "hush"), "--secret");
        isRefused(Run.with(Map.of(), "now"), "now");
    }

    @Test
    void help_names_every_option_and_exit_code_on_standard_output() {
        Run run = Run.with(Map.of(), "--help");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("--product-type", "--symbol", "--trader-id", "--json", "--every", "--hold-down")
                .contains("--calls-per-second", "--for", "--base-url", "--dialect", "--simulated-orders")
                .contains(Keys.KEY, Keys.SECRET, Keys.PASSPHRASE, "3 refused by the exchange");
    }

    @Test
    void the_version_is_told() {
        assertThat(Run.with(Map.of(), "--version").out()).startsWith("trackflux-watch ");
    }
}
