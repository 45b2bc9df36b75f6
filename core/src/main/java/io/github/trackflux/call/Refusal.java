package io.github.trackflux.call;

import java.time.Duration;
import java.util.Optional;

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
    private static final String SUCCESS = "00000";
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
        if (status == 429) {
            return new ThrottledException(code, said(Meaning.TOO_MANY_CALLS.advice()), retryAfter);
        }
        if (status >= 300 && status < 400) {
            return new UntrustedServerException(code, said("redirects are not followed; check the base URL"));
        }
        if (code.isEmpty() || code.equals(SUCCESS)) {
            // A body that claims success under a status that does not says nothing.
            return byStatus();
        }
        return Meaning.of(code)
                .map(meaning -> byMeaning(meaning, said(meaning.advice())))
                .orElseGet(
                        () -> new UnknownCodeException(code, said("a code that is not known here; it is tried again")));
    }

    private TrackfluxException byMeaning(Meaning meaning, String said) {
        return switch (meaning) {
            case TOO_MANY_CALLS -> new ThrottledException(code, said, retryAfter);
            case SIGNATURE, PASSPHRASE, KEY, CREDENTIALS -> new AuthenticationException(code, said);
            case UNIFIED, DEMO, NOT_IN_DEMO, ADDRESS, SUBACCOUNT, LEAD_TRADER, PERMISSION ->
                new PermissionException(code, said);
            case ACCOUNT, IDENTITY, FOLLOWS_NOBODY -> new AccountException(code, said);
            case SYMBOL, NO_SUCH_PATH, PARAMETER -> new ConfigurationException(code, said);
            case CLOCK -> new ClockException(code, said);
            case MAINTENANCE -> new MaintenanceException(code, said);
            case NO_SUCH_PAGE -> new PageNumberException(code, said);
            case TOO_MANY_ROWS -> new TooManyRowsException(code, said);
            case NOTHING_FOUND -> new ProtocolException(code, said);
            case RELEASE, SERVER -> new ServerException(code, said);
        };
    }

    private TrackfluxException byStatus() {
        return switch (status) {
            case 401 -> new AuthenticationException(code, said(Meaning.CREDENTIALS.advice()));
            case 403, 418 -> new BannedException(code, said("this machine's address is refused"));
            case 400, 404, 405, 415 -> new ConfigurationException(code, said(Meaning.NO_SUCH_PATH.advice()));
            default ->
                status / 100 == 2
                        ? new ProtocolException(code, said("the answer has neither a code nor a list"))
                        : new ServerException(code, said(Meaning.SERVER.advice()));
        };
    }

    private String said(String advice) {
        String by = code.isEmpty() ? "HTTP " + status : "code " + code + " (HTTP " + status + ")";
        return message.isEmpty() ? by + ": " + advice : by + ", \"" + message + "\": " + advice;
    }
}
