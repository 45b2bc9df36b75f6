package io.github.trackflux.simulator.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;

/** Signs certificates: X.509 version 3 over P-256, written by hand, since the JDK reads them but offers no way to make one. */
final class Authority {

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.object(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] COMMON_NAME = Der.object(2, 5, 4, 3);
    private static final byte[] BASIC_CONSTRAINTS = Der.object(2, 5, 29, 19);
    private static final byte[] ALTERNATIVE_NAMES = Der.object(2, 5, 29, 17);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);

    private final String name;
    private final PrivateKey key;

    private Authority(String name, PrivateKey key) {
        this.name = name;
        this.key = key;
    }

    static Identity identity(Certificate kind) {
        try {
            KeyPair keys = keys();
            if (kind == Certificate.SELF_SIGNED) {
                Authority itself = new Authority("localhost", keys.getPrivate());
                X509Certificate certificate =
                        itself.sign("localhost", keys, Instant.now(), names("localhost", LOOPBACK));
                return new Identity(keys.getPrivate(), certificate, certificate);
            }
            KeyPair authorityKeys = keys();
            Authority authority = new Authority("Simulated Authority", authorityKeys.getPrivate());
            X509Certificate root = authority.sign(authority.name, authorityKeys, Instant.now(), constraints());
            boolean here = kind != Certificate.OTHER_HOST;
            byte[] names = here ? names("localhost", LOOPBACK) : names("elsewhere.example", new byte[0]);
            Instant at = kind == Certificate.EXPIRED ? Instant.now().minus(MONTH.multipliedBy(2)) : Instant.now();
            X509Certificate certificate = authority.sign(here ? "localhost" : "elsewhere.example", keys, at, names);
            return new Identity(keys.getPrivate(), certificate, root);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with SHA256withECDSA", e);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** A certificate that is valid from the day before to a month after. */
    private X509Certificate sign(String subject, KeyPair subjectKeys, Instant at, byte[] extension)
            throws GeneralSecurityException {
        byte[] toSign = Der.sequence(
                Der.value(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(64, new SecureRandom()).setBit(64)),
                ECDSA_WITH_SHA256,
                name(name),
                Der.sequence(Der.time(at.minus(DAY)), Der.time(at.plus(MONTH))),
                name(subject),
                subjectKeys.getPublic().getEncoded(),
                Der.value(0xa3, Der.sequence(extension)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(toSign);
        byte[] certificate = Der.sequence(toSign, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.value(0x31, Der.sequence(COMMON_NAME, Der.text(commonName))));
    }

    private static byte[] constraints() {
        return Der.sequence(BASIC_CONSTRAINTS, Der.yes(), Der.octets(Der.sequence(Der.yes())));
    }

    private static byte[] names(String host, byte[] address) {
        byte[] dns = Der.value(0x82, host.getBytes(StandardCharsets.US_ASCII));
        byte[] ip = address.length == 0 ? new byte[0] : Der.value(0x87, address);
        return Der.sequence(ALTERNATIVE_NAMES, Der.octets(Der.sequence(dns, ip)));
    }
}
