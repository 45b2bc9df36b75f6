package io.github.trackflux.kafka;

/**
 * How an account of this worker stands.
 *
 * @param waiting how many of its events Kafka does not have yet
 * @param trouble in words; empty for none
 */
record AccountStatus(AccountName name, AccountState state, int waiting, String trouble) {
    static AccountStatus refused(AccountName name, String why) {
        return new AccountStatus(name, AccountState.REFUSED, 0, why);
    }
}
