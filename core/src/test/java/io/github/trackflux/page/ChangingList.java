package io.github.trackflux.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A list whose rows come, go, change and move, and the many ways in which a server may write a page of it. */
final class ChangingList {
    private static final List<String> NAMES = List.of(
            "\"Ann\"",
            "\"\"",
            "null",
            "\"a]}\"",
            "\"{\\\"[,\"",
            "\"\\\\\"",
            "\"\u00e9\u4ea4\"",
            "\"\\ud83d\"",
            "\"\\ud83d\\udc09\"");
    private static final List<String> EXTRAS = List.of(
            "", "1", "-1.5e3", "true", "null", "[]", "[1,{\"a\":\"]\"}]", "{\"b\":{\"c\":[[]]}}", "\"\\u0041\"");
    private static final List<String> ODD = List.of(
            "{}",
            "{\"trackingNo\":\"77\"}",
            "{\"trackingNo\":\"78\",\"symbol\":\"X\",\"openSize\":\"-1\"}",
            "{\"trackingNo\":\"1\",\"trackingNo\":\"2\",\"symbol\":\"X\"}",
            "{\"trackingNo\":[1],\"symbol\":\"X\"}",
            "{\"trackingNo\":\"79\",\"symbol\":\"X\",\"deep\":[[[[[[[[[[[1]]]]]]]]]]]}",
            "{\"trackingNo\":\"80\",\"symbol\":\"X\",\"deep\":[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]}",
            "{\"trackingNo\":\"81\",\"symbol\":\"X\",\"bad\":01}",
            "null",
            "7",
            "[]",
            "\"row\"");

    private final Random random;
    private final List<String> rows = new ArrayList<>();
    private long number = 1_000_000;

    ChangingList(Random random, int size) {
        this.random = random;
        for (int i = 0; i < size; i++) {
            rows.add(row());
        }
    }

    private String row() {
        return Bodies.row(
                "trackingNo",
                "\"" + number++ + "\"",
                "traderName",
                NAMES.get(random.nextInt(NAMES.size())),
                "openTime",
                random.nextBoolean() ? "1627567376984" : "\"1627567376984\"",
                "new",
                random.nextInt(4) > 0 ? "" : EXTRAS.get(random.nextInt(EXTRAS.size())));
    }

    void change() {
        int at = random.nextInt(rows.size() + 1);
        switch (random.nextInt(12)) {
            case 0, 1 -> rows.add(0, row());
            case 2 -> rows.add(at, row());
            case 3, 4, 5 -> remove(at);
            case 6, 7 -> {
                remove(at);
                rows.add(Math.min(at, rows.size()), row());
            }
            case 8 -> Collections.shuffle(rows, random);
            case 9 -> rows.add(at, rows.isEmpty() ? row() : rows.get(random.nextInt(rows.size())));
            case 10 -> rows.add(at, ODD.get(random.nextInt(ODD.size())));
            default -> rows.removeIf(ODD::contains);
        }
    }

    private void remove(int at) {
        if (at < rows.size()) {
            rows.remove(at);
        }
    }

    /** One page as some server may write it. */
    String page(int from, int size, long clock) {
        String comma = random.nextInt(6) > 0 ? "," : " ,\n\t";
        List<String> shown = rows.subList(Math.min(from, rows.size()), Math.min(from + size, rows.size()));
        String list = shown.stream().collect(Collectors.joining(comma, "[", random.nextInt(9) > 0 ? "]" : " ]"));
        String data = switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> list;
            case 4 -> "{\"trackingList\":" + list + ",\"endId\":\"" + from + "\"}";
            case 5 -> "{\"endId\":" + from + ",\"new\":null,\"trackingList\" : " + list + "}";
            case 6 -> "{\"trackingList\":" + list + ",\"endId\":\"\",\"other\":" + list + "}";
            default -> "{\"trackingList\":" + list + "}";
        };
        return switch (random.nextInt(18)) {
            case 0, 1, 2, 3, 4 -> Bodies.success(data).replace("1634107646972", "\"" + clock + "\"");
            case 5, 6, 7 ->
                "{\"code\":\"00000\",\"data\":" + data + ",\"msg\":\"success\",\"requestTime\":" + clock + "}";
            case 8 -> "{\"data\":" + data + ", \"code\" : \"00000\" }";
            case 9 -> "{\"msg\":\"[\",\"code\":\"00000\",\"data\":" + data + "}";
            case 10 -> "{\"x\":" + list + ",\"code\":\"00000\",\"data\":" + data + "}";
            case 11 -> "{\"code\":\"00000\",\"msg\":\"a\\\"b\",\"new\":1,\"data\":" + data + "}\n";
            case 12 -> "{\"code\":\"00000\",\"data\":" + data + ",\"data\":" + data + "}";
            case 16 -> "{\"code\":\"00000\",\"code\":\"00000\",\"data\":" + data + "}";
            case 17 -> "{\"code\":\"00000\",\"data\":{\"endId\":\"1\",\"trackingList\":" + list + ",\"endId\":\"2\"}}";
            case 13 -> "{\"code\":\"40037\",\"data\":" + data + ",\"msg\":\"no\"}";
            case 14 -> "{\"code\":\"00000\",\"data\":" + list + ",\"requestTime\":007}";
            default -> "{\"code\":\"00000\",\"requestTime\":1.5,\"trackingList\":" + list + ",\"data\":" + data + "}";
        };
    }

    /** A body in parts, as a network may cut it. */
    static List<ByteBuffer> parts(byte[] body, Random random) {
        List<ByteBuffer> parts = new ArrayList<>();
        int most = random.nextInt(3) == 0 ? 3 : 1 + random.nextInt(body.length + 1);
        for (int at = 0; at < body.length; ) {
            int to = Math.min(body.length, at + random.nextInt(most + 1));
            byte[] part = Arrays.copyOfRange(body, at, to);
            parts.add(random.nextBoolean() ? ByteBuffer.wrap(part) : direct(part));
            at = to;
        }
        return parts;
    }

    private static ByteBuffer direct(byte[] part) {
        return ByteBuffer.allocateDirect(part.length + 3).position(3).put(part).position(3);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
