package io.github.trackflux.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An account against one that is reckoned in the plainest way. */
class AccountLaws {
    private static final BigDecimal CASH = BigDecimal.valueOf(10_000);
    private static final List<String> SYMBOLS = List.of("A", "B");

    @Test
    void equity_is_cash_and_positions_at_their_last_prices_and_gains_and_fees_make_the_difference() {
        for (long seed = 1; seed <= 60; seed++) {
            play(seed);
        }
    }

    private static void play(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Account account = Account.of(CASH);
        Quotes quotes = Quotes.NONE;
        Map<String, BigDecimal> signed = new HashMap<>();
        BigDecimal cash = CASH;
        for (int turn = 0; turn < 100; turn++) {
            String symbol = SYMBOLS.get(random.nextInt(2));
            BigDecimal price = BigDecimal.valueOf(random.nextInt(1, 1_000_000), 3);
            quotes = new Quotes(
                    Copies.with(quotes.bySymbol(), symbol, new Quotes.Quote(price, Instant.EPOCH.plusSeconds(turn))));
            PositionSide side = random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT;
            String key = symbol + side + random.nextInt(3);
            BigDecimal wanted =
                    random.nextInt(3) == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(1_000_000), 5);
            Fill fill = Fill.of(account, new Target(key, symbol, side, wanted, "law"), quotes)
                    .orElse(null);
            if (fill != null) {
                BigDecimal change = side.equals(PositionSide.LONG)
                        ? fill.change()
                        : fill.change().negate();
                BigDecimal worth = fill.change().abs().multiply(price);
                signed.merge(symbol, change, BigDecimal::add);
                cash = cash.subtract(change.multiply(price)).subtract(worth.multiply(new BigDecimal("0.0006")));
                account = account.after(fill);
            }
            BigDecimal marked = cash;
            for (Map.Entry<String, BigDecimal> holding : signed.entrySet()) {
                marked = marked.add(holding.getValue()
                        .multiply(quotes.price(holding.getKey()).orElseThrow()));
            }
            assertThat(account.held(key)).isEqualByComparingTo(wanted);
            assertThat(account.cash()).isEqualByComparingTo(cash);
            assertThat(account.equity(quotes))
                    .as("seed %d, turn %d", seed, turn)
                    .isEqualByComparingTo(marked);
            assertThat(CASH.add(account.realised())
                            .add(account.unrealised(quotes))
                            .subtract(account.fees()))
                    .as("gains and fees, seed %d, turn %d", seed, turn)
                    .isEqualByComparingTo(marked);
        }
    }

    @Test
    void what_cannot_be_priced_is_not_traded() {
        Target target = new Target("1", "A", PositionSide.LONG, BigDecimal.ONE, "law");

        assertThat(Fill.of(Account.of(CASH), target, Quotes.NONE)).isEmpty();
    }
}
