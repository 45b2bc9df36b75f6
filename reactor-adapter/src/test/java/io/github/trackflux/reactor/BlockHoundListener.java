package io.github.trackflux.reactor;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import reactor.blockhound.BlockHound;

/**
 * Installs BlockHound where tests run. BlockHound's own listener installs it where they are listed, too: with two test
 * JVMs that is Maven's, which lacks the flag for it.
 */
public final class BlockHoundListener implements TestExecutionListener {
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        BlockHound.install();
    }
}
