package io.github.trackflux.watch;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.reactor.CheckpointStore;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.reactor.TrackingOrdersBuilder;
import io.github.trackflux.view.OrderView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** One run of the program: which exchange, which orders, and where they are shown. */
final class Session implements AutoCloseable {
    private static final int SIMULATED_ORDERS = 60;

    private final WatchOptions options;
    private final Shell shell;
    private final OrderQuery query;
    private final Target target;
    private final TrackingOrders orders;
    private final CallMeter meter = new CallMeter(System::nanoTime);
    private final Keeper keeper;
    private final Progress progress = new Progress(Instant.now(), System::nanoTime);

    private Session(WatchOptions options, Shell shell, OrderQuery query, Target target) {
        this.options = options;
        this.shell = shell;
        this.query = query;
        this.target = target;
        this.keeper = new Keeper(Optional.ofNullable(options.checkpoint).map(CheckpointStore::file));
        TrackingOrdersBuilder builder = options.applyTo(TrackingOrders.builder(target.credentials()));
        target.url().ifPresent(builder::baseUrl);
        this.orders = builder.httpClient(client -> client.doOnResponse((response, connection) ->
                        meter.answered(response.status().code())))
                .build();
    }

    /**
     * Makes everything ready; nothing has been sent yet.
     *
     * @throws IllegalArgumentException if options or environment are wrong; the message says which value and what is
     *     allowed
     */
    static Session open(WatchOptions options, Shell shell) {
        if (options.length != null && options.length.isZero()) {
            throw new IllegalArgumentException("--for must be more than 0, was 0");
        }
        OrderQuery query = options.query();
        Target target = target(options, Keys.in(shell.environment()), query);
        try {
            return new Session(options, shell, query, target);
        } catch (IllegalArgumentException e) {
            target.close();
            throw e;
        }
    }

    private static Target target(WatchOptions options, Optional<Credentials> keys, OrderQuery query) {
        if (keys.isPresent() && options.simulatedOrders != null) {
            throw new IllegalArgumentException(
                    "--simulated-orders is for the simulated exchange, but the environment has keys for a real one");
        }
        if (keys.isEmpty() && options.baseUrl != null) {
            throw new IllegalArgumentException("--base-url needs " + Keys.KEY + ", " + Keys.SECRET + " and "
                    + Keys.PASSPHRASE + " in the environment");
        }
        if (keys.isEmpty() && options.checkpoint != null) {
            throw new IllegalArgumentException("--checkpoint needs " + Keys.KEY + ", " + Keys.SECRET + " and "
                    + Keys.PASSPHRASE + " in the environment: the simulated exchange begins anew each time");
        }
        return keys.map(found -> Target.exchange(found, Optional.ofNullable(options.baseUrl)))
                .orElseGet(() -> Target.simulated(
                        options.simulatedOrders == null ? SIMULATED_ORDERS : options.simulatedOrders, query));
    }

    /** Watches until it is time to end, or until the feed or the output fails. */
    void run() {
        keeper.load().ifPresent(this::goOn);
        try (Output output = output()) {
            new Watch(keeper.steps(orders, query), progress, output, keeper).run(end());
        }
        CallMeter.Calls calls = meter.calls();
        shell.say(String.format(
                Locale.ROOT,
                "%d events, %d orders open, %.2f calls a second answered, %d refused as too many",
                progress.events(),
                progress.open(),
                calls.overall(),
                calls.refused()));
    }

    private void goOn(OrderView view) {
        progress.resume(view);
        shell.say("going on after event " + view.sequence() + ", when "
                + view.orders().size() + " orders were open at " + view.asOf());
    }

    private Publisher<?> end() {
        Mono<?> timeIsUp = options.length == null ? Mono.never() : Mono.delay(options.length);
        return Mono.firstWithSignal(shell.interrupted(), timeIsUp);
    }

    private Output output() {
        EventText text = new EventText(ZoneId.systemDefault());
        if (!options.json && shell.canDraw()) {
            Frame frame = new Frame(shell.ink(), text);
            return new TableOutput(
                    new Screen(shell.out()),
                    frame,
                    this::board,
                    shell.terminal().orElseThrow());
        }
        shell.say("watching " + title());
        return new LineOutput(
                shell.out(), options.json ? new EventJson()::line : text::line, new HealthNotes(shell::say));
    }

    private Board board() {
        return new Board(
                title(),
                words(query),
                progress.now(),
                progress.health(),
                meter.calls(),
                progress.newestFirst(),
                progress.lastEvents());
    }

    private String title() {
        return target.name() + ", account " + target.credentials().account();
    }

    private static String words(OrderQuery query) {
        return query.productTypes().stream().map(ProductType::wire).collect(Collectors.joining(", "))
                + query.symbol()
                        .map(symbol -> ", symbol " + Printable.of(symbol))
                        .orElse("")
                + query.traderId().map(id -> ", trader " + Printable.of(id)).orElse("");
    }

    @Override
    public void close() {
        orders.close();
        target.close();
    }
}
