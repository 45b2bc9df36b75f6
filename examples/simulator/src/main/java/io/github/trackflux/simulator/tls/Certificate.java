package io.github.trackflux.simulator.tls;

/** Which certificate a server shows. All but the last are signed by an authority that a test may choose to trust. */
public enum Certificate {
    /** For {@code 127.0.0.1} and {@code localhost}, and valid now. */
    GOOD,
    /** The same, but valid until a month ago. */
    EXPIRED,
    /** Valid, for {@code elsewhere.example}. */
    OTHER_HOST,
    /** For this host and valid, but signed by nobody else. */
    SELF_SIGNED
}
