package io.github.trackflux.watch;

/** Colours for a terminal, or none. Painted text takes no more columns than before. */
enum Ink {
    NONE {
        @Override
        String paint(Colour colour, String text) {
            return text;
        }
    },
    COLOURED {
        @Override
        String paint(Colour colour, String text) {
            return "\u001b[" + colour.code + "m" + text + "\u001b[0m";
        }
    };

    /** What a text is to look like. */
    enum Colour {
        BOLD("1"),
        FAINT("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        MAGENTA("35"),
        CYAN("36");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    abstract String paint(Colour colour, String text);
}
