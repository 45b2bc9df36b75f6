package io.github.trackflux.reactor;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Headers of events that say again, in other words, what events of the feed said. Their id is a hash of the ids that they
 * stand for and of what they became: so it never stands for two contents, and for two subscribers it is the same.
 */
final class Headers {
    private Headers() {}

    /** That so many are open after an event. Counted: after a restart the same news may come when others are open. */
    static EventHeader synced(int open, EventHeader last) {
        return header(last, hash("synced " + open, last.id()), last.origin(), last.notBefore());
    }

    /** The same news as another kind of event, of something that may have begun earlier. */
    static EventHeader since(Instant notBefore, String kind, EventHeader of) {
        return header(of, hash(kind, of.id()), of.origin(), earlier(notBefore, of.notBefore()));
    }

    /** The same news as another kind of event, which comes late. */
    static EventHeader late(String kind, EventHeader of) {
        return header(of, hash(kind, of.id()), Origin.LATE, of.notBefore());
    }

    /** Two pieces of news as one: numbered and seen as the later, happened at any time since the earlier, as fresh as the staler. */
    static EventHeader merged(String kind, EventHeader first, EventHeader last) {
        Origin origin = first.origin().compareTo(last.origin()) > 0 ? first.origin() : last.origin();
        return header(last, hash(kind, first.id(), last.id()), origin, earlier(first.notBefore(), last.notBefore()));
    }

    private static EventHeader header(EventHeader of, String id, Origin origin, Instant notBefore) {
        return new EventHeader(id, of.account(), of.sequence(), origin, of.observedAt(), notBefore, of.notAfter());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String hash(String... parts) {
        try {
            byte[] text = String.join("|", parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
