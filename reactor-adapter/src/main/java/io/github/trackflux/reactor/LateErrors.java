package io.github.trackflux.reactor;

import io.github.trackflux.call.TrackfluxException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.context.Context;

/**
 * What to do with an error that comes when nobody listens any more, such as that of a call that was given up half way. It
 * has nothing new to say; by default Reactor logs it as an error, with its stack.
 */
final class LateErrors {
    private static final Logger LOG = LoggerFactory.getLogger(LateErrors.class);
    /** Where Reactor looks for what to do. */
    private static final String KEY = "reactor.onErrorDropped.local";

    private LateErrors() {}

    /** For {@code contextWrite}. */
    static Context quiet(Context context) {
        return context.put(KEY, (Consumer<Throwable>) LateErrors::log);
    }

    private static void log(Throwable error) {
        // A foreign error may quote what the server sent.
        String what = error instanceof TrackfluxException
                ? error.getMessage()
                : error.getClass().getName();
        LOG.debug("After the end: {}", what);
    }
}
