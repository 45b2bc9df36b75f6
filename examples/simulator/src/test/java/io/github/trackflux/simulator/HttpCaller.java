package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.simulator.exchange.Exchange;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client as somebody else would write it, with the JDK alone. */
final class HttpCaller {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final Account account;

    HttpCaller(String url, Account account) {
        this.url = url;
        this.account = account;
    }

    HttpResponse<String> get(String query) throws Exception {
        return client.send(request(query).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> impatient(String query, Duration timeout) throws Exception {
        return client.send(request(query).timeout(timeout).build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> zipped(String query) throws Exception {
        return client.send(request(query).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(String query) throws Exception {
        String timestamp = Long.toString(System.currentTimeMillis());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(account.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String prehash = timestamp + "GET" + Exchange.ORDERS_PATH + "?" + query;
        byte[] signature = mac.doFinal(prehash.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url + Exchange.ORDERS_PATH + "?" + query))
                .header("ACCESS-KEY", account.key())
                .header("ACCESS-SIGN", Base64.getEncoder().encodeToString(signature))
                .header("ACCESS-TIMESTAMP", timestamp)
                .header("ACCESS-PASSPHRASE", account.passphrase())
                .header("locale", "en-US")
                .header("Content-Type", "application/json");
    }
}
