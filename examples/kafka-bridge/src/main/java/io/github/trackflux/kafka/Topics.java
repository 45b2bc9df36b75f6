package io.github.trackflux.kafka;

/**
 * The three topics. All have the same number of partitions, and whatever concerns an account is on the same one in each:
 * that of its record in the accounts topic.
 *
 * @param accounts which accounts to watch; compacted, written by users
 * @param events what happened; kept for a while
 * @param state what is open, and what a worker needs to go on; compacted
 */
record Topics(String accounts, String events, String state) {}
