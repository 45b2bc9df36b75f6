package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.view.Script.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of a checkpoint: the same for the same state, whole or refused. */
class CheckpointTest {
    private static final String NAME = "\u202e\ud83d\ude80 \"Ann\"\n\u001b[31m \ud800";

    /** A feed that knows everything that a checkpoint can hold. */
    static Checkpoint rich() {
        Script script = Script.knowingShort(rows(1, 20));
        answer(script, 20, rows(1, 19));
        answer(script, 30, rows(1, 20));
        Row odd = row(21).name(NAME).extra("followType", "{\"deep\":[1,null]}").opened(29);
        answer(script, 31, odd, row(5).margin("0.000000012"));
        answer(script, 31.5, odd.trader("***").closeSize("0.5"), row(5).margin("12"), row(7).closedAt(31));
        return script.checkpoint();
    }

    /** An answer that shows these rows and all of 1 to 20 of which they show none. */
    private static void answer(Script script, double sent, Row... changed) {
        List<String> numbers = Arrays.stream(changed).map(Row::number).toList();
        List<Row> all = new ArrayList<>(Arrays.asList(changed));
        rows(1, 20).stream().filter(row -> !numbers.contains(row.number())).forEach(all::add);
        answer(script, sent, all);
    }

    private static void answer(Script script, double sent, List<Row> rows) {
        Call call = script.at(sent).head();
        script.later(0.1).answer(call, rows);
    }

    static String text(Checkpoint checkpoint) {
        return new String(checkpoint.toJson(), StandardCharsets.US_ASCII);
    }

    /** These bytes with the right sum at their end. */
    static byte[] summed(String changed) {
        int end = changed.lastIndexOf(CheckpointWriter.SUM);
        String body = end < 0 ? changed : changed.substring(0, end);
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        String sum = CheckpointWriter.sum(bytes, bytes.length);
        return (body + CheckpointWriter.SUM + sum + CheckpointWriter.END).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void what_is_written_is_read_back_and_written_as_the_same_bytes() {
        Checkpoint checkpoint = rich();
        byte[] json = checkpoint.toJson();
        Checkpoint again = Checkpoint.ofJson(json);
        assertThat(again).isEqualTo(checkpoint).hasSameHashCodeAs(checkpoint);
        Checkpoint other = Script.knowingShort(rows(1, 20)).checkpoint();
        assertThat(again).isNotEqualTo(other).doesNotHaveSameHashCodeAs(other);
        assertThat(again.toJson()).isEqualTo(json);
        assertThat(again.view().orders().values())
                .containsExactlyElementsOf(checkpoint.view().orders().values());
        TrackingOrder odd = again.view().orders().get("21");
        assertThat(odd.traderName()).contains(NAME);
        assertThat(odd.extra()).containsEntry("followType", "{\"deep\":[1,null]}");
    }

    @Test
    void what_is_open_in_it_is_told_as_a_feed_would_have_under_the_same_ids() {
        Script script = Script.knowingShort(rows(1, 20));
        answer(script, 20, row(5).margin("11"));
        Checkpoint checkpoint = Checkpoint.ofJson(script.checkpoint().toJson());

        List<OrderEvent.Existing> existing = checkpoint.existing();

        assertThat(existing)
                .extracting(OrderEvent.Existing::order)
                .containsExactlyElementsOf(checkpoint.view().orders().values());
        assertThat(existing).allSatisfy(event -> {
            assertThat(event.header().sequence()).isEqualTo(checkpoint.sequence());
            assertThat(event.header().observedAt()).isEqualTo(checkpoint.asOf());
        });
        List<String> told = script.events.stream()
                .filter(OrderEvent.Existing.class::isInstance)
                .map(event -> event.header().id())
                .toList();
        assertThat(existing)
                .filteredOn(event -> !told.contains(event.header().id()))
                .extracting(event -> event.order().trackingNo())
                .containsExactly("5");
    }

    @Test
    void the_same_history_gives_the_same_bytes() {
        assertThat(rich().toJson()).isEqualTo(rich().toJson());
    }

    @Test
    void it_holds_what_the_rules_need() {
        CheckpointState state = Checkpoint.ofJson(rich().toJson()).state();
        assertThat(state.closed()).extracting(Tombstones.Tombstone::number).containsExactly("9999", "7");
        assertThat(state.open())
                .filteredOn(open -> open.order().trackingNo().equals("20"))
                .singleElement()
                .satisfies(open -> {
                    assertThat(open.proofsNeeded()).isEqualTo(2);
                    assertThat(open.revision()).isEqualTo(2);
                });
        assertThat(state.recent().get("5").pasts())
                .extracting(past -> past.margin().orElseThrow().toPlainString())
                .containsExactly("10", "0.000000012");
        assertThat(state.learned().holdDown()).isEqualTo(Duration.ofSeconds(4));
        assertThat(state.learned().dialect()).isEqualTo(Dialect.PAGE_NUMBER);
    }

    @Test
    void it_is_plain_ascii_on_one_line() {
        assertThat(text(rich())).matches("[ -~]*");
    }

    @Test
    void an_unchanged_sweep_copies_nothing() {
        Script script = Script.knowingShort(rows(1, 20));
        answer(script, 20, rows(1, 20));
        CheckpointState one = script.checkpoint().state();
        answer(script, 21, rows(1, 20));
        CheckpointState other = script.checkpoint().state();
        assertThat(other.view().asOf()).isAfter(one.view().asOf());
        assertThat(other.view().orders()).isSameAs(one.view().orders());
        assertThat(other.open()).isSameAs(one.open());
        assertThat(other.closed()).isSameAs(one.closed());
        assertThat(other.recent()).isEmpty();
    }

    @Test
    void an_order_that_did_not_change_is_shared_with_the_checkpoint_before() {
        Script script = Script.knowingShort(rows(1, 20));
        answer(script, 20, rows(1, 20));
        List<CheckpointState.Open> one = script.checkpoint().state().open();
        answer(script, 21, row(5).margin("11"));
        List<CheckpointState.Open> other = script.checkpoint().state().open();
        Set<CheckpointState.Open> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.addAll(one);
        assertThat(other).filteredOn(open -> !known.contains(open)).hasSize(1);
    }

    @Test
    void one_that_says_nothing_new_is_worth_saving_every_ten_seconds() {
        Script script = Script.knowingShort(rows(1, 20));
        answer(script, 20, rows(1, 20));
        Checkpoint saved = script.checkpoint();
        answer(script, 29.9, rows(1, 20));
        assertThat(script.checkpoint().isNewsAfter(saved)).isFalse();
        answer(script, 30, rows(1, 20));
        assertThat(script.checkpoint().isNewsAfter(saved)).isTrue();
        Checkpoint next = script.checkpoint();
        answer(script, 30.5, rows(1, 21));
        assertThat(script.checkpoint().isNewsAfter(next)).isTrue();
    }

    @Test
    void the_query_of_a_part_is_read_back() {
        OrderQuery query = OrderQuery.of(Script.USDT).withSymbol("BTCUSDT").withTrader("T1");
        Script script =
                new Script(TrackerSettings.DEFAULT, query).shows(List.of()).run(6);
        assertThat(Checkpoint.ofJson(script.checkpoint().toJson()).query()).isEqualTo(query);
    }

    @Test
    void what_is_printed_of_it_names_no_order() {
        assertThat(rich().toString()).contains("open=20, closed=2").doesNotContain("BTCUSDT");
    }

    @Test
    void every_shorter_piece_is_refused() {
        byte[] json = rich().toJson();
        for (int length = 0; length < json.length; length++) {
            byte[] torn = Arrays.copyOf(json, length);
            assertThatThrownBy(() -> Checkpoint.ofJson(torn)).isInstanceOf(CheckpointException.Damaged.class);
        }
    }

    @Test
    void zeros_where_a_disk_lost_the_end_are_refused() {
        byte[] json = rich().toJson();
        Arrays.fill(json, json.length / 2, json.length, (byte) 0);
        assertThatThrownBy(() -> Checkpoint.ofJson(json))
                .isInstanceOf(CheckpointException.Damaged.class)
                .hasMessageContaining("its end is missing");
    }

    @Test
    void every_changed_byte_is_noticed() {
        byte[] json = rich().toJson();
        for (int i = 0; i < json.length; i++) {
            byte[] flipped = json.clone();
            flipped[i] ^= 1;
            assertThatThrownBy(() -> Checkpoint.ofJson(flipped)).isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void a_wrong_sum_is_named() {
        String json = text(rich()).replace("\"symbol\":\"BTCUSDT\"", "\"symbol\":\"ETHUSDT\"");
        assertThatThrownBy(() -> Checkpoint.ofJson(json.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(CheckpointException.Damaged.class)
                .hasMessage("the checkpoint is damaged: its SHA-256 is not that of its content");
    }

    @ParameterizedTest
    @CsvSource({"2", "0", "77"})
    void another_version_is_named_whatever_follows(int version) {
        byte[] json = ("{\"format\":\"trackflux-checkpoint\",\"version\":" + version + ",\"new\":[[[1]]]}")
                .getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Checkpoint.ofJson(json))
                .isInstanceOf(CheckpointException.OtherVersion.class)
                .hasMessageContainingAll("has version " + version, "only version 1");
    }

    @Test
    void more_than_is_ever_written_is_not_even_looked_at() {
        assertThatThrownBy(() -> Checkpoint.ofJson(new byte[Checkpoint.LARGEST + 1]))
                .isInstanceOf(CheckpointException.TooLarge.class)
                .hasMessageContaining("" + Checkpoint.LARGEST);
    }

    @Test
    void more_than_is_ever_read_is_not_written() {
        String long1 = "\"" + "x".repeat(2_000_000) + "\"";
        Script script = Script.knowingShort(rows(1, 20));
        List<Row> rows = rows(1, 20).stream()
                .map(row -> row.margin("11").extra("field", long1))
                .toList();
        answer(script, 20, rows);
        Checkpoint checkpoint = script.checkpoint();
        assertThatThrownBy(checkpoint::toJson).isInstanceOf(CheckpointException.TooLarge.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"sequence\":  | \"sequence\":-  | must be 0 to",
                "\"sequence\":  | \"sequence\":9999999999999999  | must be 0 to",
                "\"asOf\":\"2026  | \"asOf\":\"+12026  | years 1 to 9999",
                "\"asOf\":\"2026  | \"asOf\":\"tomorrow  | DateTimeParseException",
                "\"account\":\"0  | \"account\":\"x  | IllegalArgumentException",
                "PAGE_NUMBER  | PAGE_LETTER  | IllegalArgumentException",
                "\"productTypes\":[\"USDT  | \"productTypes\":[\"COIN  | not those of its query",
                "[{\"list\":\"USDT-FUTURES\",\"revision\"  | [{\"list\":\"COIN-FUTURES\",\"revision\"  | of no list",
                "\"proofsNeeded\":1  | \"proofsNeeded\":3  | must be 1 to 2",
                "\"revision\":0  | \"revision\":-7  | must be 0 to",
                "\"trackingNo\":\"4\"  | \"trackingNo\":\"3\"  | twice",
                "\"trackingNo\":\"9999\"  | \"trackingNo\":\"3\"  | twice",
                "\"leverage\":\"10\"  | \"leverage\":\"1E999999999\"  | IllegalArgumentException",
                "\"leverage\":\"10\"  | \"leverage\":10  | VALUE_STRING is missing",
                "\"leverage\":\"10\"  | \"leverage\":\"10\",\"leverage\":\"11\"  | StreamReadException",
                "\"leverage\":\"10\"  | \"lever\":\"10\"  | does not know",
                "\"side\":\"long\",  | `` | no \"side\"",
                "\"closed\":[  | \"closed\":[[  | is missing",
                "\"closed\":[  | \"closed\":{\"x\":1},\"y\":[  | START_ARRAY is missing",
                "\"sequence\":  | \"sequence\":\"5\",\"x\":  | VALUE_NUMBER_INT is missing",
                "\"learned\":{  | \"learned\":1,\"x\":{  | START_OBJECT is missing",
                "\"learned\":{  | \"learned\":{\"x\":1,  | \"dialect\" is missing",
                "\"descending\":false  | \"descending\":1  | VALUE_TRUE is missing",
                "\"quietNanos\":  | \"quietNanos\":5,\"x\":  | END_OBJECT is missing",
                "[\"USDT-FUTURES\"  | [\"USDT-FUTURES\",\"USDT-FUTURES\",\"USDT-FUTURES\",\"USDT-FUTURES\",\"USDT-FUTURES\"  | more than",
                "\"USDT-FUTURES\"]  | \"USDT-FUTURES\"],\"x\":\"y\"  | its query has fields",
                "\"USDT-FUTURES\"]  | \"USDT-FUTURES\"],\"symbol\":\"ETHUSDT\"  | does not fit its query",
                "\"pasts\":[{\"trackingNo\":\"  | \"pasts\":[{\"trackingNo\":\"1  | a past is of another order"
            })
    void what_cannot_be_so_is_refused_although_its_sum_is_right(String from, String to, String reason) {
        String changed = text(rich()).replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
        assertThat(changed).isNotEqualTo(text(rich()));
        assertThatThrownBy(() -> Checkpoint.ofJson(summed(changed)))
                .isInstanceOf(CheckpointException.Damaged.class)
                .hasMessageContaining(reason);
    }

    @Test
    void depth_is_bounded() {
        String deep = text(rich()).replace("\"closed\":[", "\"closed\":[" + "[".repeat(100_000));
        assertThatThrownBy(() -> Checkpoint.ofJson(summed(deep))).isInstanceOf(CheckpointException.Damaged.class);
    }

    @Test
    void another_account_or_query_is_refused_with_both_named() {
        Checkpoint checkpoint = rich();
        OrderQuery query = OrderQuery.of(Script.USDT);
        AccountId other = new AccountId("00000000000f");
        assertThatThrownBy(() -> resumed(other, query, checkpoint))
                .isInstanceOf(CheckpointException.OtherAccount.class)
                .hasMessage("the checkpoint is of account 0123456789ab, and 00000000000f is watched");
        for (OrderQuery wrong :
                List.of(query.withSymbol("BTCUSDT"), query.withTrader("T1"), OrderQuery.of(ProductType.COIN_FUTURES))) {
            assertThatThrownBy(() -> resumed(Script.ACCOUNT, wrong, checkpoint))
                    .isInstanceOf(CheckpointException.OtherQuery.class)
                    .hasMessageContainingAll(query.toString(), wrong.toString());
        }
    }

    private static Tracker resumed(AccountId account, OrderQuery query, Checkpoint checkpoint) {
        return Tracker.resumed(account, query, TrackerSettings.DEFAULT, checkpoint, Duration.ZERO);
    }
}
