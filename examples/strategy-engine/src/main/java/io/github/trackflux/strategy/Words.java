package io.github.trackflux.strategy;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the words of the command line; what cannot be read is named, with what could be. */
final class Words {
    private Words() {}

    /** A number more than 0, written out: a long power of ten is a short text and a long number. */
    static final class Amount implements ITypeConverter<BigDecimal> {
        @Override
        public BigDecimal convert(String word) {
            if (!word.matches("[0-9]{1,12}(?:\\.[0-9]{1,12})?") || new BigDecimal(word).signum() == 0) {
                throw new TypeConversionException("must be a number more than 0 such as 0.1 or 300, was " + word);
            }
            return new BigDecimal(word);
        }
    }

    /** A count. */
    static final class WholeNumber implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String word) {
            if (!word.matches("[0-9]{1,9}")) {
                throw new TypeConversionException("must be a whole number up to 999999999, was " + word);
            }
            return Integer.valueOf(word);
        }
    }
}
