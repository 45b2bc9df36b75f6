package io.github.trackflux.simulator.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * What a server proves itself with: made anew each time, good for this machine and nothing else.
 *
 * @param key of the certificate
 * @param certificate that the server shows
 * @param authority whom to trust in order to trust the certificate; the certificate itself if nobody else signed it
 */
public record Identity(PrivateKey key, X509Certificate certificate, X509Certificate authority) {

    /** Makes an authority and has it sign a certificate of that kind. */
    public static Identity of(Certificate kind) {
        return Authority.identity(kind);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal() + "]";
    }
}
