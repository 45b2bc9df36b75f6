package io.github.trackflux.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Panels of lines on two logarithmic axes, as SVG. */
final class Picture {
    private static final int WIDTH = 340;
    private static final int HEIGHT = 220;
    private static final int MARGIN = 52;
    private static final int COLUMNS = 3;
    private static final double LEAST = 1e-3;
    private static final String[] COLOURS = {"#1f77b4", "#d62728"};

    private final List<Panel> panels = new ArrayList<>();

    record Point(double x, double y) {}

    /** A panel with its title; lines are added one by one. */
    record Panel(String title, List<List<Point>> lines) {
        Panel line(List<Point> points) {
            lines.add(points.stream().filter(point -> point.y() > 0).toList());
            return this;
        }
    }

    Panel panel(String title) {
        Panel panel = new Panel(title, new ArrayList<>());
        panels.add(panel);
        return panel;
    }

    String svg() {
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" "
                        + "font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                COLUMNS * WIDTH,
                rows * HEIGHT));
        for (int i = 0; i < panels.size(); i++) {
            out.append(String.format(
                    Locale.ROOT,
                    "<g transform=\"translate(%d %d)\">%n%s</g>%n",
                    i % COLUMNS * WIDTH,
                    i / COLUMNS * HEIGHT,
                    new Axes(panels.get(i)).drawn()));
        }
        return out.append("</svg>\n").toString();
    }

    /** One panel's scales: whole powers of ten around all of its points. */
    private static final class Axes {
        private final Panel panel;
        private int left = 99;
        private int right = -99;
        private int bottom = 99;
        private int top = -99;

        Axes(Panel panel) {
            this.panel = panel;
            panel.lines().stream().flatMap(List::stream).forEach(point -> {
                left = Math.min(left, (int) Math.floor(log(point.x())));
                right = Math.max(right, (int) Math.ceil(log(point.x())));
                bottom = Math.min(bottom, (int) Math.floor(log(point.y())));
                top = Math.max(top, (int) Math.ceil(log(point.y())));
            });
        }

        private static double log(double value) {
            return Math.log10(Math.max(LEAST, value));
        }

        private double across(double power) {
            return MARGIN + (power - left) * (WIDTH - 1.5 * MARGIN) / Math.max(1, right - left);
        }

        private double down(double power) {
            return HEIGHT - MARGIN + (bottom - power) * (HEIGHT - 2 * MARGIN) / Math.max(1, top - bottom);
        }

        String drawn() {
            StringBuilder out = new StringBuilder();
            text(out, MARGIN, MARGIN / 2, "start", panel.title());
            for (int power = left; power <= right; power++) {
                rule(out, across(power), down(bottom), across(power), down(top));
                text(out, across(power), HEIGHT - MARGIN + 16, "middle", label(power));
            }
            for (int power = bottom; power <= top; power++) {
                rule(out, across(left), down(power), across(right), down(power));
                text(out, MARGIN - 6, down(power) + 4, "end", label(power));
            }
            for (int i = 0; i < panel.lines().size(); i++) {
                StringBuilder points = new StringBuilder();
                for (Point point : panel.lines().get(i)) {
                    points.append(
                            String.format(Locale.ROOT, "%.1f,%.1f ", across(log(point.x())), down(log(point.y()))));
                }
                out.append(String.format(
                        Locale.ROOT,
                        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                        points.toString().strip(),
                        COLOURS[i % COLOURS.length]));
            }
            return out.toString();
        }

        private static String label(int power) {
            return power < 0
                    ? String.format(Locale.ROOT, "%." + -power + "f", Math.pow(10, power))
                    : String.format(Locale.ROOT, "%,.0f", Math.pow(10, power));
        }

        private static void rule(StringBuilder out, double x1, double y1, double x2, double y2) {
            out.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                    x1,
                    y1,
                    x2,
                    y2));
        }

        private static void text(StringBuilder out, double x, double y, String anchor, String words) {
            out.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words));
        }
    }
}
