package io.github.trackflux.simulator.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets in calls that carry a known key, its passphrase, a timestamp of now and a signature, checked in this order. */
final class Gate {

    private static final long WINDOW_MILLIS = 30_000;

    private record Entrance(Account account, SignatureCheck signature) {}

    private final Map<String, Entrance> entrances = new HashMap<>();

    Gate(List<Account> accounts) {
        for (Account account : accounts) {
            entrances.put(account.key(), new Entrance(account, new SignatureCheck(account)));
        }
    }

    /** Throws a refusal if the call is not let in. */
    void check(Request request, long nowMillis) {
        String key = required(request, "ACCESS-KEY", Refusal.NO_KEY);
        Entrance entrance = entrances.get(key);
        if (entrance == null) {
            throw new Refused(Refusal.UNKNOWN_KEY);
        }
        String passphrase = required(request, "ACCESS-PASSPHRASE", Refusal.NO_PASSPHRASE);
        if (!passphrase.equals(entrance.account().passphrase())) {
            throw new Refused(Refusal.WRONG_PASSPHRASE);
        }
        String timestamp = required(request, "ACCESS-TIMESTAMP", Refusal.BAD_TIMESTAMP);
        if (Math.abs(nowMillis - millis(timestamp)) > WINDOW_MILLIS) {
            throw new Refused(Refusal.EXPIRED);
        }
        String signature = required(request, "ACCESS-SIGN", Refusal.NO_SIGNATURE);
        if (!entrance.signature().signed(request, timestamp, signature)) {
            throw new Refused(Refusal.WRONG_SIGNATURE);
        }
    }

    private static String required(Request request, String header, Refusal refusal) {
        return request.header(header).orElseThrow(() -> new Refused(refusal));
    }

    private static long millis(String timestamp) {
        try {
            // Halved, so that the difference to now cannot overflow.
            long millis = Long.parseLong(timestamp);
            return Math.max(Long.MIN_VALUE / 2, Math.min(Long.MAX_VALUE / 2, millis));
        } catch (NumberFormatException notANumber) {
            throw new Refused(Refusal.BAD_TIMESTAMP);
        }
    }
}
