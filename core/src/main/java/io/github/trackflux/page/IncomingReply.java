package io.github.trackflux.page;

import io.github.trackflux.call.ProtocolException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * One answer as it comes off the network, part by part. Rows that are known are only counted; what is new is copied, since
 * the network's own buffers do not stay. Not thread-safe.
 */
public final class IncomingReply {
    /** Enough for the envelope around a list that did not change. */
    private static final int ENVELOPE = 256;

    private static final byte LIST = '[';
    private static final RememberedRow[] NONE = {};

    private final String call;
    private final PageDecoder decoder;
    private final PageMemory memory;
    private final @Nullable RememberedPage last;
    private final Kept kept = new Kept(ENVELOPE);
    private int total;
    private boolean seeking = true;
    private @Nullable RowMatcher matcher;

    IncomingReply(String call, PageDecoder decoder, PageMemory memory) {
        this.call = call;
        this.decoder = decoder;
        this.memory = memory;
        this.last = memory.page(call);
    }

    /**
     * Takes the next part of the body.
     *
     * @param part valid only during this call; neither kept nor moved
     * @throws ProtocolException if the body is longer than {@link PageDecoder#LARGEST_BODY}
     */
    public void add(ByteBuffer part) {
        if (part.remaining() > PageDecoder.LARGEST_BODY - total) {
            throw new ProtocolException("", "the body is longer than " + PageDecoder.LARGEST_BODY + " bytes");
        }
        total += part.remaining();
        ByteBuffer left = part.duplicate();
        if (seeking) {
            seek(left);
        }
        if (matcher != null) {
            matcher.take(left);
        }
        if (!seeking) {
            kept.take(left, left.remaining());
        }
    }

    /** Copies up to the first bracket. If that is not where the list begins, whoever reads the envelope will notice. */
    private void seek(ByteBuffer part) {
        while (part.hasRemaining() && seeking) {
            byte next = part.get();
            kept.add(next);
            seeking = next != LIST && kept.length < ENVELOPE;
            if (next == LIST) {
                matcher = new RowMatcher(last == null ? NONE : last.rows, memory, kept);
            }
        }
    }

    /**
     * Reads what came; to be called once, at the end.
     *
     * @throws ProtocolException as {@link PageDecoder#decode(ByteBuffer)}
     */
    public Reply end() {
        Reply reply = matcher != null && matcher.isSound() ? familiar(matcher) : null;
        return reply == null ? unfamiliar() : reply;
    }

    private @Nullable Reply familiar(RowMatcher matched) {
        Envelope envelope = new Envelope(matched);
        if (!envelope.read()) {
            return null;
        }
        memory.parsed(matched.fresh());
        RememberedRow[] rows;
        try {
            rows = matched.parsed(decoder);
        } catch (JacksonException e) {
            // It was not what it looked like: whether the body can be read at all is for the other to say.
            return null;
        }
        RememberedPage page = last;
        if (page == null || !page.shows(rows, matched.count(), envelope.endId())) {
            page = RememberedPage.of(rows, envelope.endId());
            memory.put(call, page);
        }
        return envelope.reply(page);
    }

    /** Any other body, or the first to a call: read as a whole. */
    private Reply unfamiliar() {
        Kept body = matcher == null ? kept : matcher.whole(total);
        SeenRows seen = new SeenRows(body.bytes, memory);
        Reply reply = decoder.decode(body.bytes, body.length, seen);
        return reply.page().isEmpty() ? reply : seen.remembered(reply, call, last);
    }
}
