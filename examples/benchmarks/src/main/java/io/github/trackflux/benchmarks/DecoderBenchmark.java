package io.github.trackflux.benchmarks;

import io.github.trackflux.model.TrackingOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One answer of 50 rows, read to typed records. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecoderBenchmark {
    @Param
    public Bodies.Change change = Bodies.Change.NOTHING;

    @Param
    public Library library = Library.TRACKFLUX;

    private byte[][] answers = {};
    private Library.Reader reader = library.reader();
    private int next;

    @Setup
    public void prepare() {
        answers = Bodies.answers(change);
        reader = library.reader();
    }

    @Benchmark
    public List<TrackingOrder> read() {
        if (change == Bodies.Change.COLD) {
            reader = library.reader();
        }
        return reader.read(answers[next++ % answers.length]);
    }
}
