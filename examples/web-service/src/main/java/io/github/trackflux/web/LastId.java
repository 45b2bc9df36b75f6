package io.github.trackflux.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a server-sent event: the event's sequence number, and the run of this service that gave it, since numbers begin
 * anew with each.
 */
record LastId(long number, String run) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.([0-9a-f]{8})");

    String text() {
        return number + "." + run;
    }

    /** What a reader says; one that cannot be read is of another run. */
    static LastId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? new LastId(Long.parseLong(matcher.group(1)), matcher.group(2)) : new LastId(0, "");
    }

    static Optional<LastId> of(Optional<String> text) {
        return text.filter(given -> !given.isBlank()).map(LastId::parse);
    }
}
