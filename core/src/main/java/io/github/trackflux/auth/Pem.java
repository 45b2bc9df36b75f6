package io.github.trackflux.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an RSA key as {@code openssl genpkey} writes it. Errors say what is wrong and never what was read. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]*)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----", Pattern.DOTALL);

    private Pem() {}

    static PrivateKey rsa(String pem) {
        Matcher block = BLOCK.matcher(pem.strip());
        if (!block.matches()) {
            throw new IllegalArgumentException(
                    "private key must be one PEM block, from its BEGIN line to its END line");
        }
        String kind = block.group(1);
        if (!kind.equals("PRIVATE KEY")) {
            throw new IllegalArgumentException("private key must be unencrypted PKCS#8, beginning with"
                    + " -----BEGIN PRIVATE KEY-----; openssl pkcs8 -topk8 -nocrypt makes it so");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(block.group(2));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without its cause, which may quote the key.
            throw new IllegalArgumentException(
                    "private key must be an RSA key; this block holds none that can be read");
        }
    }
}
