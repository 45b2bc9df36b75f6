package io.github.trackflux.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page below {@code docs} of which reports write their parts, each between comments that name it. */
final class ReportPage {
    private static final Path DOCS = Path.of("../../docs");

    private ReportPage() {}

    static void put(String page, String part, String text) {
        String begin = "<!-- " + part + " -->\n";
        String end = "<!-- end of " + part + " -->";
        try {
            String before = Files.readString(DOCS.resolve(page));
            int from = before.indexOf(begin) + begin.length();
            int to = before.indexOf(end);
            if (from < begin.length() || to < from) {
                throw new IllegalStateException(page + " has no place for " + part);
            }
            Files.writeString(DOCS.resolve(page), before.substring(0, from) + text + before.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void picture(String name, String svg) {
        try {
            Files.writeString(DOCS.resolve(name), svg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
