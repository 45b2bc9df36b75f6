package io.github.trackflux.reactor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterMethod;

/** The kit for streams of clients that poll for ever: not all of its subscribers cancel, so what they read from is closed. */
abstract class ClosingTck<T> extends PublisherVerification<T> {
    private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();

    ClosingTck() {
        super(new TestEnvironment(TckClients.SIGNAL, TckClients.NO_SIGNAL), TckClients.LET_GO);
    }

    /** The same, closed when the test is over. */
    final <C extends AutoCloseable> C closing(C source) {
        open.add(source);
        return source;
    }

    /** Ends every feed that a test has left behind. */
    @AfterMethod(alwaysRun = true)
    public final void close() throws Exception {
        while (!open.isEmpty()) {
            open.remove().close();
        }
    }
}
