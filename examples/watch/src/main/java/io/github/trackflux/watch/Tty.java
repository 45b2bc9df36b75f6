package io.github.trackflux.watch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terminal behind standard output, asked through the programs that every Unix has. {@code System.console()} cannot be
 * asked: from JDK 22 on there is one even where output goes to a file.
 */
final class Tty implements Supplier<ScreenSize> {
    private static final ProcessBuilder.Redirect TERMINAL = ProcessBuilder.Redirect.from(new File("/dev/tty"));
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("([1-9][0-9]{0,3}) ([1-9][0-9]{0,3})");

    private final Map<String, String> environment;

    private Tty(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The terminal; empty if standard output is none, or if nobody can tell. */
    static Optional<Supplier<ScreenSize>> ofStandardOutput(Map<String, String> environment) {
        try {
            int no = new ProcessBuilder("test", "-t", "1").inheritIO().start().waitFor();
            return no == 0 ? Optional.of(new Tty(environment)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Its size now: windows are resized. */
    @Override
    public ScreenSize get() {
        return asked().or(() ->
                        read(environment.getOrDefault("LINES", "") + " " + environment.getOrDefault("COLUMNS", "")))
                .orElse(ScreenSize.USUAL);
    }

    private static Optional<ScreenSize> asked() {
        try {
            Process stty = new ProcessBuilder(List.of("stty", "size"))
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return read(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Rows and columns, as stty writes them. */
    static Optional<ScreenSize> read(String text) {
        Matcher size = ROWS_AND_COLUMNS.matcher(text.strip());
        return size.matches()
                ? Optional.of(new ScreenSize(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1))))
                : Optional.empty();
    }
}
