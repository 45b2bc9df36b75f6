package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.market.OrderState;
import io.github.trackflux.simulator.market.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The quirks of one exchange, by the stage of the answer that they change. */
final class QuirkSet {

    private final List<Quirk.OnRefusal> refusals;
    private final List<Quirk.OnQuery> queries;
    private final List<Quirk.OnLag> lags;
    private final List<Quirk.OnHiding> hidings;
    private final List<Quirk.OnPage> pages;
    private final List<Quirk.OnStyle> styles;
    private final List<Quirk.OnRowJson> rowJsons;
    private final List<Quirk.OnEnvelope> envelopes;
    private final List<Quirk.OnReply> replies;

    QuirkSet(List<Quirk> quirks) {
        refusals = only(quirks, Quirk.OnRefusal.class);
        queries = only(quirks, Quirk.OnQuery.class);
        lags = only(quirks, Quirk.OnLag.class);
        hidings = only(quirks, Quirk.OnHiding.class);
        pages = only(quirks, Quirk.OnPage.class);
        styles = only(quirks, Quirk.OnStyle.class);
        rowJsons = only(quirks, Quirk.OnRowJson.class);
        envelopes = only(quirks, Quirk.OnEnvelope.class);
        replies = only(quirks, Quirk.OnReply.class);
    }

    private static <Q extends Quirk> List<Q> only(List<Quirk> quirks, Class<Q> stage) {
        return quirks.stream().filter(stage::isInstance).map(stage::cast).toList();
    }

    /** The first refusal, if any. */
    Optional<Refusal> refusal(Call call) {
        for (Quirk.OnRefusal quirk : refusals) {
            Optional<Refusal> refusal = quirk.refusal(call);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    PageQuery query(Call call) {
        PageQuery query = call.asked();
        for (Quirk.OnQuery quirk : queries) {
            query = quirk.query(query, call);
        }
        return query;
    }

    Duration lag(Call call) {
        Duration lag = Duration.ZERO;
        for (Quirk.OnLag quirk : lags) {
            lag = quirk.lag(lag, call);
        }
        return lag;
    }

    /** What any quirk hides; {@code null} if none hides anything, which makes reading cheap. */
    @Nullable
    Predicate<OrderState> hidden(Call call) {
        Predicate<OrderState> hidden = null;
        for (Quirk.OnHiding quirk : hidings) {
            Optional<Predicate<OrderState>> more = quirk.hidden(call);
            if (more.isPresent()) {
                hidden = hidden == null ? more.get() : hidden.or(more.get());
            }
        }
        return hidden;
    }

    Outcome page(Page read, Call call) {
        Page page = read;
        for (Quirk.OnPage quirk : pages) {
            Outcome outcome = quirk.page(page, call);
            if (outcome instanceof Page changed) {
                page = changed;
            } else {
                return outcome;
            }
        }
        return page;
    }

    RowStyle style(RowStyle style, Call call) {
        RowStyle changed = style;
        for (Quirk.OnStyle quirk : styles) {
            changed = quirk.style(changed, call);
        }
        return changed;
    }

    List<byte[]> json(List<byte[]> json, List<Row> rows, Call call) {
        List<byte[]> changed = json;
        for (Quirk.OnRowJson quirk : rowJsons) {
            changed = quirk.json(changed, rows, call);
        }
        return changed;
    }

    Envelope envelope(Envelope envelope, Call call) {
        Envelope changed = envelope;
        for (Quirk.OnEnvelope quirk : envelopes) {
            changed = quirk.envelope(changed, call);
        }
        return changed;
    }

    Reply reply(Reply reply, Call call) {
        Reply changed = reply;
        for (Quirk.OnReply quirk : replies) {
            changed = quirk.reply(changed, call);
        }
        return changed;
    }
}
