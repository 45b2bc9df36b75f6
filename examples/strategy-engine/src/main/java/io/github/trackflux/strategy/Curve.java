package io.github.trackflux.strategy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Equity over time, in bounded memory: when it is full every second point goes, and from then on only every second comes. */
final class Curve {
    private static final int MOST = 2048;

    record Point(Instant at, BigDecimal equity) {}

    private final List<Point> points = new ArrayList<>();
    private long stride = 1;
    private long seen;
    private Optional<Point> last = Optional.empty();
    private BigDecimal top = BigDecimal.ZERO;
    private BigDecimal deepest = BigDecimal.ZERO;

    void add(Instant at, BigDecimal equity) {
        // Health is dated by this machine and events by the exchange, so dates may go back a little; a curve must not.
        Instant when = last.map(Point::at).filter(at::isBefore).orElse(at);
        Point point = new Point(when, equity);
        last = Optional.of(point);
        if (seen++ % stride == 0) {
            points.add(point);
        }
        if (points.size() == MOST) {
            thin();
        }
        top = top.max(equity);
        if (top.signum() > 0) {
            BigDecimal fall = top.subtract(equity).divide(top, new MathContext(12, RoundingMode.HALF_EVEN));
            deepest = deepest.max(fall);
        }
    }

    private void thin() {
        List<Point> kept = new ArrayList<>();
        for (int k = 0; k < points.size(); k += 2) {
            kept.add(points.get(k));
        }
        points.clear();
        points.addAll(kept);
        stride *= 2;
    }

    /** The points that are left, and the last one. */
    List<Point> points() {
        List<Point> all = new ArrayList<>(points);
        last.filter(point -> all.isEmpty() || !all.get(all.size() - 1).equals(point))
                .ifPresent(all::add);
        return List.copyOf(all);
    }

    /** The deepest fall below an earlier height, as a share of that. */
    BigDecimal deepestFall() {
        return deepest;
    }
}
