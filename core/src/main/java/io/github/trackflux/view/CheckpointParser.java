package io.github.trackflux.view;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON that must be exactly as expected. Whatever else comes is damage. */
final class CheckpointParser implements AutoCloseable {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int LONGEST_TIME = 40;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    // A field that this version does not know may be as long as a whole answer.
                    .maxStringLength(2 * 1024 * 1024)
                    .maxNumberLength(20)
                    .maxNameLength(256)
                    .maxDocumentLength(Checkpoint.LARGEST)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    private final JsonParser parser;
    /** Whether the parser's token has been looked at only to see that a list goes on. */
    private boolean held;

    CheckpointParser(byte[] json) {
        this.parser = JSON.createParser(ObjectReadContext.empty(), json, 0, json.length);
    }

    /** An object begins. */
    void start() {
        expect(next(), JsonToken.START_OBJECT);
    }

    /** The name of the object's next field; empty if the object ends here. No field has an empty name. */
    String name() {
        JsonToken token = next();
        if (token == JsonToken.END_OBJECT) {
            return "";
        }
        expect(token, JsonToken.PROPERTY_NAME);
        String name = Objects.requireNonNull(parser.currentName());
        if (name.isEmpty()) {
            throw new CheckpointException.Damaged("a field has no name");
        }
        return name;
    }

    /** The next field has this name. */
    void name(String expected) {
        if (!name().equals(expected)) {
            throw new CheckpointException.Damaged("\"" + expected + "\" is missing");
        }
    }

    void end() {
        expect(next(), JsonToken.END_OBJECT);
    }

    /** Nothing follows. */
    void over() {
        if (parser.nextToken() != null) {
            throw new CheckpointException.Damaged("it goes on after its end");
        }
    }

    String text() {
        expect(next(), JsonToken.VALUE_STRING);
        return parser.getString();
    }

    String text(String name) {
        name(name);
        return text();
    }

    Instant time(String name) {
        return instant(text(name));
    }

    static Instant instant(String text) {
        if (text.length() > LONGEST_TIME) {
            throw new CheckpointException.Damaged("a time has " + text.length() + " characters");
        }
        Instant time = Instant.parse(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new CheckpointException.Damaged("a time is not in the years 1 to 9999");
        }
        return time;
    }

    long number(String name, long least, long most) {
        name(name);
        return number(least, most);
    }

    long number(long least, long most) {
        expect(next(), JsonToken.VALUE_NUMBER_INT);
        long number = parser.getLongValue();
        if (number < least || number > most) {
            throw new CheckpointException.Damaged(
                    "\"" + parser.currentName() + "\" must be " + least + " to " + most + ", was " + number);
        }
        return number;
    }

    boolean flag(String name) {
        name(name);
        JsonToken token = next();
        if (token != JsonToken.VALUE_FALSE) {
            expect(token, JsonToken.VALUE_TRUE);
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** An array begins, of what {@code element} reads; at most so many. */
    void array(String name, int most, Runnable element) {
        name(name);
        array(most, element);
    }

    void array(int most, Runnable element) {
        expect(next(), JsonToken.START_ARRAY);
        for (int count = 0; next() != JsonToken.END_ARRAY; count++) {
            if (count == most) {
                throw new CheckpointException.Damaged("a list has more than " + most + " elements");
            }
            held = true;
            element.run();
        }
    }

    private @Nullable JsonToken next() {
        JsonToken token = held ? parser.currentToken() : parser.nextToken();
        held = false;
        return token;
    }

    private static void expect(@Nullable JsonToken found, JsonToken expected) {
        if (found != expected) {
            throw new CheckpointException.Damaged(expected + " is missing");
        }
    }

    @Override
    public void close() {
        parser.close();
    }
}
