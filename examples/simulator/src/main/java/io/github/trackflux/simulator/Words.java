package io.github.trackflux.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the words of the command line. */
final class Words {

    private Words() {}

    /** A time such as {@code 80ms}, {@code 1.5s}, {@code 2m}, {@code -40s}, or {@code 0}. */
    static final class TimeSpan implements ITypeConverter<Duration> {

        /** A century, which is for ever, and can be reckoned with in nanoseconds. */
        static final Duration LONGEST = Duration.ofDays(36_500);

        private static final Pattern FORM = Pattern.compile("(-?\\d{1,9}(?:\\.\\d{1,9})?)(us|ms|s|m|h|d)");
        private static final Map<String, Long> NANOS = Map.of(
                "us", 1_000L,
                "ms", 1_000_000L,
                "s", 1_000_000_000L,
                "m", 60_000_000_000L,
                "h", 3_600_000_000_000L,
                "d", 86_400_000_000_000L);

        @Override
        public Duration convert(String word) {
            if (word.equals("0")) {
                return Duration.ZERO;
            }
            Matcher matcher = FORM.matcher(word);
            Long unit = matcher.matches() ? NANOS.get(matcher.group(2)) : null;
            if (unit == null) {
                throw new TypeConversionException("'" + word + "' is no time such as 80ms, 1.5s, 2m or 1h");
            }
            BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
            if (nanos.abs().compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
                throw new TypeConversionException(
                        "'" + word + "' is more than " + LONGEST.toDays() + "d, the longest time");
            }
            return Duration.ofNanos(nanos.longValue());
        }
    }

    /** A share such as {@code 0.02} or {@code 2%}. */
    static final class Share implements ITypeConverter<Double> {

        @Override
        public Double convert(String word) {
            boolean percent = word.endsWith("%");
            try {
                double number = Double.parseDouble(percent ? word.substring(0, word.length() - 1) : word);
                double share = percent ? number / 100 : number;
                if (share >= 0 && share <= 1) {
                    return share;
                }
            } catch (NumberFormatException notANumber) {
                throw new TypeConversionException("'" + word + "' is no share such as 0.02 or 2%");
            }
            throw new TypeConversionException("'" + word + "' is not between 0 and 1 (or 100%)");
        }
    }

    /** One of a few words, written in lower case with hyphens. */
    abstract static class OneOf<E extends Enum<E>> implements ITypeConverter<E> {

        private final Class<E> type;

        OneOf(Class<E> type) {
            this.type = type;
        }

        @Override
        public E convert(String word) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> spelled(constant).equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + word + "' is none of " + all()));
        }

        private String all() {
            return Arrays.stream(type.getEnumConstants()).map(OneOf::spelled).collect(Collectors.joining(", "));
        }

        static String spelled(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
