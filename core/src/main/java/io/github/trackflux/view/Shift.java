package io.github.trackflux.view;

import io.github.trackflux.page.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By how much the rows of one list have moved up, as each page showed it, and where therefore orders have closed that
 * nobody has seen close. It proves nothing; {@link Attention} says what it is for.
 */
final class Shift {
    private static final double HEAT = 0.2;
    /** A new order this far down the first page is still one at the head. */
    private static final int NEAR = 10;
    /** Rows between the end of the list and the border of the page that is to show it. */
    private static final int MARGIN = 4;

    private final Roster roster;
    private final List<Sight> sights = new ArrayList<>();
    private final List<Known> sought = new ArrayList<>();
    /** What share of the latest new orders appeared at the head, and at the tail. */
    private double headHeat = 1;

    private double tailHeat;
    private boolean headWanted;

    /** A page as it was seen: its rows, how many the server had above it, and when it was asked for. */
    private record Sight(List<Known> rows, int above, long sent) {
        /** Whether this row stood in the list before the page was asked for, and has not moved since. */
        boolean holds(int index, Roster roster) {
            Known row = rows.get(index);
            return roster.stands(row) && row.placed <= sent;
        }

        /** The first row that does; -1 if none does. */
        int anchor(Roster roster) {
            for (int i = 0; i < rows.size(); i++) {
                if (holds(i, roster)) {
                    return i;
                }
            }
            return -1;
        }

        /** Of the orders that stand above this row of it, so many were gone; only after {@link Roster#rank}. */
        int shift(int index) {
            return rows.get(index).rank - above - index;
        }
    }

    /** Of the orders that were known above this row when a page was asked for, so many were gone. */
    private record Point(Known row, int shift, long sent) {}

    Shift(Roster roster) {
        this.roster = roster;
    }

    /** Whether new orders appear at the head. */
    boolean opensAtHead() {
        return headHeat > HEAT;
    }

    boolean opensAtTail() {
        return tailHeat > HEAT;
    }

    /** Whether rows have moved down, so that there is something new above them. */
    boolean headWanted() {
        return headWanted && opensAtHead();
    }

    void headAsked() {
        headWanted = false;
    }

    /** Takes in a page of the whole list, whose rows have been placed. */
    void read(Reading reading, boolean last) {
        List<Known> rows = reading.known();
        boolean counts =
                !rows.isEmpty() && rows.size() == reading.answer().page().rawCount();
        if (!(reading.answer().request().position() instanceof Position.Numbered position) || roster.isUnstable()) {
            sights.clear();
            return;
        }
        int above = (position.number() - 1) * reading.answer().request().size();
        if (reading.listing().isSynced()) {
            heat(reading, above == 0, last);
        }
        Sight sight = new Sight(rows, above, reading.sent());
        int anchor = sight.anchor(roster);
        if (!counts || anchor < 0 || !replacesOlder(sight)) {
            return;
        }
        roster.rank();
        Known row = rows.get(anchor);
        int shift = sight.shift(anchor);
        headWanted |= shift < 0;
        if (shift == 0 || (shift > 0 && shift <= youngAbove(row, sight.sent, youngSince(sight.sent)))) {
            row.cleanSent = Math.max(row.cleanSent, sight.sent);
        }
    }

    /** Puts it in the place of those that it overlaps, or of which no row stands; false if one that it overlaps is newer. */
    private boolean replacesOlder(Sight sight) {
        for (Sight other : sights) {
            if (other.sent > sight.sent && overlap(other, sight)) {
                return false;
            }
        }
        for (int i = sights.size() - 1; i >= 0; i--) {
            if (sights.get(i).anchor(roster) < 0 || overlap(sights.get(i), sight)) {
                sights.remove(i);
            }
        }
        sights.add(sight);
        return true;
    }

    private void heat(Reading reading, boolean first, boolean last) {
        List<Known> rows = reading.known();
        int old = rows.size() - 1;
        while (old >= 0 && rows.get(old).firstSeen == reading.received()) {
            old--;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).firstSeen == reading.received()) {
                headHeat += HEAT * ((first && i < NEAR ? 1 : 0) - headHeat);
                tailHeat += HEAT * ((last && i > old && old >= 0 ? 1 : 0) - tailHeat);
            }
        }
    }

    private boolean overlap(Sight one, Sight other) {
        return label(one, 0, 1) <= label(other, other.rows.size() - 1, -1)
                && label(one, one.rows.size() - 1, -1) >= label(other, 0, 1);
    }

    /** Where the first row stands that has not moved since, from this one on in this direction. */
    private long label(Sight sight, int from, int step) {
        for (int i = from; i >= 0 && i < sight.rows.size(); i += step) {
            if (sight.holds(i, roster)) {
                return sight.rows.get(i).label;
            }
        }
        return Long.MIN_VALUE;
    }

    /** Rows that were put above this one after a page was asked for: it may have been made without them. */
    private static int youngAbove(Known row, long sent, List<Known> young) {
        int above = 0;
        for (Known known : young) {
            above += known.rank < row.rank && known.placed > sent ? 1 : 0;
        }
        return above;
    }

    /** The few rows that were put where they are after that; one look at the list for all its pages together. */
    private List<Known> youngSince(long sent) {
        List<Known> young = new ArrayList<>();
        for (Known known = roster.last(); known != null; known = known.above) {
            if (known.placed > sent && !known.isSuspect()) {
                young.add(known);
            }
        }
        return young;
    }

    /** Somebody looks for a close around this row. */
    void seeks(Known row) {
        sought.add(row);
    }

    void sought(Known row) {
        sought.remove(row);
    }

    /** Where most closes can be found with one page of that size; empty if all are accounted for, or being looked for. */
    Optional<Stretch> search(int size) {
        Stretch best = null;
        Point above = null;
        int shiftAbove = 0;
        for (Point point : points()) {
            if (point.shift > shiftAbove) {
                Stretch stretch = stretch(above, shiftAbove, point);
                if (!stretch.isEmpty()) {
                    shiftAbove = point.shift;
                    boolean better = best == null || stretch.closesPerPage(size) > best.closesPerPage(size);
                    best = better && sought.stream().noneMatch(stretch::has) ? stretch : best;
                }
            }
            above = point;
        }
        return Optional.ofNullable(best);
    }

    /** What the pages say together: shifts that rise from the head to the tail. */
    private List<Point> points() {
        roster.rank();
        if (!hasMoved()) {
            return List.of();
        }
        List<Point> points = new ArrayList<>();
        for (int i = sights.size() - 1; i >= 0; i--) {
            Sight sight = sights.get(i);
            int anchor = sight.anchor(roster);
            if (anchor < 0) {
                sights.remove(i);
            } else {
                points.add(new Point(sight.rows.get(anchor), sight.shift(anchor), sight.sent));
            }
        }
        return rising(points);
    }

    /** Mostly nothing has, and that is known without a list of all that has not. */
    private boolean hasMoved() {
        for (Sight sight : sights) {
            int anchor = sight.anchor(roster);
            if (anchor >= 0 && sight.shift(anchor) > 0) {
                return true;
            }
        }
        return false;
    }

    private List<Point> rising(List<Point> points) {
        points.sort(Comparator.comparingInt(point -> point.row.rank));
        List<Known> young =
                youngSince(points.stream().mapToLong(Point::sent).min().orElse(Long.MAX_VALUE));
        List<Point> rising = new ArrayList<>();
        for (Point raw : points) {
            int shift = raw.shift > 0 ? Math.max(0, raw.shift - youngAbove(raw.row, raw.sent, young)) : 0;
            Point point = new Point(raw.row, shift, raw.sent);
            // What has closed above a row has closed above all rows below it: of two that differ, the older is
            // outdated.
            while (!rising.isEmpty() && last(rising).shift > shift && last(rising).sent <= point.sent) {
                rising.remove(rising.size() - 1);
            }
            if (rising.isEmpty() || last(rising).shift <= shift) {
                rising.add(point);
            }
        }
        return rising;
    }

    private static Point last(List<Point> points) {
        return points.get(points.size() - 1);
    }

    /** The rows above a point that may have closed between when they were last known to be open and the point's page. */
    private Stretch stretch(@Nullable Point above, int shiftAbove, Point point) {
        List<Stretch.Exposed> suspects = new ArrayList<>();
        long clean = Long.MIN_VALUE;
        boolean reached = false;
        for (Known known = roster.last(); known != null; known = known.above) {
            reached |= known == point.row;
            clean = Math.max(clean, known.cleanSent);
            if (above != null && known == above.row) {
                clean = Math.max(clean, above.sent);
            }
            long exposure = point.sent - Math.max(known.shownSent(), clean);
            if (reached && exposure > 0 && !known.isSuspect() && known.placed <= point.sent) {
                suspects.add(new Stretch.Exposed(known, exposure));
            }
        }
        return new Stretch(point.shift - shiftAbove, suspects, shiftAbove, point.shift);
    }

    /** The page that shows the end, of a size whose border is not near it; empty if only the first page would. */
    Optional<Stretch.Window> tail(int largest) {
        int live = roster.live();
        for (int size = largest; size > largest / 2; size--) {
            int number = Math.max(0, live - MARGIN) / size + 1;
            if (number > 1 && number * size >= live + MARGIN) {
                return Optional.of(new Stretch.Window(number, size));
            }
        }
        return Optional.empty();
    }
}
