package io.github.trackflux.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that a call can fail with. One question decides what to do: {@link #isTransient()}. A feed
 * never ends on transient trouble; it ends once, with the error and without a further call, on any other.
 */
public abstract sealed class TrackfluxException extends RuntimeException
        permits AuthenticationException,
                PermissionException,
                AccountException,
                ConfigurationException,
                UntrustedServerException,
                TooManyRowsException,
                ThrottledException,
                BannedException,
                MaintenanceException,
                ServerException,
                UnknownCodeException,
                ClockException,
                TransportException,
                ProtocolException,
                PageNumberException,
                StaleException {
    private static final long serialVersionUID = 1L;
    private final boolean isTransient;
    private final String code;

    TrackfluxException(boolean isTransient, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.isTransient = isTransient;
        this.code = code;
    }

    /** Whether the same call may succeed later without anybody doing anything. */
    public final boolean isTransient() {
        return isTransient;
    }

    /** The exchange's own code, such as {@code 40037}; empty where the exchange did not answer with one. */
    public final Optional<String> code() {
        return code.isEmpty() ? Optional.empty() : Optional.of(code);
    }
}
