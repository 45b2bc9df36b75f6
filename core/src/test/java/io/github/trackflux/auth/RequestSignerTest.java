package io.github.trackflux.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.trackflux.call.ApiCall;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSignerTest {
    private static final String PATH = "/api/v2/copy/mix-follower/query-current-orders";
    private static final String SECRET = "a-secret-of-the-tests";
    private static final Credentials CREDENTIALS = Credentials.of("bg_key", SECRET, "pass phrase");
    private static final Instant AT = Instant.ofEpochMilli(1_695_808_417_159L);
    private static final ApiCall DEPTH =
            new ApiCall("/api/mix/v2/market/depth", Map.of("symbol", "BTCUSDT", "limit", "20"));

    static List<ApiCall> calls() {
        return List.of(
                DEPTH,
                new ApiCall("/api/v2/public/time", Map.of()),
                query("BTCUSDT", "a1b2c3"),
                query("$MYROUSDT", "a1b2c3"),
                query("A B+C%&=/?#", "b0b5 ***"),
                query("龙USDT", "трейдер🐉"));
    }

    @Test
    void the_documented_example_is_signed_as_documented() {
        // printf '16273667805456GET/api/mix/v2/market/depth?limit=20&symbol=BTCUSDT' |
        // openssl dgst -sha256 -hmac a-secret-of-the-tests -binary | base64
        assertThat(RequestSigner.sign(DEPTH, CREDENTIALS, Instant.ofEpochMilli(16_273_667_805_456L)))
                .containsEntry("ACCESS-SIGN", "dl650RdWhgQlnnc5nGCgUz/BSaNaGwkV1wJ3vI9YjLA=")
                .containsEntry("ACCESS-TIMESTAMP", "16273667805456");
    }

    @Test
    void signatures_made_on_many_threads_at_once_are_those_made_one_by_one() {
        List<String> texts =
                IntStream.range(0, 2_000).mapToObj(i -> "text " + i).toList();
        List<String> oneByOne = texts.stream().map(CREDENTIALS::sign).toList();

        assertThat(texts.parallelStream().map(CREDENTIALS::sign).toList()).isEqualTo(oneByOne);
    }

    @Test
    void what_a_provider_does_not_let_be_copied_is_not_kept() throws GeneralSecurityException {
        OnceMac provided = new OnceMac();
        Mac once = new Mac(provided, Mac.getInstance("HmacSHA256").getProvider(), "HmacSHA256") {};
        once.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

        assertThat(Credentials.copy(once)).isEmpty();
        assertThat(provided.isReset).isTrue();
    }

    /** One that may not be copied, as some providers' may not. */
    private static final class OnceMac extends MacSpi {
        private boolean isReset;

        @Override
        protected int engineGetMacLength() {
            return 32;
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec params) {}

        @Override
        protected void engineUpdate(byte input) {}

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {}

        @Override
        protected byte[] engineDoFinal() {
            return new byte[32];
        }

        @Override
        protected void engineReset() {
            isReset = true;
        }
    }

    @Test
    void a_symbol_with_a_dollar_is_signed_raw() {
        // printf '1695808417159GET/…?pageNo=1&pageSize=50&productType=USDT-FUTURES&symbol=$MYROUSDT' | openssl … as
        // above
        Map<String, String> unsorted = new LinkedHashMap<>();
        unsorted.put("symbol", "$MYROUSDT");
        unsorted.put("productType", "USDT-FUTURES");
        unsorted.put("pageSize", "50");
        unsorted.put("pageNo", "1");

        assertThat(signature(new ApiCall(PATH, unsorted), AT))
                .isEqualTo("TmvXJpSE746UQxJn+mefpK+fhIY9b/1KWaXvsWWg4PE=");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void openssl_signs_what_is_sent_alike(ApiCall call) throws Exception {
        // What a server sees of the request: the line as an HTTP client writes it.
        URI sent = URI.create("https://api.bitget.com" + call.target());
        String line = sent.getRawPath() + (sent.getRawQuery() == null ? "" : "?" + sent.getRawQuery());

        assertThat(signature(call, AT)).isEqualTo(openssl(AT.toEpochMilli() + "GET" + line));
    }

    @Test
    void a_server_that_checks_the_decoded_query_agrees_too() throws Exception {
        ApiCall call = query("$MYROUSDT", "a1b2c3");
        String decoded = URLDecoder.decode(call.target(), StandardCharsets.UTF_8);

        assertThat(signature(call, AT)).isEqualTo(openssl(AT.toEpochMilli() + "GET" + decoded));
    }

    @Test
    void the_timestamp_is_cut_to_milliseconds_and_is_the_one_that_is_signed() {
        Instant later = AT.plusNanos(999_999);

        assertThat(RequestSigner.sign(DEPTH, CREDENTIALS, later))
                .isEqualTo(RequestSigner.sign(DEPTH, CREDENTIALS, AT))
                .containsEntry("ACCESS-TIMESTAMP", "1695808417159");
        assertThat(signature(DEPTH, AT.plusMillis(1))).isNotEqualTo(signature(DEPTH, AT));
    }

    @Test
    void these_headers_and_no_others_are_sent() {
        Map<String, String> headers = RequestSigner.sign(DEPTH, CREDENTIALS, AT);

        assertThat(headers)
                .containsOnlyKeys(
                        "ACCESS-KEY", "ACCESS-SIGN", "ACCESS-TIMESTAMP", "ACCESS-PASSPHRASE", "locale", "Content-Type")
                .containsEntry("ACCESS-KEY", "bg_key")
                .containsEntry("ACCESS-PASSPHRASE", "pass phrase")
                .containsEntry("locale", "en-US")
                .containsEntry("Content-Type", "application/json");
        assertThat(headers.values())
                .noneMatch(value -> value.contains(SECRET))
                .allMatch(value -> value.chars().allMatch(c -> c >= ' ' && c < 0x7f));
    }

    @Test
    void another_secret_signs_otherwise_and_another_passphrase_does_not() {
        Credentials otherSecret = Credentials.of("bg_key", "another-secret", "pass phrase");
        Credentials otherPassphrase = Credentials.of("bg_key", SECRET, "another phrase");

        assertThat(RequestSigner.sign(DEPTH, otherSecret, AT).get("ACCESS-SIGN"))
                .isNotEqualTo(signature(DEPTH, AT));
        assertThat(RequestSigner.sign(DEPTH, otherPassphrase, AT).get("ACCESS-SIGN"))
                .isEqualTo(signature(DEPTH, AT));
    }

    private static ApiCall query(String symbol, String trader) {
        return new ApiCall(PATH, Map.of("symbol", symbol, "traderId", trader, "productType", "USDT-FUTURES"));
    }

    private static String signature(ApiCall call, Instant at) {
        return String.valueOf(RequestSigner.sign(call, CREDENTIALS, at).get("ACCESS-SIGN"));
    }

    /** {@code openssl dgst -sha256 -hmac … -binary | openssl base64 -A}: the signature by code that is not ours. */
    private static String openssl(String prehash) throws IOException, InterruptedException {
        List<Process> pipe = startOrSkip(List.of(
                new ProcessBuilder("openssl", "dgst", "-sha256", "-hmac", SECRET, "-binary"),
                new ProcessBuilder("openssl", "base64", "-A")));
        try (var in = pipe.get(0).getOutputStream()) {
            in.write(prehash.getBytes(StandardCharsets.UTF_8));
        }
        String signature = new String(pipe.get(1).getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        for (Process process : pipe) {
            assertThat(process.waitFor()).isZero();
        }
        return signature.strip();
    }

    private static List<Process> startOrSkip(List<ProcessBuilder> commands) {
        try {
            return ProcessBuilder.startPipeline(commands);
        } catch (IOException e) {
            return abort("SKIPPED-MISSING-PACKAGE openssl: " + e.getMessage());
        }
    }
}
