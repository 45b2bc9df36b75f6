package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What a process holds, sample by sample: heap after collections, memory off the heap, threads, connections. */
final class SoakMeasures {
    private static final int COLLECTIONS = 3;
    private static final long KIB = 1024;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 70;
    private static final int LEFT = 90;

    private final List<Sample> samples = new ArrayList<>();

    private record Sample(Duration at, long heap, long direct, long threads, long connections) {}

    /**
     * One measure of all.
     *
     * @param name what it is
     * @param of which
     * @param from the third that the last is held against: 0 or 1
     * @param slack how much more of it the last third may hold than that one
     */
    private record Line(String name, ToLongFunction<Sample> of, int from, long slack) {}

    /**
     * The simulated exchange, in the same process, remembers for an hour what happened: that is in the heap's slack. Off the
     * heap is what Netty's pool has reserved, which is what its busiest moment took, bodies of 5 MB on both sides of a
     * connection, and that moment may come after the first third. What is in use and lost, the leak detector finds.
     */
    private static final List<Line> LINES = List.of(
            new Line("heap, KiB", sample -> sample.heap() / KIB, 0, 6 * KIB),
            new Line("off heap, KiB", sample -> sample.direct() / KIB, 1, 8 * KIB),
            new Line("threads", Sample::threads, 0, 3),
            new Line("connections", Sample::connections, 0, 10));

    void sample(Duration at, int connections) {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        samples.add(new Sample(at, heap, direct + PlatformDependent.usedDirectMemory(), threads, connections));
    }

    void assertFlat() {
        for (Line line : LINES) {
            assertThat(median(line, 2))
                    .as("%s in the last third", line.name())
                    .isLessThanOrEqualTo(median(line, line.from()) + line.slack());
        }
    }

    private long median(Line line, int third) {
        int size = samples.size() / 3;
        List<Long> values = samples.subList(third * size, (third + 1) * size).stream()
                .map(line.of()::applyAsLong)
                .sorted()
                .toList();
        return values.get(values.size() / 2);
    }

    String table() {
        StringBuilder table =
                new StringBuilder("| medians | first third | middle third | last third |\n|---|---|---|---|\n");
        LINES.forEach(line -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d |%n",
                line.name(),
                median(line, 0),
                median(line, 1),
                median(line, 2))));
        return table.toString();
    }

    /** One curve under the other, each from zero to its own highest. */
    String picture() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">%n",
                WIDTH,
                LINES.size() * (HEIGHT + 30) + 10));
        for (int i = 0; i < LINES.size(); i++) {
            Line line = LINES.get(i);
            long most = Math.max(1, samples.stream().mapToLong(line.of()).max().orElse(1));
            int bottom = i * (HEIGHT + 30) + HEIGHT + 15;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"0\" y=\"%d\">%s</text><text x=\"0\" y=\"%d\">to %,d</text>"
                            + "<path d=\"M%d,%d H%d\" stroke=\"#bbb\"/>"
                            + "<polyline fill=\"none\" stroke=\"#06c\" points=\"%s\"/>%n",
                    bottom - HEIGHT + 12,
                    line.name(),
                    bottom - HEIGHT + 28,
                    most,
                    LEFT,
                    bottom,
                    WIDTH,
                    points(line, most, bottom)));
        }
        return svg.append("</svg>\n").toString();
    }

    private String points(Line line, long most, int bottom) {
        double step = (double) (WIDTH - LEFT) / Math.max(1, samples.size() - 1);
        List<String> points = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            double height = (double) HEIGHT * line.of().applyAsLong(samples.get(i)) / most;
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", LEFT + i * step, bottom - height));
        }
        return String.join(" ", points);
    }

    @Override
    public String toString() {
        Sample last = samples.get(samples.size() - 1);
        return LINES.stream()
                .map(line -> line.name() + " " + line.of().applyAsLong(last))
                .collect(Collectors.joining(", "));
    }
}
