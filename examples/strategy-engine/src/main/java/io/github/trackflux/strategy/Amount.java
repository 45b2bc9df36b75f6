package io.github.trackflux.strategy;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number more than 0 of the command line, written out: a long power of ten is a short text and a long number. */
final class Amount implements ITypeConverter<BigDecimal> {
    @Override
    public BigDecimal convert(String word) {
        if (!word.matches("[0-9]{1,12}(?:\\.[0-9]{1,12})?") || new BigDecimal(word).signum() == 0) {
            throw new TypeConversionException("must be a number more than 0 such as 0.1 or 300, was " + word);
        }
        return new BigDecimal(word);
    }
}
