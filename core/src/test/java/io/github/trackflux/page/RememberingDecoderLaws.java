package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.trackflux.call.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever came before and however a body is cut: the reply, or the error, that the plain decoder gives for it alone. */
class RememberingDecoderLaws {
    private static final int LISTS = 90;
    private static final int POLLS = 100;
    private static final int SIZE = 6;
    /** Enough for one page or two. */
    private static final int SMALL = 20_000;

    private final long seed = Long.getLong("trackflux.seed", 20261126L);

    @Test
    void it_reads_what_the_plain_decoder_reads() {
        Random random = new Random(seed);
        int replies = 0;
        for (int i = 0; i < LISTS; i++) {
            // A small memory forgets, and must not get anything wrong by it.
            RememberingDecoder decoder = new RememberingDecoder(i % 3 == 0 ? SMALL : RememberingDecoder.MOST_BYTES);
            ChangingList list = new ChangingList(random, random.nextInt(15));
            for (int poll = 0; poll < POLLS; poll++) {
                for (int changes = random.nextInt(3); changes > 0; changes--) {
                    list.change();
                }
                int page = random.nextInt(3);
                byte[] body = ChangingList.bytes(list.page(page * SIZE, SIZE, 1_634_107_646_972L + poll));
                // Now and then a call that is new, over rows that are not.
                String call = "page " + page + (random.nextInt(10) > 0 ? "" : " of " + poll);
                replies += same(decoder, call, random.nextInt(6) > 0 ? body : damaged(body, random), random);
            }
            if (i % 3 == 0) {
                assertThat(decoder.retainedBytes()).isLessThanOrEqualTo(SMALL);
            }
        }
        assertThat(replies).as("replies, seed %d", seed).isBetween(LISTS * POLLS / 4, LISTS * POLLS * 9 / 10);
    }

    private int same(RememberingDecoder decoder, String call, byte[] body, Random random) {
        Object expected = plain(body);
        try {
            IncomingReply incoming = decoder.begin(call);
            // Another call that is given up half way, and one to the same page that is answered meanwhile.
            decoder.begin(call).add(ByteBuffer.wrap(body, 0, random.nextInt(body.length + 1)));
            boolean between = random.nextInt(20) == 0;
            for (ByteBuffer part : ChangingList.parts(body, random)) {
                ByteBuffer before = part.duplicate();
                incoming.add(part);
                assertThat(part).isEqualTo(before);
                if (between) {
                    decoder.decode(call, ByteBuffer.wrap(ChangingList.bytes(Bodies.list(Bodies.row()))));
                    between = false;
                }
                scribble(part);
            }
            Object actual;
            try {
                actual = incoming.end();
            } catch (ProtocolException e) {
                actual = e.getMessage();
            }
            assertThat(actual).isEqualTo(expected);
            return actual instanceof Reply ? 1 : 0;
        } catch (RuntimeException | AssertionError e) {
            return fail("-Dtrackflux.seed=%d: %s".formatted(seed, new String(body, StandardCharsets.UTF_8)), e);
        }
    }

    private static Object plain(byte[] body) {
        try {
            return Bodies.decode(body);
        } catch (ProtocolException e) {
            return e.getMessage();
        }
    }

    /** The network uses its buffers again. */
    private static void scribble(ByteBuffer part) {
        for (int i = part.position(); i < part.limit(); i++) {
            part.put(i, (byte) '!');
        }
    }

    private static byte[] damaged(byte[] body, Random random) {
        int at = random.nextInt(body.length);
        byte[] damaged = random.nextInt(3) == 0 ? Arrays.copyOf(body, at) : body.clone();
        if (damaged.length == body.length) {
            damaged[at] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) "{}[]\",:\\ 0".charAt(random.nextInt(10));
        }
        return damaged;
    }
}
