package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.market.OrderState;
import io.github.trackflux.simulator.market.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One oddity of the exchange: a small change to one stage of an answer. {@link Quirks} has the known ones.
 *
 * <p>Quirks of a stage apply in the order in which they are set. They hold no state: time, chance and the call come with
 * {@link Call}, so that the same settings may serve several exchanges, and {@link #when} limits any of them to an
 * interval, a share of the calls, or a page.
 */
public sealed interface Quirk {

    /**
     * Returns this quirk for some calls only.
     *
     * @param condition asked once per call; see {@link Calls}
     */
    Quirk when(Predicate<Call> condition);

    /** Answers with an error instead of a page. */
    @FunctionalInterface
    non-sealed interface OnRefusal extends Quirk {
        /** Returns the error, or nothing to let the call pass. */
        Optional<Refusal> refusal(Call call);

        @Override
        default Quirk when(Predicate<Call> condition) {
            return (OnRefusal) call -> condition.test(call) ? refusal(call) : Optional.empty();
        }
    }

    /** Reads something else than what was asked for. */
    @FunctionalInterface
    non-sealed interface OnQuery extends Quirk {
        /** Returns what is read instead. */
        PageQuery query(PageQuery query, Call call);

        @Override
        default Quirk when(Predicate<Call> condition) {
            return (OnQuery) (query, call) -> condition.test(call) ? query(query, call) : query;
        }
    }

    /** Reads a list that is behind. */
    @FunctionalInterface
    non-sealed interface OnLag extends Quirk {
        /** Returns how much behind the list is that is read; there is one copy per lag that was ever asked for. */
        Duration lag(Duration lag, Call call);

        @Override
        default Quirk when(Predicate<Call> condition) {
            return (OnLag) (lag, call) -> condition.test(call) ? lag(lag, call) : lag;
        }
    }

    /** Reads a list in which some orders are not. */
    @FunctionalInterface
    non-sealed interface OnHiding extends Quirk {
        /** Returns which orders are not in the list, or nothing if all are. */
        Optional<Predicate<OrderState>> hidden(Call call);

        @Override
        default Quirk when(Predicate<Call> condition) {
            return (OnHiding) call -> condition.test(call) ? hidden(call) : Optional.empty();
        }
    }

    /** Answers with other rows than were read, or with an error after reading. */
    @FunctionalInterface
    non-sealed interface OnPage extends Quirk {
        /** Returns the outcome instead. */
        Outcome page(Page page, Call call);

        @Override
        default Quirk when(Predicate<Call> condition) {
            return (OnPage) (page, call) -> condition.test(call) ? page(page, call) : page;
        }
    }

    /** Spells rows otherwise. */
    @FunctionalInterface
    non-sealed interface OnStyle extends Quirk {
        /** Returns the spelling instead. */
        RowStyle style(RowStyle style, Call call);

        @Override
        default Quirk when(Predicate<Call> condition) {
            return (OnStyle) (style, call) -> condition.test(call) ? style(style, call) : style;
        }
    }

    /** Replaces what rows look like in JSON, valid or not. */
    @FunctionalInterface
    non-sealed interface OnRowJson extends Quirk {
        /** Returns the JSON of all rows instead; {@code rows} tells what each was, and neither list may be changed. */
        List<byte[]> json(List<byte[]> json, List<Row> rows, Call call);

        @Override
        default Quirk when(Predicate<Call> condition) {
            return (OnRowJson) (json, rows, call) -> condition.test(call) ? json(json, rows, call) : json;
        }
    }

    /** Puts something else around the rows. */
    @FunctionalInterface
    non-sealed interface OnEnvelope extends Quirk {
        /** Returns what is around the rows instead. */
        Envelope envelope(Envelope envelope, Call call);

        @Override
        default Quirk when(Predicate<Call> condition) {
            return (OnEnvelope) (envelope, call) -> condition.test(call) ? envelope(envelope, call) : envelope;
        }
    }

    /** Replaces the finished answer. */
    @FunctionalInterface
    non-sealed interface OnReply extends Quirk {
        /** Returns the answer instead. */
        Reply reply(Reply reply, Call call);

        @Override
        default Quirk when(Predicate<Call> condition) {
            return (OnReply) (reply, call) -> condition.test(call) ? reply(reply, call) : reply;
        }
    }
}
