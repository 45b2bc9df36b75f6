package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.page.Sweep.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A server with any hidden cap, a list that changes between walks and not during them, pages asked for ahead, answers in
 * any order: a walk that calls itself complete has shown every order, and sooner or later one does.
 */
class SweepLaws {
    private static final int SERVERS = 200;
    private static final int WALKS = 40;

    @Test
    void a_complete_walk_has_shown_every_order() {
        long seed = Long.getLong("trackflux.seed", 20261123L);
        Random random = new Random(seed);
        int complete = 0;
        for (int i = 0; i < SERVERS; i++) {
            Walks walks = randomWalks(random);
            for (int j = 0; j < WALKS; j++) {
                walks.server.resize(random.nextInt(random.nextBoolean() ? 25 : 160));
                Sweep sweep = walk(walks, random);
                String where = "-Dtrackflux.seed=%d, server %d, walk %d".formatted(seed, i, j);

                assertThat(sweep.state()).as(where).isIn(State.COMPLETE, State.UNPROVEN);
                if (sweep.state() == State.COMPLETE) {
                    assertThat(sweep.rows()).as(where).isEqualTo(walks.server.size());
                    complete++;
                }
                if (sweep.isAtomic()) {
                    assertThat(walks.server
                                    .answer(new PageRequest(
                                            Walks.ALL, walks.paging.dialect().first(), sweep.size()))
                                    .rawCount())
                            .as(where)
                            .isEqualTo(walks.server.size());
                }
            }
        }
        assertThat(complete).as("complete walks, seed %d", seed).isGreaterThan(SERVERS * WALKS / 2);
    }

    @Test
    void of_eleven_walks_over_a_list_that_rests_one_at_least_is_complete() {
        long seed = Long.getLong("trackflux.seed", 20261123L);
        Random random = new Random(seed);
        for (int i = 0; i < SERVERS; i++) {
            Walks walks = randomWalks(random);
            int size = walks.paging.dialect().largestPage();
            for (int j = 0; j < 4; j++) {
                walks.server.resize(random.nextInt(160));
                List<State> states = new ArrayList<>();
                for (int k = 0; k < 11; k++) {
                    states.add(walk(walks, walks.paging, size, random).state());
                }
                assertThat(states).as("-Dtrackflux.seed=%d, server %d", seed, i).contains(State.COMPLETE);
            }
        }
    }

    private static Walks randomWalks(Random random) {
        FakeServer server = FakeServer.with(random.nextInt(60));
        if (random.nextInt(4) > 0) {
            server.cappedTo(1 + random.nextInt(60));
        }
        Dialect dialect = random.nextInt(3) > 0 ? Dialect.PAGE_NUMBER : Dialect.ID_CURSOR;
        return Walks.of(server, dialect);
    }

    private static Sweep walk(Walks walks, Random random) {
        int size = walks.paging.dialect().largestPage() - (random.nextBoolean() ? 7 : 0);
        return walk(walks, walks.paging, size, random);
    }

    /** Asks ahead at random, and lets the answers overtake each other; some pages past the end are refused. */
    private static Sweep walk(Walks walks, Paging paging, int size, Random random) {
        Sweep sweep = new Sweep(Walks.ALL, paging, size, 1 + random.nextInt(6));
        List<PageRequest> flying = new ArrayList<>();
        while (true) {
            Optional<PageRequest> next = flying.isEmpty() || random.nextBoolean() ? sweep.next() : Optional.empty();
            next.ifPresent(flying::add);
            if (flying.isEmpty()) {
                return sweep;
            }
            if (next.isEmpty()) {
                PageRequest request = flying.remove(random.nextInt(flying.size()));
                boolean past = !request.position().isFirst()
                        && walks.server.answer(request).rawCount() == 0;
                if (past && random.nextBoolean()) {
                    sweep.refused(request);
                } else {
                    walks.answer(sweep, request);
                }
            }
        }
    }
}
