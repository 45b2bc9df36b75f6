package io.github.trackflux.call;

/** Nothing to do unless it lasts: the exchange found the timestamp outside its window. A feed learns the server's time and tries again. */
public final class ClockException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public ClockException(String code, String message) {
        super(true, code, message, null);
    }
}
