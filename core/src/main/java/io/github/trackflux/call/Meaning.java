package io.github.trackflux.call;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the exchange's codes mean, as far as its documents and other clients tell, and what to do about each. */
enum Meaning {
    TOO_MANY_CALLS("too many calls", "429 1001 50009"),
    SIGNATURE("the signature does not match; check the secret", "40002 40009"),
    PASSPHRASE("the passphrase does not match the key; check the passphrase", "40011 40012 40036"),
    KEY("the API key is not known; check the key", "40001 40006 40037"),
    CREDENTIALS("check key, secret and passphrase", "40003"),
    UNIFIED(
            "the account is in unified mode, for which the exchange offers no copy-trading read;"
                    + " switch it back to classic mode",
            "40085"),
    DEMO("the key is of demo trading and the call is not, or the other way round; see demoTrading()", "40099"),
    NOT_IN_DEMO("demo trading does not have this", "40110 22030"),
    ADDRESS("this machine's address is not on the key's IP list; add it there", "40018 40038"),
    SUBACCOUNT("a sub-account may not read this; use a key of the main account", "40068 40061"),
    LEAD_TRADER("the account leads trades, and lead traders may not read this", "40199"),
    PERMISSION(
            "check the key's permissions, its IP list, and demo or live",
            "40014 40016 40022 40023 40025 40301 40701 40702"),
    ACCOUNT("the account is restricted; ask the exchange why", "40013 40024 40026 40031 40710 50010"),
    IDENTITY(
            "the exchange wants to know who or where you are first; see to it on its site",
            "40000 40035 40100 40101 40103 40104 40111"),
    FOLLOWS_NOBODY(
            "the account takes no part in copy trading, says the exchange; follow a trader first",
            "31001 31025 31057 40732"),
    SYMBOL("there is no such symbol, or no longer; correct the query", "40102 40309"),
    NO_SUCH_PATH("check the base URL", "40404"),
    PARAMETER(
            "a parameter is not accepted; correct the query",
            "400 404 405 415 00001 20001 20002 40007 40017 40019 40020 40034 40304 40704 40705 40707 400171 400172"),
    CLOCK("the timestamp is outside the exchange's window of 30 s", "40004 40005 40008 40078 40911"),
    MAINTENANCE("the exchange is being upgraded or has suspended the service", "40200 40308 40600"),
    NO_SUCH_PAGE("there is no such page", "40209"),
    TOO_MANY_ROWS("narrow the query by symbol or trader", "40303"),
    NOTHING_FOUND(
            "the exchange says that it found nothing, which is not taken for an empty list: that would close every order",
            "40054"),
    RELEASE(
            "the exchange could not answer; it does so now and then on Tuesdays to Thursdays from 14:00 to 17:00 (UTC+8),"
                    + " when it releases new versions",
            "40015 40725 40808 45001"),
    SERVER("the exchange could not answer", "40010 40604 40908 40910 408 500 502 503 504");

    private static final Map<String, Meaning> BY_CODE = new HashMap<>();

    static {
        for (Meaning meaning : values()) {
            for (String code : meaning.codes.split(" ", -1)) {
                BY_CODE.put(code, meaning);
            }
        }
    }

    private final String advice;
    private final String codes;

    Meaning(String advice, String codes) {
        this.advice = advice;
        this.codes = codes;
    }

    String advice() {
        return advice;
    }

    static Optional<Meaning> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
