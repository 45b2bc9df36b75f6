package io.github.trackflux.benchmarks;

import com.alibaba.fastjson2.JSON;
import com.dslplatform.json.DslJson;
import com.dslplatform.json.runtime.Settings;
import com.google.gson.Gson;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageDecoder;
import io.github.trackflux.page.RememberingDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** What a page may be read with, all to the same typed records. */
public enum Library {
    TRACKFLUX("trackflux", Library::remembering),
    PLAIN("trackflux without its memory", Library::plain),
    DATABIND("Jackson databind", Library::databind),
    FASTJSON2("fastjson2", Library::fastjson2),
    DSL_JSON("dsl-json", Library::dslJson),
    GSON("gson", Library::gson);

    private static final PageDecoder PLAIN_DECODER = new PageDecoder();
    private static final ObjectReader MAPPER = JsonMapper.builder().build().readerFor(RawOrder.Answer.class);
    private static final DslJson<Object> DSL =
            new DslJson<>(Settings.withRuntime().includeServiceLoader());
    private static final Gson GSON_ITSELF = new Gson();

    private final String label;
    // A factory without state: a Supplier cannot say that of itself.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<Reader> reader;

    Library(String label, Supplier<Reader> reader) {
        this.label = label;
        this.reader = reader;
    }

    /** Reads a body. */
    public interface Reader {
        List<TrackingOrder> read(byte[] body);
    }

    public String label() {
        return label;
    }

    /** A reader that has seen nothing yet. */
    public Reader reader() {
        return reader.get();
    }

    private static Reader remembering() {
        RememberingDecoder decoder = new RememberingDecoder();
        return body -> rows(decoder.decode("page", ByteBuffer.wrap(body)).page().orElseThrow());
    }

    private static Reader plain() {
        return body -> rows(PLAIN_DECODER.decode(ByteBuffer.wrap(body)).page().orElseThrow());
    }

    private static List<TrackingOrder> rows(Page page) {
        return page.rows();
    }

    private static Reader databind() {
        return body -> MAPPER.<RawOrder.Answer>readValue(body).orders();
    }

    private static Reader fastjson2() {
        return body -> JSON.parseObject(body, RawOrder.Answer.class).orders();
    }

    private static Reader dslJson() {
        return body -> {
            try {
                return Objects.requireNonNull(DSL.deserialize(RawOrder.Answer.class, body, body.length))
                        .orders();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static Reader gson() {
        return body -> GSON_ITSELF
                .fromJson(
                        new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8),
                        RawOrder.Answer.class)
                .orders();
    }
}
