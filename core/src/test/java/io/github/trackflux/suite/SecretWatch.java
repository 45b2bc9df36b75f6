package io.github.trackflux.suite;

import static org.junit.jupiter.api.extension.ExtensionContext.Namespace.GLOBAL;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Fails a test class during which a secret of the tests was written: to standard output or error, into a log at any level,
 * into an exception that a test failed with, or into a file below {@code target}. Found by JUnit itself in every module.
 */
public final class SecretWatch implements BeforeAllCallback, AfterAllCallback, TestWatcher {
    private static final Path TARGET = Path.of("target");
    private static final SecretScan SCAN = new SecretScan(TestSecrets.ALL);
    private static boolean installed;

    @Override
    public void beforeAll(ExtensionContext context) {
        install();
        // Closed at the very end: what threads write after the last class, and the files.
        context.getRoot().getStore(GLOBAL).computeIfAbsent(SecretWatch.class, key ->
                (AutoCloseable) SecretWatch::atEnd);
    }

    private static synchronized void install() {
        if (!installed) {
            installed = true;
            System.setOut(SCAN.through("standard output", System.out));
            System.setErr(SCAN.through("standard error", System.err));
            if (hasLogback()) {
                LogScan.install(SCAN);
            }
        }
    }

    private static boolean hasLogback() {
        try {
            Class.forName("ch.qos.logback.classic.LoggerContext");
            return true;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        SCAN.look("exception of " + context.getDisplayName(), text.toString());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.out.flush();
        System.err.flush();
        fail(SCAN.take());
    }

    private static void atEnd() {
        if (Files.isDirectory(TARGET)) {
            SCAN.lookAtFiles(TARGET, ManagementFactory.getRuntimeMXBean().getStartTime());
        }
        fail(SCAN.take());
    }

    private static void fail(List<String> found) {
        if (!found.isEmpty()) {
            throw new AssertionError("secrets of the tests were written:\n" + String.join("\n", found));
        }
    }
}
