package io.github.trackflux.view;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.model.OrderQuery;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint that cannot be used, or not be kept. Nothing of it is believed, and no event comes of it. None of these
 * passes by itself: begin anew without a checkpoint, or mend what the message names.
 */
public abstract sealed class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckpointException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Take an older copy, or begin anew: these bytes are not what was written, or only a part of it. */
    public static final class Damaged extends CheckpointException {
        private static final long serialVersionUID = 1L;

        public Damaged(String message) {
            super("the checkpoint is damaged: " + message, null);
        }
    }

    /** Use the program that wrote it, or begin anew: this one reads another version. */
    public static final class OtherVersion extends CheckpointException {
        private static final long serialVersionUID = 1L;

        public OtherVersion(long found, long readable) {
            super("the checkpoint has version " + found + ", and only version " + readable + " can be read", null);
        }
    }

    /** Take the checkpoint of this account: its orders are others. */
    public static final class OtherAccount extends CheckpointException {
        private static final long serialVersionUID = 1L;

        public OtherAccount(AccountId found, AccountId wanted) {
            super("the checkpoint is of account " + found + ", and " + wanted + " is watched", null);
        }
    }

    /** Take the checkpoint of this query: whatever only one of them covers would be told as opened or closed. */
    public static final class OtherQuery extends CheckpointException {
        private static final long serialVersionUID = 1L;

        public OtherQuery(OrderQuery found, OrderQuery wanted) {
            super("the checkpoint is of " + found + ", and " + wanted + " is watched", null);
        }
    }

    /** Watch less in one feed: so much is neither written nor read. */
    public static final class TooLarge extends CheckpointException {
        private static final long serialVersionUID = 1L;

        public TooLarge(long bytes) {
            super(
                    "the checkpoint has " + bytes + " bytes or more, and at most " + Checkpoint.LARGEST + " are kept",
                    null);
        }
    }

    /** Look after the place where it is kept: it could not be read or written. What is there is as whole as before. */
    public static final class Storage extends CheckpointException {
        private static final long serialVersionUID = 1L;

        public Storage(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
