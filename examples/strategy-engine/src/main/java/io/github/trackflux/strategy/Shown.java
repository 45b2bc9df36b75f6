package io.github.trackflux.strategy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers for people, the same in every country. */
final class Shown {
    private Shown() {}

    /** With two decimals and commas between thousands. */
    static String money(BigDecimal amount) {
        return format("#,##0.00", amount);
    }

    /** The same, with its sign. */
    static String change(BigDecimal amount) {
        return format("+#,##0.00;-#,##0.00", amount.setScale(2, RoundingMode.HALF_EVEN));
    }

    /** A share as a percentage with one decimal. */
    static String percent(BigDecimal share) {
        return format("0.0", share.movePointRight(2)) + " %";
    }

    static String count(long number) {
        return format("#,##0", BigDecimal.valueOf(number));
    }

    private static String format(String form, BigDecimal number) {
        return new DecimalFormat(form, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
