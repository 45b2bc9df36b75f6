package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.model.TrackingOrder;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is parsed again and what is not, where records are kept, and how much is. */
class RememberingDecoderTest {
    private static final int PAGE = 50;
    private static final int LESS_THAN = 1024;

    private final RememberingDecoder decoder = new RememberingDecoder();
    private final List<String> rows = new ArrayList<>(
            IntStream.range(0, 3 * PAGE).mapToObj(RememberingDecoderTest::row).toList());
    private long clock = 1_767_225_600_000L;

    @Test
    void an_answer_that_brings_nothing_new_is_the_same_page_and_no_row_is_parsed() {
        Page page = read(0);
        assertThat(decoder.parsedRows()).isEqualTo(PAGE);

        Reply again = decode("call", body(rows.subList(0, PAGE)));

        assertThat(again.page().orElseThrow()).isSameAs(page);
        assertThat(again.requestTime().orElseThrow().toEpochMilli()).isEqualTo(clock);
        assertThat(decoder.parsedRows()).isEqualTo(PAGE);
    }

    @Test
    void an_answer_that_is_only_written_otherwise_is_the_same_page_too() {
        Page page = read(0);
        String list = "[ " + String.join(" ,\n", rows.subList(0, PAGE)) + " ]";

        assertThat(decode("call", "{\"data\":" + list + ",\"code\":\"00000\"}")
                        .page()
                        .orElseThrow())
                .isSameAs(page);
        assertThat(decoder.parsedRows()).isEqualTo(PAGE);
    }

    @Test
    void another_cursor_over_the_same_rows_is_another_page() {
        String list = "{\"trackingList\":[" + row(1) + "],\"endId\":\"%s\"}";
        Page first = decode("call", Bodies.success(list.formatted("1"))).page().orElseThrow();
        Page second = decode("call", Bodies.success(list.formatted("2"))).page().orElseThrow();

        assertThat(second.endId()).contains("2");
        assertThat(second.rows().get(0)).isSameAs(first.rows().get(0));
    }

    @Test
    void of_a_row_that_changed_nothing_else_is_parsed() {
        Page before = read(0);
        for (int place : new int[] {0, 20, PAGE - 1}) {
            rows.set(place, row(10_000 + place));
            long parsed = decoder.parsedRows();
            Page after = read(0);

            assertThat(decoder.parsedRows() - parsed).isEqualTo(1);
            assertKept(before, after, PAGE - 1);
            before = after;
        }
    }

    @Test
    void a_row_that_comes_or_goes_leaves_the_records_of_the_others_wherever_they_stand() {
        Page before = read(0);
        rows.add(0, row(20_000));
        Page after = read(0);
        assertKept(before, after, PAGE - 1);
        assertThat(decoder.parsedRows()).isEqualTo(PAGE + 1);

        rows.remove(30);
        assertKept(after, read(0), PAGE - 1);
        // The one that came up at the end had stood there before.
        assertThat(decoder.parsedRows()).isEqualTo(PAGE + 1);
    }

    @Test
    void a_row_that_moves_to_another_page_keeps_its_record_in_either_direction() {
        List<Page> before = List.of(read(0), read(1), read(2));
        long parsed = decoder.parsedRows();

        rows.remove(7);
        Page first = read(0);
        assertThat(first.rows().get(PAGE - 1)).isSameAs(before.get(1).rows().get(0));
        Page second = read(1);
        assertThat(second.rows().get(PAGE - 1)).isSameAs(before.get(2).rows().get(0));
        assertThat(decoder.parsedRows()).isEqualTo(parsed);

        rows.add(0, row(30_000));
        TrackingOrder last = first.rows().get(PAGE - 1);
        read(0);
        assertThat(read(1).rows().get(0)).isSameAs(last);
        assertThat(decoder.parsedRows()).isEqualTo(parsed + 1);
    }

    @Test
    void calls_of_other_kinds_share_records_and_nothing_else() {
        Page all = read(0);
        Page probe = decode("probe", body(rows.subList(3, 5))).page().orElseThrow();

        assertThat(probe.rows()).hasSize(2);
        assertThat(probe.rows().get(0)).isSameAs(all.rows().get(3));
        assertThat(read(0)).isSameAs(all);
        assertThat(decoder.parsedRows()).isEqualTo(PAGE);
    }

    @Test
    void a_row_that_cannot_be_read_is_counted_and_not_parsed_again() {
        String odd = "{\"trackingNo\":\"7\",\"symbol\":\"X\",\"openSize\":\"-1\"}";
        Page page = decode("call", body(List.of(odd, row(1), "{}"))).page().orElseThrow();
        assertThat(page.unreadable()).containsExactly("7");
        assertThat(page.numberedRows()).isFalse();

        assertThat(decode("call", body(List.of(odd, row(1), "{}"))).page().orElseThrow())
                .isSameAs(page);
    }

    @Test
    void rows_are_told_apart_by_their_text_and_not_by_its_hash() {
        String row = "{\"trackingNo\":\"615521423\",\"symbol\":\"X\"}";
        String alike = "{\"trackingNo\":\"616650819\",\"symbol\":\"X\"}";
        assertThat(hash(alike)).isEqualTo(hash(row));

        decode("call", body(List.of(row)));
        assertThat(decode("call", body(List.of(alike)))
                        .page()
                        .orElseThrow()
                        .rows()
                        .get(0)
                        .trackingNo())
                .isEqualTo("616650819");
    }

    private static int hash(String row) {
        return RememberedRow.hash(ChangingList.bytes(row), 0, row.length());
    }

    @Test
    void a_list_that_is_too_long_is_refused_though_every_row_is_known() {
        List<String> many = IntStream.rangeClosed(0, PageDecoder.MOST_ROWS)
                .mapToObj(i -> "{\"a\":" + i + '}')
                .toList();
        int half = many.size() / 2;
        decode("one", body(many.subList(0, half)));
        decode("two", body(many.subList(half, many.size())));

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decode("call", body(many)));
    }

    @Test
    void a_list_that_is_replaced_is_read_as_a_whole() {
        read(0);
        Page other = decode("call", body(rows.subList(PAGE, 2 * PAGE))).page().orElseThrow();

        assertThat(other).isEqualTo(Bodies.page(body(rows.subList(PAGE, 2 * PAGE))));
    }

    @Test
    void an_error_and_a_body_cut_short_forget_nothing() {
        Page page = read(0);
        String body = body(rows.subList(0, PAGE));
        assertThat(decode("call", "{\"code\":\"429\",\"msg\":\"Too Many Requests\"}")
                        .page())
                .isEmpty();
        for (int end : new int[] {3, 70, 90, 500, body.length() - 60, body.length() - 1}) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decode("call", body.substring(0, end)));
        }

        assertThat(read(0)).isSameAs(page);
    }

    @Test
    void what_is_remembered_is_bounded_and_counted() {
        long each = retainedBy(body(List.of(row(100), row(101))));
        RememberingDecoder small = new RememberingDecoder(5 * each);
        for (int i = 0; i < 40; i++) {
            String body = body(List.of(row(100 + 2 * i), row(101 + 2 * i)));
            small.decode("call " + i, ByteBuffer.wrap(ChangingList.bytes(body)));
            assertThat(small.retainedBytes()).isEqualTo(Math.min(5, i + 1) * each);
        }
    }

    @Test
    void many_small_rows_count_as_what_they_are_and_not_as_their_few_bytes() {
        List<String> rows =
                IntStream.range(0, 1_000).mapToObj(i -> "{\"a\":" + i + '}').toList();
        assertThat(retainedBy(body(rows))).isGreaterThan(100L * body(rows).length() / 2);
    }

    @Test
    void of_a_call_only_the_last_two_answers_are_remembered_and_of_calls_the_last_ones() {
        long each = retainedBy(body(List.of(row(100))));
        for (int i = 0; i < 40; i++) {
            decode("call", body(List.of(row(100 + i))));
        }
        assertThat(decoder.retainedBytes()).isEqualTo(2 * each);

        long without = retainedBy(body(List.of()));
        for (int i = 0; i < 2 * PageMemory.MOST_PAGES; i++) {
            decode("call " + i, body(List.of()));
        }
        assertThat(decoder.retainedBytes()).isEqualTo(PageMemory.MOST_PAGES * without);
    }

    private static long retainedBy(String body) {
        RememberingDecoder other = new RememberingDecoder();
        other.decode("call", ByteBuffer.wrap(ChangingList.bytes(body)));
        return other.retainedBytes();
    }

    @Test
    void a_body_of_more_than_2_mib_is_refused_while_it_comes() {
        IncomingReply reply = decoder.begin("call");
        ByteBuffer part = ByteBuffer.allocate(PageDecoder.LARGEST_BODY / 2);
        reply.add(part);
        reply.add(part);

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> reply.add(ByteBuffer.allocate(1)));
    }

    @Test
    void one_decoder_serves_many_threads_and_many_answers_at_once() {
        List<String> bodies = IntStream.range(0, 40)
                .mapToObj(i -> body(rows.subList(i, i + PAGE)))
                .toList();
        List<Page> pages = bodies.stream().map(Bodies::page).toList();

        assertThat(IntStream.range(0, 8_000)
                        .parallel()
                        .filter(i -> !decode("call " + i % 3, bodies.get(i % 40))
                                .page()
                                .orElseThrow()
                                .equals(pages.get(i % 40)))
                        .count())
                .isZero();
        // However it ran: what is counted is what is there, and nothing of before.
        RememberingDecoder fresh = new RememberingDecoder();
        for (int i = 0; i < 6; i++) {
            String last = body(List.of(row(i / 3)));
            decode("call " + i % 3, last);
            fresh.decode("call " + i % 3, ByteBuffer.wrap(ChangingList.bytes(last)));
        }
        assertThat(decoder.retainedBytes()).isEqualTo(fresh.retainedBytes());
    }

    @Test
    void an_unchanged_list_takes_less_than_a_kilobyte() {
        String body = body(rows.subList(0, PAGE));
        ByteBuffer direct = ByteBuffer.allocateDirect(body.length())
                .put(ChangingList.bytes(body))
                .flip();
        decoder.decode("call", direct);
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 2_000;
        long before = 0;
        for (int i = -calls; i < calls; i++) {
            if (i == 0) {
                before = thread.getCurrentThreadAllocatedBytes();
            }
            decoder.decode("call", direct);
        }

        assertThat((thread.getCurrentThreadAllocatedBytes() - before) / calls).isBetween(1L, LESS_THAN - 1L);
    }

    private static void assertKept(Page before, Page after, int kept) {
        Set<TrackingOrder> same = Collections.newSetFromMap(new IdentityHashMap<>());
        same.addAll(before.rows());
        assertThat(after.rows().stream().filter(same::contains)).hasSize(kept);
    }

    private Page read(int page) {
        return decode("call".repeat(page + 1), body(rows.subList(page * PAGE, (page + 1) * PAGE)))
                .page()
                .orElseThrow();
    }

    private Reply decode(String call, String body) {
        return decoder.decode(call, ByteBuffer.wrap(ChangingList.bytes(body)));
    }

    private String body(List<String> shown) {
        return Bodies.list(shown.toArray(String[]::new)).replace("1634107646972", Long.toString(++clock));
    }

    private static String row(int number) {
        return Bodies.row("trackingNo", "\"" + number + "\"", "traderName", "\"Ann, {the \\\"} best]\"");
    }
}
