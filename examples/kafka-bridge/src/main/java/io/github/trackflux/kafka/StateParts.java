package io.github.trackflux.kafka;

import io.github.trackflux.kafka.StateKey.Part;
import io.github.trackflux.view.CheckpointException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A checkpoint's bytes in parts: one for each order, and a head with empty lists. Put together again they are the very
 * bytes, so the sum in the head tells whether a part is missing or not the right one.
 *
 * <pre>
 * {"format":…,"sequence":7,…,"open":[{…},{…}],"closed":[{…}],"sha256":"…"}
 * head   {"format":…,"sequence":7,…,"open":[],"closed":[],"sha256":"…"}
 * open   {…}     {…}
 * closed {…}
 * </pre>
 *
 * @param head the checkpoint without its lists
 * @param open by number, in the checkpoint's order
 * @param closed the same
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they are; parts are never compared as a whole
record StateParts(byte[] head, Map<String, byte[]> open, Map<String, byte[]> closed) {
    private static final String OPEN = "open";
    private static final String CLOSED = "closed";
    private static final String NUMBER = "trackingNo";
    private static final byte[] COMMA = {','};

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(-1)
                    .maxTokenCount(-1)
                    .build())
            .build();

    /** Takes a checkpoint's JSON apart. */
    static StateParts of(byte[] json) {
        Map<Part, Map<String, byte[]>> lists = new LinkedHashMap<>();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int copied = 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (!name.equals(OPEN) && !name.equals(CLOSED)) {
                    parser.skipChildren();
                    continue;
                }
                int from = end(parser);
                head.write(json, copied, from - copied);
                lists.put(name.equals(OPEN) ? Part.OPEN : Part.CLOSED, elements(parser, json));
                copied = start(parser);
            }
        }
        head.write(json, copied, json.length - copied);
        return new StateParts(
                head.toByteArray(), lists.getOrDefault(Part.OPEN, Map.of()), lists.getOrDefault(Part.CLOSED, Map.of()));
    }

    private static Map<String, byte[]> elements(JsonParser parser, byte[] json) {
        Map<String, byte[]> elements = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            int from = start(parser);
            String number = "";
            for (int depth = 1; depth > 0; ) {
                JsonToken token = parser.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                // That of the order, which comes before those of its earlier states.
                if (number.isEmpty() && token == JsonToken.PROPERTY_NAME && NUMBER.equals(parser.currentName())) {
                    parser.nextToken();
                    number = parser.getString();
                }
            }
            elements.put(number, Arrays.copyOfRange(json, from, end(parser)));
        }
        return elements;
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    /**
     * The checkpoint's bytes. Whether they are right is for whoever reads them to tell.
     *
     * @throws CheckpointException if the head has no place for the lists
     */
    byte[] whole() {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int closedEnd = listEnd(CLOSED, text, text.length());
        int openEnd = listEnd(OPEN, text, closedEnd);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head, 0, openEnd);
        list(whole, open);
        whole.write(head, openEnd, closedEnd - openEnd);
        list(whole, closed);
        whole.write(head, closedEnd, head.length - closedEnd);
        return whole.toByteArray();
    }

    private static int listEnd(String name, String head, int before) {
        String empty = "\"" + name + "\":[]";
        int at = head.lastIndexOf(empty, before);
        if (at < 0) {
            throw new CheckpointException.Damaged("its head has no list " + name);
        }
        return at + empty.length() - 1;
    }

    private static void list(ByteArrayOutputStream whole, Map<String, byte[]> elements) {
        List<byte[]> left = new ArrayList<>(elements.values());
        for (int i = 0; i < left.size(); i++) {
            whole.writeBytes(i == 0 ? new byte[0] : COMMA);
            whole.writeBytes(left.get(i));
        }
    }
}
