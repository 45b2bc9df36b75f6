package io.github.trackflux.strategy;

import io.github.trackflux.strategy.Curve.Point;
import io.github.trackflux.view.FeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The equity of all strategies over the day, as an SVG that needs nothing else and follows the reader's light or dark. */
final class EquityChart {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 500;
    private static final double LEFT = 84;
    private static final double RIGHT = 816;
    private static final double TOP = 92;
    private static final double BOTTOM = 436;
    private static final double LABEL_HEIGHT = 17;
    private static final List<String> COLOURS =
            List.of("#3b7dd8", "#d9822b", "#2e9e6b", "#c0478f", "#8a63d2", "#8c8c1c", "#23a0a8", "#c2503d");

    private final Book book;
    private final List<Result> results;
    private final Instant from;
    private final Instant to;
    private final double least;
    private final double most;
    private final StringBuilder svg = new StringBuilder();

    private EquityChart(Book book) {
        this.book = book;
        this.results = book.results();
        Instant first = book.chronicle().first().orElse(Instant.EPOCH);
        Instant last = book.chronicle().last();
        this.from = book.header().day().map(day -> day.at(Duration.ZERO)).orElse(first);
        Instant end =
                book.header().day().map(day -> day.at(Duration.ofHours(24))).orElse(last);
        this.to = end.isAfter(from) ? end : from.plusSeconds(1);
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (Result result : results) {
            for (Point point : result.curve().points()) {
                low = Math.min(low, point.equity().doubleValue());
                high = Math.max(high, point.equity().doubleValue());
            }
        }
        double margin = Math.max((high - low) * 0.06, 1);
        this.least = low > high ? 0 : low - margin;
        this.most = low > high ? 1 : high + margin;
    }

    static String svg(Book book) {
        return new EquityChart(book).draw();
    }

    private String draw() {
        add("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" role="img" aria-labelledby="title">
                <title id="title">Equity of paper accounts over the day</title>
                <style>
                svg { background: #ffffff; font: 13px system-ui, sans-serif; }
                text { fill: #444444; } .head { font-size: 20px; font-weight: 600; fill: #111111; }
                .grid { stroke: #e4e4e4; } .start { stroke: #999999; stroke-dasharray: 2 4; }
                .line { fill: none; stroke-width: 2; stroke-linejoin: round; } .guarded { stroke-dasharray: 7 3; }
                .degraded { fill: #f2b134; fill-opacity: .16; } .stale { fill: #e0533d; fill-opacity: .2; }
                .mark { stroke: #888888; stroke-dasharray: 1 3; } .note { font-size: 11px; fill: #777777; }
                @media (prefers-color-scheme: dark) {
                svg { background: #16181c; } text { fill: #b8bcc4; } .head { fill: #f2f2f2; }
                .grid { stroke: #2b2e34; } .note { fill: #8d929b; } }
                </style>
                """, WIDTH, HEIGHT);
        add("<text class=\"head\" x=\"%.0f\" y=\"34\">Equity on paper</text>%n", LEFT);
        add(
                "<text x=\"%.0f\" y=\"58\">USDT, each strategy begins with %s; the same events for all</text>%n",
                LEFT, Shown.money(book.header().desk().cash()));
        health();
        grid();
        marks();
        for (int k = 0; k < results.size(); k++) {
            curve(results.get(k), COLOURS.get(k / 2 % COLOURS.size()), k % 2 == 1);
        }
        labels();
        key();
        return svg.append("</svg>\n").toString();
    }

    private void health() {
        List<Chronicle.Span> spans = book.chronicle().spans();
        for (int k = 0; k < spans.size(); k++) {
            Instant end = k + 1 < spans.size()
                    ? spans.get(k + 1).from()
                    : book.chronicle().last();
            FeedState state = spans.get(k).state();
            if (state != FeedState.LIVE && state != FeedState.SYNCING) {
                String kind = state == FeedState.DEGRADED ? "degraded" : "stale";
                double x = x(spans.get(k).from());
                add(
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                        kind, x, TOP, Math.max(1, x(end) - x), BOTTOM - TOP);
            }
        }
    }

    private void grid() {
        double step = step((most - least) / 5);
        for (double value = Math.ceil(least / step) * step; value <= most; value += step) {
            double y = y(value);
            add("<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", LEFT, y, RIGHT, y);
            add(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 10, y + 4, Shown.count(Math.round(value)));
        }
        double start = y(book.header().desk().cash().doubleValue());
        add("<line class=\"start\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", LEFT, start, RIGHT, start);
        for (int part = 0; part <= 8; part++) {
            Instant at = from.plus(Duration.between(from, to).multipliedBy(part).dividedBy(8));
            add(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n",
                    x(at), BOTTOM + 24, book.header().clock(at));
        }
    }

    /** 1, 2 or 5 times a power of ten, and a whole number. */
    private static double step(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(rough, 1))));
        double lead = Math.max(rough, 1) / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }

    private void marks() {
        double free = -1;
        for (Chronicle.Mark mark : book.chronicle().marks()) {
            double x = x(mark.at());
            add("<line class=\"mark\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", x, TOP, x, BOTTOM);
            if (x > free) {
                add(
                        "<text class=\"note\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n",
                        x, TOP - 6, mark.kind());
                free = x + 60;
            }
        }
    }

    /** In steps, since equity changes when something becomes known; of points in the same place the last one. */
    private void curve(Result result, String colour, boolean guarded) {
        StringBuilder path = new StringBuilder();
        double lastX = -1;
        double lastY = -1;
        for (Point point : result.curve().points()) {
            double x = x(point.at());
            double y = y(point.equity().doubleValue());
            if (path.isEmpty()) {
                path.append(text("M%.1f %.1f", x, y));
            } else if (x - lastX >= 0.5 && Math.abs(y - lastY) >= 0.1) {
                path.append(text("H%.1fV%.1f", x, y));
            } else {
                continue;
            }
            lastX = x;
            lastY = y;
        }
        if (!path.isEmpty()) {
            path.append(text(
                    "H%.1fV%.1f",
                    x(lastOf(result).at()), y(lastOf(result).equity().doubleValue())));
            add("<path class=\"line%s\" stroke=\"%s\" d=\"%s\"/>%n", guarded ? " guarded" : "", colour, path);
        }
    }

    private static Point lastOf(Result result) {
        List<Point> points = result.curve().points();
        return points.get(points.size() - 1);
    }

    private record Label(String text, String colour, double y) {}

    /** At the ends of the curves, moved apart where they would meet. */
    private void labels() {
        List<Label> labels = new ArrayList<>();
        for (int k = 0; k < results.size(); k++) {
            Result result = results.get(k);
            if (!result.curve().points().isEmpty()) {
                String text = result.name() + " " + Shown.change(result.gain());
                labels.add(new Label(
                        text,
                        COLOURS.get(k / 2 % COLOURS.size()),
                        y(lastOf(result).equity().doubleValue())));
            }
        }
        labels.sort(Comparator.comparingDouble(Label::y));
        double room = BOTTOM - labels.size() * LABEL_HEIGHT;
        double free = TOP;
        for (Label label : labels) {
            double y = Math.max(free, Math.min(label.y() + 4, room + LABEL_HEIGHT));
            room += LABEL_HEIGHT;
            free = y + LABEL_HEIGHT;
            add(
                    "<text x=\"%.1f\" y=\"%.1f\" style=\"fill:%s\">%s</text>%n",
                    RIGHT + 10, y, label.colour(), escaped(label.text()));
        }
    }

    private void key() {
        double y = BOTTOM + 52;
        add("<rect class=\"degraded\" x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"12\"/>%n", LEFT, y - 11);
        add("<text class=\"note\" x=\"%.1f\" y=\"%.1f\">health degraded</text>%n", LEFT + 20, y);
        add("<rect class=\"stale\" x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"12\"/>%n", LEFT + 130, y - 11);
        add("<text class=\"note\" x=\"%.1f\" y=\"%.1f\">stale: guards hold nothing</text>%n", LEFT + 150, y);
        add(
                "<text class=\"note\" x=\"%.1f\" y=\"%.1f\">whole lines mirror, broken ones are guarded</text>%n",
                LEFT + 330, y);
    }

    private double x(Instant at) {
        double part = Duration.between(from, at).toNanos()
                / (double) Duration.between(from, to).toNanos();
        return LEFT + Math.min(1, Math.max(0, part)) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - (value - least) / (most - least) * (BOTTOM - TOP);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void add(String form, Object... values) {
        svg.append(text(form, values));
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values).replace("\r\n", "\n");
    }
}
