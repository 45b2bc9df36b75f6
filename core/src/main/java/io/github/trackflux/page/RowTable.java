package io.github.trackflux.page;

import org.jspecify.annotations.Nullable;

/**
 * Rows by their text. A row is a link of its own chain: a page that is read for the first time puts all of its rows in here,
 * and a map's entries would cost as much as the reading saves. Not thread-safe.
 */
final class RowTable {
    /** Longer ones do not come by chance: what a server makes up to be slow is read anew and not looked for. */
    private static final int LONGEST_CHAIN = 8;

    private @Nullable RememberedRow[] chains = new RememberedRow[16];
    private int size;

    @Nullable
    RememberedRow find(int hash, byte[] body, int from, int to) {
        RememberedRow row = chains[hash & (chains.length - 1)];
        while (row != null && !(row.hash == hash && row.says(body, from, to))) {
            row = row.below;
        }
        return row;
    }

    void add(RememberedRow row) {
        if (size == chains.length) {
            grow();
        }
        link(row);
    }

    @SuppressWarnings("ReferenceEquality") // the very row; another may say the same
    void remove(RememberedRow row) {
        int place = row.hash & (chains.length - 1);
        RememberedRow above = null;
        RememberedRow at = chains[place];
        while (at != row && at != null) {
            above = at;
            at = at.below;
        }
        if (at == null) {
            return;
        }
        if (above == null) {
            chains[place] = row.below;
        } else {
            above.below = row.below;
        }
        row.below = null;
        size--;
    }

    private void link(RememberedRow row) {
        int place = row.hash & (chains.length - 1);
        int length = 0;
        for (RememberedRow at = chains[place]; at != null; at = at.below) {
            length++;
        }
        if (length < LONGEST_CHAIN) {
            row.below = chains[place];
            chains[place] = row;
            size++;
        }
    }

    private void grow() {
        RememberedRow[] old = chains;
        chains = new RememberedRow[2 * old.length];
        size = 0;
        for (RememberedRow first : old) {
            RememberedRow row = first;
            while (row != null) {
                RememberedRow below = row.below;
                row.below = null;
                link(row);
                row = below;
            }
        }
    }
}
