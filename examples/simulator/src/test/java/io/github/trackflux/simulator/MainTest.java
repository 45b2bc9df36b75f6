package io.github.trackflux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void it_prints_its_url_alone_and_ends_after_its_time() {
        assertThat(run("--for", "1ms", "--orders", "5", "--secret", "not-to-be-seen", "--clock-offset", "-40s"))
                .isZero();
        assertThat(out.toString()).matches("http://127\\.0\\.0\\.1:\\d+\\R");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void every_fault_can_be_asked_for_by_its_name() {
        for (NamedFault fault : NamedFault.values()) {
            FaultOptions.Chosen chosen = new FaultOptions.Word().convert(Words.OneOf.spelled(fault) + "=2%");
            assertThat(chosen).isEqualTo(new FaultOptions.Chosen(fault, 0.02));
            chosen.fault().addTo(SimulatedExchange.builder(), chosen.share());
        }
        assertThat(run("--for", "1ms", "--orders", "5", "--fault", "sliced,html=0.5", "--fault", "stalled"))
                .isZero();
    }

    @Test
    void help_names_every_option() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--port",
                        "--key",
                        "--secret",
                        "--passphrase",
                        "--orders",
                        "--opens",
                        "--closes",
                        "--updates",
                        "--short-lived",
                        "--round-trip",
                        "--jitter",
                        "--limit",
                        "--order=",
                        "--dialect",
                        "--errors",
                        "--replica-lag",
                        "--clock-offset",
                        "--seed",
                        "--traders",
                        "--symbols",
                        "--truth-log",
                        "--fault",
                        "gzip-bomb, long-body",
                        "--for");
    }

    @ParameterizedTest
    @CsvSource({
        "--port, 70000, between 0 and 65535",
        "--port, http, is not an int",
        "--order, best, 'newest, oldest, updated, unstable'",
        "--dialect, both, 'page-number, id-cursor'",
        "--errors, 120%, between 0 and 1",
        "--errors, few, no share",
        "--round-trip, 80, no time such as 80ms",
        "--jitter, -1s, must be 0 or more",
        "--for, 999999999d, is more than 36500d",
        "--clock-offset, -36501d, is more than 36500d",
        "--limit, 0, limit must be 1 or more",
        "--opens, -1, opens must be between",
        "--traders, 0, at least one trader",
        "--fault, fire, 'server-error, maintenance, throttled'",
        "--fault, html=most, no share",
        "--nonsense, 1, Unknown option"
    })
    void a_wrong_option_ends_with_2_and_says_what_is_allowed(String option, String value, String message) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_port_that_is_taken_ends_with_1() {
        try (SimulatedExchange other = SimulatedExchange.builder().start()) {
            String port = other.url().substring(other.url().lastIndexOf(':') + 1);
            assertThat(run("--port", port)).isEqualTo(1);
            assertThat(err.toString()).contains(port);
        }
    }

    private int run(String... arguments) {
        return Main.execute(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
