package io.github.trackflux.kafka;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What to watch of an account, and where its credentials are: the value of a record in the accounts topic.
 *
 * <pre>
 * {"v":1,"credentials":"env:FUND7","productTypes":["USDT-FUTURES"],"symbol":"BTCUSDT","traderId":"…","every":"PT1S","demo":false}
 * </pre>
 *
 * @param credentials a reference such as {@code env:FUND7} or {@code file:fund-7}; never a key or a secret
 * @param query which orders
 * @param every how often to look; empty for as often as the worker's settings say
 * @param demo whether it is a demo account
 */
record AccountSpec(String credentials, OrderQuery query, Optional<Duration> every, boolean demo) {
    private static final int LONGEST = 16 * 1024;
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final List<String> FIELDS =
            List.of("v", "credentials", "productTypes", "symbol", "traderId", "every", "demo");

    AccountSpec {
        CredentialSources.checkReference(credentials);
    }

    /** The same with nothing but the reference said: all USDT futures. */
    static AccountSpec of(String credentials) {
        return new AccountSpec(credentials, OrderQuery.of(ProductType.USDT_FUTURES), Optional.empty(), false);
    }

    /**
     * Reads a record's value.
     *
     * @throws IllegalArgumentException if it is none; the message names the field, its value, and what is allowed
     */
    static AccountSpec ofJson(byte[] json) {
        if (json.length > LONGEST) {
            throw new IllegalArgumentException("at most " + LONGEST + " bytes are allowed, and it has " + json.length);
        }
        JsonNode node;
        try {
            node = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            // Its message may repeat what was found, and that may be a secret that somebody put here by mistake.
            throw new IllegalArgumentException("it is no JSON (" + e.getClass().getSimpleName() + ")");
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException("it must be a JSON object");
        }
        List<String> foreign = node.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .map(AccountSpec::shown)
                .toList();
        if (!foreign.isEmpty()) {
            throw new IllegalArgumentException("unknown fields " + foreign + ", allowed are " + FIELDS);
        }
        if (node.path("v").asInt(1) != 1) {
            throw new IllegalArgumentException(
                    "v must be 1, was " + shown(node.path("v").toString()));
        }
        OrderQuery query =
                new OrderQuery(productTypes(node.path("productTypes")), text(node, "symbol"), text(node, "traderId"));
        JsonNode demo = node.path("demo");
        if (!demo.isMissingNode() && !demo.isBoolean()) {
            throw new IllegalArgumentException("demo must be true or false, was " + shown(demo.toString()));
        }
        return new AccountSpec(
                text(node, "credentials")
                        .orElseThrow(
                                () -> new IllegalArgumentException("credentials is missing; say such as env:FUND7")),
                query,
                text(node, "every").map(AccountSpec::cadence),
                demo.asBoolean(false));
    }

    private static Set<ProductType> productTypes(JsonNode types) {
        if (types.isMissingNode()) {
            return EnumSet.of(ProductType.USDT_FUTURES);
        }
        List<ProductType> found = new ArrayList<>();
        for (JsonNode type : types) {
            found.add(Arrays.stream(ProductType.values())
                    .filter(known -> known.wire().equals(type.asString("")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("productTypes must be of "
                            + Arrays.stream(ProductType.values())
                                    .map(ProductType::wire)
                                    .collect(Collectors.joining(", "))
                            + ", and one was " + shown(type.toString()))));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "productTypes must be a list of at least one, such as [\"USDT-FUTURES\"]");
        }
        return EnumSet.copyOf(found);
    }

    private static Duration cadence(String text) {
        try {
            Duration every = Duration.parse(text);
            if (!every.isNegative() && every.compareTo(SELDOM) <= 0) {
                return every;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("every must be PT0S to PT1H, was " + shown(text), e);
        }
        throw new IllegalArgumentException("every must be PT0S to PT1H, was " + shown(text));
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isString()) {
            throw new IllegalArgumentException(field + " must be text");
        }
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
    }

    private static String shown(String text) {
        String plain = text.replaceAll("[^ -~]", "?");
        return plain.length() > 40 ? plain.substring(0, 40) + "..." : plain;
    }

    /** The value of a record that {@link #ofJson} reads. */
    byte[] toJson() {
        var json = JsonMapper.shared().createObjectNode().put("v", 1).put("credentials", credentials);
        var types = json.putArray("productTypes");
        query.productTypes().forEach(type -> types.add(type.wire()));
        query.symbol().ifPresent(symbol -> json.put("symbol", symbol));
        query.traderId().ifPresent(trader -> json.put("traderId", trader));
        every.ifPresent(cadence -> json.put("every", cadence.toString()));
        return JsonMapper.shared().writeValueAsBytes(json.put("demo", demo));
    }
}
