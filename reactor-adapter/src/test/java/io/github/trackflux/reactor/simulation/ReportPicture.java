package io.github.trackflux.reactor.simulation;

import io.github.trackflux.reactor.simulation.SimulationReport.Control;
import io.github.trackflux.simulator.listing.ListOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The report as a picture: how soon a change is told, and how often simpler ways are wrong. Both scales are logarithmic. */
final class ReportPicture {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 400;
    private static final int TOP = 60;
    private static final int BOTTOM = 330;
    private static final String[] COLOURS = {"#c2410c", "#b45309", "#7c3aed", "#0f766e", "#0369a1"};

    private final List<String> lines = new ArrayList<>();

    private ReportPicture() {}

    static List<String> of(Map<Cell, Findings> quick, List<Control> controls) {
        ReportPicture picture = new ReportPicture();
        picture.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" role=\"img\">",
                WIDTH, HEIGHT);
        picture.add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        picture.latency(quick);
        picture.falseCloses(controls);
        picture.add("</svg>");
        return picture.lines;
    }

    private void latency(Map<Cell, Findings> quick) {
        Scale scale = new Scale(10, 100_000);
        title(40, "From change to event, ms", "round trip 20 ms");
        grid(scale, 70, 460);
        int[] sizes = {5, 60, 200, 1000};
        for (int i = 0; i < sizes.length; i++) {
            text(115 + i * 100, BOTTOM + 20, "middle", sizes[i] + " orders");
        }
        line(quick, scale, sizes, COLOURS[3], "", found -> found.opens.quantile(0.5), "open, median", 0);
        line(quick, scale, sizes, COLOURS[3], "4 3", found -> found.opens.quantile(0.99), "open, 99 %", 1);
        line(quick, scale, sizes, COLOURS[0], "", found -> found.closes.quantile(0.5), "close, median", 2);
        line(quick, scale, sizes, COLOURS[0], "4 3", found -> found.closes.quantile(0.99), "close, 99 %", 3);
    }

    private void line(
            Map<Cell, Findings> quick,
            Scale scale,
            int[] sizes,
            String colour,
            String dash,
            Function<Findings, Long> value,
            String name,
            int place) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < sizes.length; i++) {
            Cell cell = new Cell(sizes[i], 1, 20, ListOrder.NEWEST, false, Duration.ZERO);
            Findings found = quick.get(cell);
            points.append(String.format(Locale.ROOT, "%d,%d ", 115 + i * 100, scale.at(value.apply(found))));
        }
        String stroke = String.format("stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"", colour, dash);
        add("<polyline points=\"%s\" fill=\"none\" %s/>", points.toString().strip(), stroke);
        int x = 100 + place / 2 * 180;
        int y = 367 + place % 2 * 16;
        add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" %s/>", x, y, x + 24, y, stroke);
        text(x + 30, y + 4, "start", name);
    }

    private void falseCloses(List<Control> controls) {
        Scale scale = new Scale(0.5, 10_000);
        title(530, "False closes in an hour", "round trip 150 ms");
        grid(scale, 560, 940);
        List<Control> shown =
                controls.stream().filter(control -> control.cell().churn() == 1).toList();
        int names = (int) shown.stream().map(Control::name).distinct().count();
        for (int i = 0; i < shown.size(); i++) {
            int group = i / names;
            int place = i % names;
            int x = 575 + group * 125 + place * 21;
            long count = shown.get(i).findings().count(Invariant.NO_FALSE_CLOSE);
            int top = count == 0 ? BOTTOM : scale.at((double) count);
            add(
                    "<rect x=\"%d\" y=\"%d\" width=\"18\" height=\"%d\" fill=\"%s\"/>",
                    x, top, BOTTOM - top, COLOURS[place]);
            text(x + 9, top - 4, "middle", Long.toString(count));
            if (place == 0) {
                text(x + 50, BOTTOM + 20, "middle", shown.get(i).cell().orders() + " orders");
            }
            if (group == 0) {
                int column = place / 2;
                add(
                        "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>",
                        565 + column * 130, 362 + place % 2 * 16, COLOURS[place]);
                text(
                        580 + column * 130,
                        371 + place % 2 * 16,
                        "start",
                        shown.get(i).name());
            }
        }
    }

    private void grid(Scale scale, int from, int to) {
        for (double value = 1; value <= scale.most; value *= 10) {
            if (value >= scale.least) {
                add(
                        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#e5e7eb\"/>",
                        from, scale.at(value), to, scale.at(value));
                text(from - 6, scale.at(value) + 4, "end", String.format(Locale.ROOT, "%,.0f", value));
            }
        }
        add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#9ca3af\"/>", from, BOTTOM, to, BOTTOM);
    }

    private void title(int x, String text, String where) {
        add("<text x=\"%d\" y=\"22\" font-weight=\"bold\" fill=\"#111827\">%s</text>", x, text);
        text(x, 40, "start", "newest first, one open, close and update a second, " + where);
    }

    private void text(int x, int y, String anchor, String text) {
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#374151\">%s</text>", x, y, anchor, text);
    }

    private void add(String form, Object... values) {
        lines.add(String.format(Locale.ROOT, form, values));
    }

    private record Scale(double least, double most) {
        int at(double value) {
            double share = Math.log(Math.max(value, least) / least) / Math.log(most / least);
            return (int) Math.round(BOTTOM - share * (BOTTOM - TOP));
        }
    }
}
