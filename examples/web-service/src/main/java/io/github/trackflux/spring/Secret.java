package io.github.trackflux.spring;

/** Text that nothing prints: a property's value, a failed check of it and a dump show dots. */
public final class Secret {
    private final String text;

    /** Takes any text, so that nothing has to be said of a wrong one. */
    public Secret(String text) {
        this.text = text;
    }

    boolean isBlank() {
        return text.isBlank();
    }

    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "•••";
    }
}
