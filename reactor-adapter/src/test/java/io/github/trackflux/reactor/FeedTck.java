package io.github.trackflux.reactor;

import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterMethod;

/**
 * The kit for streams of clients that poll for ever: not all of its subscribers cancel, so after each test the exchange
 * falls silent. Closing the client would not do: the kit takes what its subscribers are then told for the next test's error.
 */
abstract class FeedTck<T> extends PublisherVerification<T> {
    FeedTck() {
        super(new TestEnvironment(TckClients.SIGNAL, TckClients.NO_SIGNAL, TckClients.POLL), TckClients.LET_GO);
    }

    /** Nothing that a test has left behind polls on. */
    @AfterMethod(alwaysRun = true)
    public final void silence() {
        TckClients.silence();
    }
}
