package io.github.trackflux.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of errors: which code or status is which error, whether it passes by itself, and what its message advises. */
class RefusalTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    429   | ThrottledException      | true  | too many calls
                    1001  | ThrottledException      | true  | too many calls
                    50009 | ThrottledException      | true  | too many calls
                    40001 | AuthenticationException | false | check the key
                    40002 | AuthenticationException | false | check the secret
                    40003 | AuthenticationException | false | check key, secret and passphrase
                    40006 | AuthenticationException | false | check the key
                    00001 | ConfigurationException  | false | correct the query
                    20001 | ConfigurationException  | false | correct the query
                    20002 | ConfigurationException  | false | correct the query
                    40020 | ConfigurationException  | false | correct the query
                    40704 | ConfigurationException  | false | correct the query
                    40705 | ConfigurationException  | false | correct the query
                    40707 | ConfigurationException  | false | correct the query
                    400171 | ConfigurationException | false | correct the query
                    400172 | ConfigurationException | false | correct the query
                    40102 | ConfigurationException  | false | no such symbol
                    40309 | ConfigurationException  | false | no such symbol
                    40404 | ConfigurationException  | false | check the base URL
                    31001 | AccountException        | false | follow a trader first
                    31025 | AccountException        | false | follow a trader first
                    31057 | AccountException        | false | follow a trader first
                    40732 | AccountException        | false | follow a trader first
                    40000 | AccountException        | false | see to it on its site
                    40035 | AccountException        | false | see to it on its site
                    40100 | AccountException        | false | see to it on its site
                    40101 | AccountException        | false | see to it on its site
                    40103 | AccountException        | false | see to it on its site
                    40104 | AccountException        | false | see to it on its site
                    40111 | AccountException        | false | see to it on its site
                    40061 | PermissionException     | false | main account
                    40110 | PermissionException     | false | demo trading
                    22030 | PermissionException     | false | demo trading
                    40054 | ProtocolException       | true  | not taken for an empty list
                    40078 | ClockException          | true  | timestamp
                    40911 | ClockException          | true  | timestamp
                    40009 | AuthenticationException | false | check the secret
                    40011 | AuthenticationException | false | check the passphrase
                    40012 | AuthenticationException | false | check the passphrase
                    40036 | AuthenticationException | false | check the passphrase
                    40037 | AuthenticationException | false | check the key
                    40014 | PermissionException     | false | permissions
                    40016 | PermissionException     | false | permissions
                    40022 | PermissionException     | false | permissions
                    40023 | PermissionException     | false | permissions
                    40025 | PermissionException     | false | permissions
                    40068 | PermissionException     | false | main account
                    40099 | PermissionException     | false | demo trading
                    40199 | PermissionException     | false | lead traders
                    40301 | PermissionException     | false | permissions
                    40701 | PermissionException     | false | permissions
                    40702 | PermissionException     | false | permissions
                    40085 | PermissionException     | false | switch it back to classic mode
                    40018 | PermissionException     | false | IP list
                    40038 | PermissionException     | false | IP list
                    40013 | AccountException        | false | ask the exchange
                    40024 | AccountException        | false | ask the exchange
                    40026 | AccountException        | false | ask the exchange
                    40031 | AccountException        | false | ask the exchange
                    40710 | AccountException        | false | ask the exchange
                    50010 | AccountException        | false | ask the exchange
                    40004 | ClockException          | true  | timestamp
                    40005 | ClockException          | true  | timestamp
                    40008 | ClockException          | true  | timestamp
                    40017 | ConfigurationException  | false | correct the query
                    40019 | ConfigurationException  | false | correct the query
                    40034 | ConfigurationException  | false | correct the query
                    40304 | ConfigurationException  | false | correct the query
                    40007 | ConfigurationException  | false | correct the query
                    400   | ConfigurationException  | false | correct the query
                    404   | ConfigurationException  | false | correct the query
                    405   | ConfigurationException  | false | correct the query
                    415   | ConfigurationException  | false | correct the query
                    40209 | PageNumberException     | true  | no such page
                    40303 | TooManyRowsException    | false | narrow the query
                    40200 | MaintenanceException    | true  | being upgraded
                    40308 | MaintenanceException    | true  | being upgraded
                    40600 | MaintenanceException    | true  | suspended
                    40010 | ServerException         | true  | could not answer
                    40015 | ServerException         | true  | Tuesdays to Thursdays
                    40604 | ServerException         | true  | could not answer
                    40725 | ServerException         | true  | Tuesdays to Thursdays
                    40908 | ServerException         | true  | could not answer
                    40910 | ServerException         | true  | could not answer
                    45001 | ServerException         | true  | Tuesdays to Thursdays
                    40808 | ServerException         | true  | Tuesdays to Thursdays
                    500   | ServerException         | true  | could not answer
                    502   | ServerException         | true  | could not answer
                    503   | ServerException         | true  | could not answer
                    504   | ServerException         | true  | could not answer
                    408   | ServerException         | true  | could not answer
                    99999 | UnknownCodeException    | true  | not known here
                    """)
    void a_code_decides_whatever_the_status(String code, String type, boolean isTransient, String advice) {
        for (int status : new int[] {200, 400, 401, 403, 404, 500, 503}) {
            TrackfluxException error = refusal(status, code).toException();

            assertThat(error.getClass().getSimpleName()).as("HTTP %d", status).isEqualTo(type);
            assertThat(error.isTransient()).isEqualTo(isTransient);
            assertThat(error.code()).contains(code);
            assertThat(error)
                    .hasMessageContaining("code " + code)
                    .hasMessageContaining("HTTP " + status)
                    .hasMessageContaining("the exchange's words")
                    .hasMessageContaining(advice);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    429 | ThrottledException       | true  | too many calls
                    401 | AuthenticationException  | false | check key, secret and passphrase
                    403 | BannedException          | true  | this machine's address is refused
                    418 | BannedException          | true  | this machine's address is refused
                    300 | UntrustedServerException | false | redirects are not followed
                    301 | UntrustedServerException | false | redirects are not followed
                    302 | UntrustedServerException | false | redirects are not followed
                    303 | UntrustedServerException | false | redirects are not followed
                    307 | UntrustedServerException | false | redirects are not followed
                    308 | UntrustedServerException | false | redirects are not followed
                    400 | ConfigurationException   | false | check the base URL
                    404 | ConfigurationException   | false | check the base URL
                    405 | ConfigurationException   | false | check the base URL
                    415 | ConfigurationException   | false | check the base URL
                    408 | ServerException          | true  | could not answer
                    500 | ServerException          | true  | could not answer
                    502 | ServerException          | true  | could not answer
                    503 | ServerException          | true  | could not answer
                    504 | ServerException          | true  | could not answer
                    599 | ServerException          | true  | could not answer
                    200 | ProtocolException        | true  | neither a code nor a list
                    204 | ProtocolException        | true  | neither a code nor a list
                    """)
    void a_status_decides_where_there_is_no_code(int status, String type, boolean isTransient, String advice) {
        TrackfluxException error = refusal(status, "").toException();

        assertThat(error.getClass().getSimpleName()).isEqualTo(type);
        assertThat(error.isTransient()).isEqualTo(isTransient);
        assertThat(error.code()).isEmpty();
        assertThat(error).hasMessageContaining("HTTP " + status).hasMessageContaining(advice);
    }

    @Test
    void a_status_of_429_means_too_many_calls_whatever_the_body_says() {
        assertThat(refusal(429, "40808").toException()).isInstanceOf(ThrottledException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 307, 308, 399})
    void a_redirect_is_not_trusted_whatever_its_body_says(int status) {
        assertThat(refusal(status, "99999").toException()).isInstanceOf(UntrustedServerException.class);
        assertThat(refusal(status, "00000").toException()).isInstanceOf(UntrustedServerException.class);
    }

    @Test
    void a_code_of_success_under_a_status_of_failure_is_a_failure() {
        TrackfluxException error = refusal(500, "00000").toException();

        assertThat(error).isInstanceOf(ServerException.class).hasMessageContaining("HTTP 500");
    }

    @Test
    void the_words_of_the_exchange_never_decide() {
        Refusal refusal = new Refusal(400, "40015", "Apikey does not exist, sign signature error", Optional.empty());

        assertThat(refusal.toException()).isInstanceOf(ServerException.class);
    }

    @Test
    void the_permission_that_is_missing_is_named() {
        Refusal refusal = new Refusal(400, "40014", "Incorrect permissions, need {copy} permissions", Optional.empty());

        assertThat(refusal.toException()).hasMessageContaining("need {copy} permissions");
    }

    @Test
    void a_message_without_words_of_the_exchange_reads_well() {
        assertThat(new Refusal(503, "", "", Optional.empty()).toException())
                .hasMessage("HTTP 503: the exchange could not answer");
    }

    @Test
    void hostile_words_are_cleaned_and_shortened() {
        String hostile = "\u001b[31mred\u001b[0m\r\nset-cookie: x\u0000\u007f\u009b2J\u202egnp.exe\u2028end\ud800"
                + "z".repeat(10_240);
        Refusal refusal = new Refusal(400, "40017", hostile, Optional.empty());

        for (String shown : new String[] {
            refusal.message(),
            refusal.toString(),
            String.valueOf(refusal.toException().getMessage())
        }) {
            assertThat(shown).contains("[31mred[0mset-cookie: x2Jgnp.exeend").hasSizeLessThan(400);
            assertThat(shown.codePoints()).allMatch(c -> (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c));
        }
    }

    @Test
    void words_in_any_script_are_kept() {
        assertThat(new Refusal(400, "40017", "参数验证失败 1é", Optional.empty()).message())
                .isEqualTo("参数验证失败 1é");
    }

    @Test
    void a_hostile_code_is_cleaned_and_shortened_and_stays_unknown() {
        for (String hostile : new String[] {"\u001b[2J", "4\n0037", "40037\u0000", "40037\u202e", "x".repeat(10_240)}) {
            Refusal refusal = new Refusal(400, hostile, "", Optional.empty());
            TrackfluxException error = refusal.toException();

            assertThat(error).isInstanceOf(UnknownCodeException.class);
            for (String shown :
                    new String[] {error.code().orElseThrow(), String.valueOf(error.getMessage()), refusal.toString()}) {
                assertThat(shown).hasSizeLessThan(200);
                assertThat(shown.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
            }
        }
    }

    @Test
    void the_wait_that_the_exchange_asked_for_is_kept() {
        Optional<Duration> wait = Optional.of(Duration.ofMillis(1_500));

        assertThat(throttled(wait).retryAfter()).isEqualTo(wait);
        assertThat(throttled(Optional.of(Duration.ZERO)).retryAfter()).contains(Duration.ZERO);
        assertThat(throttled(Optional.empty()).retryAfter()).isEmpty();
    }

    @Test
    void an_absurd_wait_does_not_break_the_error() {
        assertThat(throttled(Optional.of(Duration.ofSeconds(-5))).retryAfter()).isEmpty();
        assertThat(throttled(Optional.of(Duration.ofSeconds(Long.MIN_VALUE))).retryAfter())
                .isEmpty();
        assertThat(throttled(Optional.of(Duration.ofSeconds(Long.MAX_VALUE))).retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofDays(10_000)));
    }

    private static Refusal refusal(int status, String code) {
        return new Refusal(status, code, "the exchange's words", Optional.empty());
    }

    private static ThrottledException throttled(Optional<Duration> retryAfter) {
        return (ThrottledException) new Refusal(429, "429", "Too Many Requests", retryAfter).toException();
    }
}
