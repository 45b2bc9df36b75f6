package io.github.trackflux.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private final Account account = new Account("k", "a-secret-to-sign-with", "p");

    @Test
    void it_agrees_with_openssl_on_the_documents_worked_example() throws Exception {
        // The prehash of the exchange's own signature page.
        Request request = new Request("GET", "/api/mix/v2/market/depth", "limit=20&symbol=BTCUSDT", Map.of());
        String prehash = "16273667805456GET/api/mix/v2/market/depth?limit=20&symbol=BTCUSDT";
        assertThat(new SignatureCheck(account).signed(request, "16273667805456", openssl(prehash)))
                .isTrue();
        assertThat(new SignatureCheck(account).signed(request, "16273667805457", openssl(prehash)))
                .isFalse();
    }

    @Test
    void it_agrees_with_openssl_on_a_call_without_a_query() throws Exception {
        Request request = new Request("GET", Exchange.ORDERS_PATH, "", Map.of());
        String prehash = "1659076670000GET" + Exchange.ORDERS_PATH;
        assertThat(new SignatureCheck(account).signed(request, "1659076670000", openssl(prehash)))
                .isTrue();
    }

    private String openssl(String text) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder("openssl", "dgst", "-sha256", "-hmac", account.secret(), "-binary").start();
        } catch (IOException missing) {
            return abort("SKIPPED-MISSING-PACKAGE openssl");
        }
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        byte[] signature = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return Base64.getEncoder().encodeToString(signature);
    }
}
