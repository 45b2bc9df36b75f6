package io.github.trackflux.call;

/** Nothing to do: a page past the end was asked for. After a full page it is the end of the list. */
public final class PageNumberException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public PageNumberException(String code, String message) {
        super(true, code, message, null);
    }
}
