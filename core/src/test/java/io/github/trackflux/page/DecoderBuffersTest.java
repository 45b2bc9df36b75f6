package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever kind of buffer a body comes in, it is read whole, left as it was, and not kept. */
class DecoderBuffersTest {
    private static final byte[] BODY = Bodies.list(Bodies.row("new", "[1, 2]"), Bodies.row("trackingNo", "\"124\""))
            .getBytes(StandardCharsets.UTF_8);
    private static final Reply EXPECTED = Bodies.decode(BODY);
    private final PageDecoder decoder = new PageDecoder();

    @Test
    void a_buffer_can_be_decoded_twice_and_does_not_move() {
        for (ByteBuffer buffer : List.of(
                ByteBuffer.wrap(BODY), direct(), ByteBuffer.wrap(BODY).asReadOnlyBuffer(), sliced(), inTheMiddle())) {
            int position = buffer.position();
            int limit = buffer.limit();

            assertThat(decoder.decode(buffer)).isEqualTo(EXPECTED);
            assertThat(decoder.decode(buffer)).isEqualTo(EXPECTED);
            assertThat(buffer.position()).isEqualTo(position);
            assertThat(buffer.limit()).isEqualTo(limit);
        }
    }

    @Test
    void the_fields_that_nobody_knows_are_cut_out_right_in_every_kind_of_buffer() {
        assertThat(decoder.decode(inTheMiddle())
                        .page()
                        .orElseThrow()
                        .rows()
                        .get(0)
                        .extra())
                .containsExactly(Map.entry("new", "[1, 2]"));
        assertThat(decoder.decode(direct()).page().orElseThrow().rows().get(0).extra())
                .containsExactly(Map.entry("new", "[1, 2]"));
    }

    @Test
    void what_is_read_outlives_the_buffer() {
        byte[] mine = BODY.clone();
        Reply reply = decoder.decode(ByteBuffer.wrap(mine));
        Arrays.fill(mine, (byte) 'x');

        assertThat(reply).isEqualTo(EXPECTED);
    }

    @Test
    void one_decoder_serves_many_threads() {
        assertThat(IntStream.range(0, 2_000).parallel().mapToObj(i -> decoder.decode(ByteBuffer.wrap(BODY))))
                .allMatch(EXPECTED::equals);
    }

    private static ByteBuffer direct() {
        return ByteBuffer.allocateDirect(BODY.length).put(BODY).flip();
    }

    private static ByteBuffer inTheMiddle() {
        ByteBuffer buffer = ByteBuffer.allocate(BODY.length + 100);
        Arrays.fill(buffer.array(), (byte) '!');
        return buffer.position(40).put(BODY).limit(40 + BODY.length).position(40);
    }

    private static ByteBuffer sliced() {
        return inTheMiddle().slice();
    }
}
