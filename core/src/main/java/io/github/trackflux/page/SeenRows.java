package io.github.trackflux.page;

import io.github.trackflux.model.TrackingOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Collects the rows of a body that is read as a whole, so that they are known when they come again. */
final class SeenRows {
    private final byte[] body;
    private final PageMemory memory;
    private final List<RememberedRow> rows = new ArrayList<>();
    private int at;

    SeenRows(byte[] body, PageMemory memory) {
        this.body = body;
        this.memory = memory;
    }

    /** A list begins. */
    void begin(JsonParser parser) {
        at = (int) parser.currentLocation().getByteOffset();
    }

    /** A row has just ended. */
    void add(JsonParser parser, Optional<TrackingOrder> order, Optional<String> number) {
        // Between rows there is nothing that looks like the beginning of one.
        while (body[at] != '{') {
            at++;
        }
        int from = at;
        at = (int) parser.currentLocation().getByteOffset();
        int hash = RememberedRow.hash(body, from, at - from);
        RememberedRow known = memory.row(hash, body, from, at);
        rows.add(known != null ? known : new RememberedRow(hash, Arrays.copyOfRange(body, from, at), order, number));
    }

    /** The same reply, with the records that are known already; its page is the call's last one now. */
    Reply remembered(Reply reply, String call, @Nullable RememberedPage last) {
        Page page = reply.page().orElseThrow();
        memory.parsed(page.rawCount());
        if (page.rawCount() != rows.size()) {
            // Something in the list is no row: nothing to expect again.
            return reply;
        }
        RememberedRow[] found = rows.toArray(RememberedRow[]::new);
        RememberedPage remembered = last;
        if (remembered == null || !remembered.shows(found, found.length, page.endId())) {
            remembered = RememberedPage.of(found, page.endId());
            memory.put(call, remembered);
        }
        return new Reply(reply.code(), reply.message(), reply.requestTime(), remembered.page);
    }
}
