package io.github.trackflux.auth;

import io.github.trackflux.call.ApiCall;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives a call the headers that prove who sends it. A signature is good for 30 seconds, so every try is signed anew. */
public final class RequestSigner {
    private RequestSigner() {}

    /**
     * The headers of a signed call: {@code ACCESS-SIGN} is the Base64 of what the credentials sign, timestamp, method, path
     * and query.
     *
     * @param at the server's time as far as it is known, cut to milliseconds
     */
    public static Map<String, String> sign(ApiCall call, Credentials credentials, Instant at) {
        String timestamp = Long.toString(at.toEpochMilli());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ACCESS-KEY", credentials.apiKey());
        headers.put("ACCESS-SIGN", credentials.sign(timestamp + "GET" + call.target()));
        headers.put("ACCESS-TIMESTAMP", timestamp);
        headers.put("ACCESS-PASSPHRASE", credentials.passphrase());
        headers.put("locale", "en-US");
        headers.put("Content-Type", "application/json");
        return new SignedHeaders(headers);
    }
}
