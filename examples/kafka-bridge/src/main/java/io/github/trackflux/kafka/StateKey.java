package io.github.trackflux.kafka;

import java.util.Optional;

/**
 * The key of a record in the state topic.
 *
 * <pre>
 * fund-7           how the feed stands: its checkpoint, without the orders
 * fund-7/123456    an open order
 * fund-7#123455    a closed one that the feed remembers, lest a late answer open it again
 * </pre>
 *
 * A name has neither {@code /} nor {@code #}, so the first of them ends it, whatever an order's number looks like.
 *
 * @param account whose
 * @param part of what
 * @param number of the order; empty for the head
 */
record StateKey(AccountName account, Part part, String number) {
    /** What a record holds. */
    enum Part {
        HEAD(""),
        OPEN("/"),
        CLOSED("#");

        private final String mark;

        Part(String mark) {
            this.mark = mark;
        }
    }

    static StateKey head(AccountName account) {
        return new StateKey(account, Part.HEAD, "");
    }

    static StateKey open(AccountName account, String number) {
        return new StateKey(account, Part.OPEN, number);
    }

    static StateKey closed(AccountName account, String number) {
        return new StateKey(account, Part.CLOSED, number);
    }

    /** Reads a key; empty if it is none of these. */
    static Optional<StateKey> of(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '#') {
            end++;
        }
        try {
            AccountName account = new AccountName(text.substring(0, end));
            if (end == text.length()) {
                return Optional.of(head(account));
            }
            String number = text.substring(end + 1);
            return Optional.of(text.charAt(end) == '/' ? open(account, number) : closed(account, number));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    String text() {
        return account.text() + part.mark + number;
    }
}
