package io.github.trackflux.reactor;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Keeps all that a logger and those below it write, at every level, instead of writing it. */
public final class LogLines implements AutoCloseable {
    private record Line(Level level, String text) {}

    private final Logger logger;
    private final Level before;
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String error = ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(new Line(event.getLevel(), event.getLevel() + " " + event.getFormattedMessage() + error));
        }
    };

    private LogLines(Logger logger) {
        this.logger = logger;
        this.before = logger.getLevel();
        appender.start();
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    /** All of the library. */
    public static LogLines ofTheLibrary() {
        return new LogLines((Logger) LoggerFactory.getLogger("io.github.trackflux"));
    }

    static LogLines of(Class<?> type) {
        return new LogLines((Logger) LoggerFactory.getLogger(type));
    }

    /** The lines of this level and above, each after its level. */
    public List<String> from(Level level) {
        return lines.stream()
                .filter(line -> line.level().isGreaterOrEqual(level))
                .map(Line::text)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(before);
    }
}
