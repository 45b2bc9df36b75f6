package io.github.trackflux.call;

/** Wait: the exchange is being upgraded or has suspended the service. A feed waits by itself. */
public final class MaintenanceException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public MaintenanceException(String code, String message) {
        super(true, code, message, null);
    }
}
