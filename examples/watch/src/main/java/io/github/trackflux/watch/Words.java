package io.github.trackflux.watch;

import io.github.trackflux.model.ProductType;
import io.github.trackflux.page.Dialect;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the words of the command line; what cannot be read is named, with what could be. Public is what other programs of
 * these have as well.
 */
public final class Words {
    private Words() {}

    /** A time such as {@code 500ms}, {@code 2s}, {@code 1.5m}, {@code 1h}, or {@code 0}. */
    static final class Time implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)");
        /** A century, which is for ever, and can be reckoned with in nanoseconds. */
        private static final Duration LONGEST = Duration.ofDays(36_500);

        private static final Map<String, Long> MICROS =
                Map.of("ms", 1_000L, "s", 1_000_000L, "m", 60_000_000L, "h", 3_600_000_000L);

        @Override
        public Duration convert(String word) {
            if (word.equals("0")) {
                return Duration.ZERO;
            }
            Matcher matcher = FORM.matcher(word);
            Long unit = matcher.matches() ? MICROS.get(matcher.group(2)) : null;
            if (unit == null) {
                throw new TypeConversionException("must be a time such as 500ms, 2s, 1m or 1h, was " + word);
            }
            BigDecimal micros = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
            Duration time = Duration.of(micros.longValue(), ChronoUnit.MICROS);
            if (time.compareTo(LONGEST) > 0) {
                throw new TypeConversionException("must be " + LONGEST.toHours() + "h at most, was " + word);
            }
            return time;
        }
    }

    /** A time, or {@code max}: as often as the budget allows. */
    static final class Cadence implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String word) {
            if (word.equalsIgnoreCase("max")) {
                return Duration.ZERO;
            }
            try {
                return new Time().convert(word);
            } catch (TypeConversionException e) {
                throw new TypeConversionException("must be max or a time such as 500ms, 1s or 1m, was " + word);
            }
        }
    }

    /** A count. */
    public static final class WholeNumber implements ITypeConverter<Integer> {
        /** For picocli. */
        public WholeNumber() {}

        @Override
        public Integer convert(String word) {
            if (!word.matches("[0-9]{1,9}")) {
                throw new TypeConversionException("must be a whole number up to 999999999, was " + word);
            }
            return Integer.valueOf(word);
        }
    }

    /** A product type in either case. */
    static final class Product implements ITypeConverter<ProductType> {
        @Override
        public ProductType convert(String word) {
            try {
                return ProductType.parse(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** A dialect; none for {@code auto}, which picocli makes an empty {@code Optional} of. */
    static final class Paging implements ITypeConverter<Dialect> {
        @Override
        public @Nullable Dialect convert(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "auto" -> null;
                case "page-number" -> Dialect.PAGE_NUMBER;
                case "id-cursor" -> Dialect.ID_CURSOR;
                default -> throw new TypeConversionException("must be auto, page-number or id-cursor, was " + word);
            };
        }
    }

    /** A URL; what is wrong with one may be a password in it, so it is not repeated then. */
    public static final class Url implements ITypeConverter<URI> {
        /** For picocli. */
        public Url() {}

        @Override
        public URI convert(String word) {
            try {
                return new URI(word);
            } catch (URISyntaxException e) {
                String was = word.indexOf('@') < 0 ? ", was " + word : "";
                throw new TypeConversionException("must be a URL such as https://api.bitget.com" + was);
            }
        }
    }
}
