package io.github.trackflux.reactor;

import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UntrustedServerException;
import io.netty.handler.codec.CodecException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** The network's many errors as ours, at the edge; the foreign error stays as the cause. */
final class NetworkErrors {
    private NetworkErrors() {}

    static TrackfluxException map(Throwable error) {
        if (error instanceof TrackfluxException known) {
            return known;
        }
        String name = error.getClass().getSimpleName();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if ((cause instanceof SSLException || cause instanceof CertificateException) && !isCutOff(cause)) {
                return new UntrustedServerException("the server could not prove who it is (" + name + ")", error);
            }
        }
        if (error instanceof CodecException) {
            return new ProtocolException("the answer is no readable HTTP (" + name + ")", error);
        }
        if (error instanceof TimeoutException || name.equals("ReadTimeoutException")) {
            return new TransportException("no whole answer in time (" + name + ")", error);
        }
        return new TransportException("the call did not reach the server or was cut off (" + name + ")", error);
    }

    /** Whether a handshake merely did not end, being too slow or losing its connection: nobody failed to prove anything. */
    private static boolean isCutOff(Throwable error) {
        Throwable under = error.getCause();
        return error instanceof SslHandshakeTimeoutException
                || (under instanceof IOException && !(under instanceof SSLException));
    }
}
