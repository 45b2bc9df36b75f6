package io.github.trackflux.kafka;

import io.github.trackflux.view.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Checkpoints without a feed, as their JSON. */
final class Checkpoints {
    private Checkpoints() {}

    /** One of this account, after so many events, with these orders open and these remembered as closed. */
    static Checkpoint of(AccountName account, long sequence, Instant asOf, List<String> open, List<String> closed) {
        String json = "{\"format\":\"trackflux-checkpoint\",\"version\":1,\"account\":\"" + account.id()
                + "\",\"query\":{\"productTypes\":[\"USDT-FUTURES\"]},\"sequence\":" + sequence + ",\"asOf\":\"" + asOf
                + "\",\"learned\":{\"dialect\":\"PAGE_NUMBER\",\"descending\":true,\"holdDownNanos\":2000000000,"
                + "\"quietNanos\":0},\"lists\":[{\"list\":\"USDT-FUTURES\",\"sweptFrom\":\"" + asOf + "\"}],\"open\":["
                + open.stream().map(Checkpoints::open).collect(Collectors.joining(",")) + "],\"closed\":["
                + closed.stream().map(Checkpoints::closed).collect(Collectors.joining(",")) + "]";
        byte[] summed = json.getBytes(StandardCharsets.US_ASCII);
        return Checkpoint.ofJson((json + ",\"sha256\":\"" + sum(summed) + "\"}").getBytes(StandardCharsets.US_ASCII));
    }

    private static String open(String number) {
        return "{\"list\":\"USDT-FUTURES\",\"revision\":0,\"proofsNeeded\":1,\"order\":{\"trackingNo\":\"" + number
                + "\",\"traderName\":\"\\\"open\\\":[],\\\"closed\\\":[]\",\"symbol\":\"BTCUSDT\",\"side\":\"long\"}}";
    }

    private static String closed(String number) {
        return "{\"trackingNo\":\"" + number + "\",\"symbol\":\"BTCUSDT\",\"revision\":1}";
    }

    private static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
