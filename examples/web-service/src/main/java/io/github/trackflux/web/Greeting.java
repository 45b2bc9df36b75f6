package io.github.trackflux.web;

import io.github.trackflux.spring.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where to look. */
@Component
final class Greeting {
    private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);

    private final ObjectProvider<Exchange> exchange;

    Greeting(ObjectProvider<Exchange> exchange) {
        this.exchange = exchange;
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        Exchange known = exchange.getIfAvailable();
        String what = known == null ? "" : known.isSimulated() ? " (SIMULATED: no key is configured)" : " of " + known;
        LOG.info(
                "Open orders{}: http://127.0.0.1:{}/",
                what,
                event.getWebServer().getPort());
    }
}
