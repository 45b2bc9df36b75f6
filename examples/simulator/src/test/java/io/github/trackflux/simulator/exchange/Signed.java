package io.github.trackflux.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes calls as a client of the exchange would. */
final class Signed {

    private Signed() {}

    static Request get(Account account, String query, long now) {
        return get(account, query, query, Long.toString(now / 1_000_000));
    }

    static Request get(Account account, String query, String signedQuery, String timestamp) {
        String prehash = timestamp + "GET" + Exchange.ORDERS_PATH + (signedQuery.isEmpty() ? "" : "?" + signedQuery);
        return new Request("GET", Exchange.ORDERS_PATH, query, headers(account, timestamp, sign(account, prehash)));
    }

    static Map<String, String> headers(Account account, String timestamp, String signature) {
        Map<String, String> headers = new HashMap<>();
        headers.put("access-key", account.key());
        headers.put("ACCESS-SIGN", signature);
        headers.put("Access-Timestamp", timestamp);
        headers.put("ACCESS-PASSPHRASE", account.passphrase());
        headers.put("locale", "en-US");
        return headers;
    }

    static Request without(Request request, String header) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.keySet().removeIf(header::equalsIgnoreCase);
        return new Request(request.method(), request.path(), request.query(), headers);
    }

    static Request with(Request request, String header, String value) {
        Request bare = without(request, header);
        Map<String, String> headers = new HashMap<>(bare.headers());
        headers.put(header, value);
        return new Request(request.method(), request.path(), request.query(), headers);
    }

    static String sign(Account account, String prehash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(account.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(prehash.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
