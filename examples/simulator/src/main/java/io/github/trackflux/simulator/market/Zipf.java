package io.github.trackflux.simulator.market;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws ranks 0 … n − 1, rank k in proportion to 1 / (k + 1). */
final class Zipf {

    private final double[] upTo;

    Zipf(int ranks) {
        upTo = new double[ranks];
        double sum = 0;
        for (int k = 0; k < ranks; k++) {
            sum += 1.0 / (k + 1);
            upTo[k] = sum;
        }
    }

    int draw(RandomGenerator random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        int rank = found >= 0 ? found + 1 : -found - 1;
        return Math.min(rank, upTo.length - 1);
    }
}
