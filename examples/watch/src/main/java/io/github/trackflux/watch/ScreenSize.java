package io.github.trackflux.watch;

/**
 * How large a terminal is, in characters.
 *
 * @param columns 1 or more
 * @param rows 1 or more
 */
record ScreenSize(int columns, int rows) {
    static final ScreenSize USUAL = new ScreenSize(80, 24);

    ScreenSize {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException("a screen has columns and rows, was " + columns + " x " + rows);
        }
    }
}
