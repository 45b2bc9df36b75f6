package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Position;
import io.github.trackflux.page.RememberingDecoder;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A poll that brings nothing new parses nothing and makes next to no garbage. This does not time anything. */
class UnchangedPollTest {
    private static final int ORDERS = 120;
    private static final int POLLS = 4_000;
    private static final long MOST_BYTES = 4 * 1024;

    private final RememberingDecoder decoder = new RememberingDecoder();
    private final Tracker tracker = new Tracker(Script.ACCOUNT, OrderQuery.of(Script.USDT), TrackerSettings.DEFAULT);
    private final List<String> rows = IntStream.range(0, ORDERS)
            .mapToObj(i -> "{\"trackingNo\":\"%d\",\"traderId\":\"T%d\",\"symbol\":\"BTCUSDT\",\"openSize\":\"0.0%d\"}"
                    .formatted(5_000 - i, i % 9, i + 1))
            .toList();
    private final Map<PageRequest, Answer> answers = new HashMap<>();
    private Duration now = Duration.ZERO;
    private int events;

    private record Answer(String call, ByteBuffer body) {}

    @Test
    void a_poll_that_brings_nothing_new_parses_no_row_and_takes_a_few_kilobytes_at_most() {
        poll(POLLS);
        assertThat(events).isEqualTo(ORDERS + 1);
        long parsed = decoder.parsedRows();
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        poll(POLLS);

        assertThat((thread.getCurrentThreadAllocatedBytes() - before) / POLLS).isBetween(1L, MOST_BYTES);
        assertThat(decoder.parsedRows()).isEqualTo(parsed);
        assertThat(events).isEqualTo(ORDERS + 1);
    }

    private void poll(int times) {
        for (int i = 0; i < times; i++) {
            now = now.plusMillis(100);
            PageRequest request = tracker.next(now).orElseThrow();
            Answer answer = answers.computeIfAbsent(request, this::answer);
            Page page = decoder.decode(answer.call(), answer.body()).page().orElseThrow();
            CallTiming timing = new CallTiming(now, now.plusMillis(80), Row.EPOCH.plus(now), Row.EPOCH.plus(now));
            events += tracker.answered(new PageAnswer(request, page, timing))
                    .events()
                    .size();
        }
    }

    private Answer answer(PageRequest request) {
        int number = request.position() instanceof Position.Numbered numbered ? numbered.number() : 1;
        int from = Math.min(ORDERS, (number - 1) * request.size());
        List<String> shown = rows.subList(from, Math.min(ORDERS, from + request.size()));
        String body = "{\"code\":\"00000\",\"msg\":\"success\",\"data\":[" + String.join(",", shown) + "]}";
        return new Answer(request.toCall().target(), ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }
}
