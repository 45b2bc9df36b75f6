package io.github.trackflux.simulator.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Base64 of HMAC-SHA256 over {@code timestamp + METHOD + path + "?" + query}. The query counts as it was sent or
 * percent-decoded: clients of the exchange sign either.
 */
final class SignatureCheck {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    SignatureCheck(Account account) {
        byte[] secret = account.secret().getBytes(StandardCharsets.UTF_8);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }

    boolean signed(Request request, String timestamp, String signature) {
        String start = timestamp + request.method() + request.path();
        String query = request.query();
        if (query.isEmpty()) {
            return matches(start, signature);
        }
        return matches(start + "?" + query, signature)
                || (query.indexOf('%') >= 0
                        && matches(start + "?" + Parameters.decode(query.replace("+", "%2B")), signature));
    }

    private boolean matches(String prehash, String signature) {
        byte[] expected = Base64.getEncoder().encode(mac.doFinal(prehash.getBytes(StandardCharsets.UTF_8)));
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }
}
