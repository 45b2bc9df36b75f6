package io.github.trackflux.suite;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/** Looks at everything that is logged, at every level, written or not. */
final class LogScan extends TurboFilter {
    private final SecretScan scan;

    private LogScan(SecretScan scan) {
        this.scan = scan;
    }

    static void install(SecretScan scan) {
        LogScan filter = new LogScan(scan);
        filter.start();
        ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(filter);
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable error) {
        // Without a format it was only asked whether a level is on. A server's log is the exchange's own.
        if (format != null && !logger.getName().startsWith("reactor.netty.http.server")) {
            String where = "log " + logger.getName() + " " + level;
            scan.look(
                    where,
                    String.valueOf(
                            MessageFormatter.arrayFormat(format, parameters).getMessage()));
            if (error != null) {
                scan.look(where, ThrowableProxyUtil.asString(new ThrowableProxy(error)));
            }
        }
        return FilterReply.NEUTRAL;
    }
}
