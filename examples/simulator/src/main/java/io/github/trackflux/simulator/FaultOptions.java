package io.github.trackflux.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The option that lets things go wrong. */
final class FaultOptions {

    @Option(
            names = "--fault",
            paramLabel = "NAME[=SHARE]",
            split = ",",
            converter = Word.class,
            completionCandidates = Names.class,
            description =
                    "what goes wrong, and for which share of the calls (all); may be given again, several with commas:"
                            + " ${COMPLETION-CANDIDATES}")
    List<Chosen> chosen = new ArrayList<>();

    void addTo(SimulatedExchangeBuilder builder) {
        chosen.forEach(fault -> fault.fault().addTo(builder, fault.share()));
    }

    /**
     * One that was asked for.
     *
     * @param fault which
     * @param share of the calls that it happens to
     */
    record Chosen(NamedFault fault, double share) {}

    static final class Word implements ITypeConverter<Chosen> {

        @Override
        public Chosen convert(String word) {
            int equals = word.indexOf('=');
            double share = equals < 0 ? 1 : new Words.Share().convert(word.substring(equals + 1));
            return new Chosen(new Name().convert(equals < 0 ? word : word.substring(0, equals)), share);
        }
    }

    static final class Name extends Words.OneOf<NamedFault> {
        Name() {
            super(NamedFault.class);
        }
    }

    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(NamedFault.values()).map(Words.OneOf::spelled).iterator();
        }
    }
}
