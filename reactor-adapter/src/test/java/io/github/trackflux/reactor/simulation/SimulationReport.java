package io.github.trackflux.reactor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.reactor.FullRun;
import io.github.trackflux.simulator.listing.ListOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of virtual hours over every kind of market and server: the tracker alone at production's pace, then the whole
 * stack, then controls that are known to be wrong. Writes {@code docs/simulation.md} and its picture. {@code
 * -Dsimulation.hours=200} makes it shorter than 10,000 hours, and the whole stack's hours with it.
 */
@Tag("simulation")
final class SimulationReport {
    private static final double HOURS = Integer.getInteger("simulation.hours", 10_000);
    /** The whole stack costs about as much for one hour. */
    private static final double FULL_HOURS = HOURS / 100;

    /** Most hours at a leisurely cadence, which is cheap, and on lists that allow it. */
    private static final double AT_FULL_CADENCE = 0.1;

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Test
    void thousands_of_hours_and_nothing_false_or_lost() throws IOException {
        List<Cell> fast = Cell.all(Duration.ZERO, 5, 60, 200, 1000);
        List<Cell> slow = Cell.all(Duration.ofSeconds(5), 5, 60, 200);
        Map<Cell, Findings> quick = new LinkedHashMap<>();
        quick.putAll(play("tracker", fast, HOURS * AT_FULL_CADENCE, SimulationReport::ours));
        quick.putAll(play("tracker, slow", slow, HOURS * (1 - AT_FULL_CADENCE), SimulationReport::ours));
        Map<Cell, Findings> full = play("whole stack", fast, FULL_HOURS, FullRun::play);
        List<Control> controls = controls();

        Path docs = Path.of("..", "docs");
        Files.write(docs.resolve("simulation.md"), ReportPage.of(quick, full, controls));
        Files.write(docs.resolve("simulation.svg"), ReportPicture.of(quick, controls));

        assertThat(broken(quick)).isEmpty();
        assertThat(broken(full)).isEmpty();
        Map<String, Long> falseCloses = controls.stream()
                .collect(Collectors.groupingBy(
                        Control::name,
                        Collectors.summingLong(control -> control.findings().count(Invariant.NO_FALSE_CLOSE))));
        controls.forEach(control -> assertThat(falseCloses.get(control.name()) > 0)
                .as(control.name())
                .isEqualTo(control.isWrong()));
    }

    private static List<String> broken(Map<Cell, Findings> played) {
        return played.entrySet().stream()
                .filter(entry -> !entry.getValue().areClean())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    /** Somebody who watches, and what came of it. */
    record Control(String name, boolean isWrong, Cell cell, Findings findings) {}

    private static Findings ours(Scenario scenario) {
        return QuickRun.play(scenario, Watchers.ours(scenario));
    }

    /** Plays every cell for its share of the hours, in runs of at most an hour, each from a seed of its own. */
    private static Map<Cell, Findings> play(
            String name, List<Cell> cells, double hours, Function<Scenario, Findings> play) {
        Duration share = Duration.ofSeconds((long) (hours / cells.size() * 3600));
        share = share.compareTo(SHORTEST) < 0 ? SHORTEST : share;
        Workload work = new Workload(name);
        Map<Cell, Findings> all = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            Findings findings = new Findings();
            all.put(cells.get(i), findings);
            Duration left = share;
            for (int run = 0; !left.isZero(); run++) {
                Duration part = left.compareTo(LONGEST) > 0 ? LONGEST : left;
                work.add(cells.get(i).scenario(1_000_000L * i + run, part), weight(cells.get(i)), play, findings);
                left = left.minus(part);
            }
        }
        work.await();
        return all;
    }

    private static double weight(Cell cell) {
        return (10 + Math.min(50, cell.orders())) * (cell.order() == ListOrder.UNSTABLE ? 1.5 : 1);
    }

    private static List<Control> controls() {
        List<Control> controls = new ArrayList<>();
        for (int orders : new int[] {60, 200, 1000}) {
            for (double churn : new double[] {0.1, 1, 5}) {
                Cell cell = new Cell(orders, churn, 150, ListOrder.NEWEST, false, Duration.ZERO);
                Cell lagging = new Cell(orders, churn, 150, ListOrder.NEWEST, true, Duration.ZERO);
                controls.add(control("plain diff", cell, scenario -> new SweepDiff(1)));
                controls.add(control("two sweeps agree", cell, scenario -> new SweepDiff(2)));
                controls.add(control(
                        "no hold-down, lag",
                        lagging,
                        scenario -> Watchers.ours(
                                scenario.withTracker(scenario.tracker().withHoldDown(Duration.ZERO)))));
                controls.add(new Control("trackflux", false, cell, watched(cell, Watchers::ours)));
                controls.add(new Control("trackflux, lag", false, lagging, watched(lagging, Watchers::ours)));
            }
        }
        return controls;
    }

    private static Control control(String name, Cell cell, Function<Scenario, Watcher> watcher) {
        return new Control(name, true, cell, watched(cell, watcher));
    }

    private static Findings watched(Cell cell, Function<Scenario, Watcher> watcher) {
        Scenario scenario = cell.scenario(cell.orders(), LONGEST);
        return QuickRun.play(scenario, watcher.apply(scenario));
    }
}
