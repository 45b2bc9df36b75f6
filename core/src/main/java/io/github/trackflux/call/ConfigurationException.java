package io.github.trackflux.call;

/** Correct the query: the exchange does not accept a parameter of it. Ends a feed. */
public final class ConfigurationException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String code, String message) {
        super(false, code, message, null);
    }
}
