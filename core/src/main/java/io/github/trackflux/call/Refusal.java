package io.github.trackflux.call;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the exchange said instead of an answer, and which error that is. The body's code decides and never its text,
 * which is translated and parameterised; the HTTP status decides only where there is no code.
 *
 * @param status the HTTP status
 * @param code the body's {@code code}, cut and without control characters; empty if the body has none
 * @param message the body's {@code msg}; shown to people, shortened and without control characters
 * @param retryAfter what the header {@code Retry-After} asks for
 */
public record Refusal(int status, String code, String message, Optional<Duration> retryAfter) {
    private static final Set<String> KEY =
            Set.of("40001", "40002", "40003", "40006", "40009", "40011", "40012", "40036", "40037");
    private static final Set<String> PERMISSION = Set.of(
            "40014", "40016", "40018", "40022", "40023", "40025", "40038", "40068", "40099", "40199", "40301", "40701",
            "40702");
    private static final Set<String> ACCOUNT = Set.of("40013", "40024", "40026", "40031", "40710", "50010");
    private static final Set<String> PARAMETER = Set.of(
            "40017", "40019", "40020", "40034", "40304", "40007", "40102", "40309", "40404", "400", "404", "405",
            "415");
    private static final Set<String> CLOCK = Set.of("40004", "40005", "40008");
    private static final Set<String> MAINTENANCE = Set.of("40200", "40308", "40600");
    private static final Set<String> THROTTLE = Set.of("429", "1001", "50009");
    private static final int LONGEST_MESSAGE = 200;
    private static final int LONGEST_CODE = 16;

    public Refusal {
        // Cut and masked, never shortened to something that is a code.
        code = code.substring(0, Math.min(code.length(), LONGEST_CODE)).replaceAll("[^!-~]", "?");
        StringBuilder clean = new StringBuilder();
        message.codePoints()
                .filter(c -> (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c))
                .limit(LONGEST_MESSAGE)
                .forEach(clean::appendCodePoint);
        message = clean.toString();
    }

    /** The error that this refusal is; its message says what to do. */
    public TrackfluxException toException() {
        if (THROTTLE.contains(code) || status == 429) {
            return new ThrottledException(code, said("too many calls"), retryAfter);
        }
        if (status >= 300 && status < 400) {
            return new UntrustedServerException(code, said("redirects are not followed; check the base URL"));
        }
        if (KEY.contains(code) || (code.isEmpty() && status == 401)) {
            return new AuthenticationException(code, said(keyAdvice()));
        }
        if (code.equals("40085")) {
            return new PermissionException(
                    code,
                    said("the account is in unified mode, for which the exchange offers no copy-trading read;"
                            + " switch it back to classic mode"));
        }
        if (PERMISSION.contains(code)) {
            return new PermissionException(code, said("check the key's permissions, its IP list, and demo or live"));
        }
        if (ACCOUNT.contains(code)) {
            return new AccountException(code, said("the account is restricted; ask the exchange why"));
        }
        if (PARAMETER.contains(code)) {
            return new ConfigurationException(code, said("a parameter is not accepted; correct the query"));
        }
        if (CLOCK.contains(code)) {
            return new ClockException(code, said("the timestamp is outside the exchange's window of 30 s"));
        }
        if (MAINTENANCE.contains(code)) {
            return new MaintenanceException(code, said("the exchange is being upgraded or has suspended the service"));
        }
        if (code.equals("40209")) {
            return new PageNumberException(code, said("there is no such page"));
        }
        if (code.equals("40303")) {
            return new TooManyRowsException(code, said("narrow the query by symbol or trader"));
        }
        if (code.isEmpty() && (status == 403 || status == 418)) {
            return new BannedException(code, said("this machine's address is refused"));
        }
        if (code.isEmpty() && (status == 400 || status == 404 || status == 405 || status == 415)) {
            return new ConfigurationException(code, said("check the base URL"));
        }
        return new ServerException(code, said("the exchange could not answer"));
    }

    private String keyAdvice() {
        return switch (code) {
            case "40009", "40002" -> "the signature does not match; check the secret";
            case "40012", "40036", "40011" -> "the passphrase does not match the key; check the passphrase";
            case "40037", "40006", "40001" -> "the API key is not known; check the key";
            default -> "check key, secret and passphrase";
        };
    }

    private String said(String advice) {
        String by = code.isEmpty() ? "HTTP " + status : "code " + code + " (HTTP " + status + ")";
        return message.isEmpty() ? by + ": " + advice : by + ", \"" + message + "\": " + advice;
    }
}
