package io.github.trackflux.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrackfluxExceptionTest {
    private final Throwable cause = new IOException("connection reset");
    private final List<TrackfluxException> family = List.of(
            new AuthenticationException("1", "m"),
            new PermissionException("1", "m"),
            new AccountException("1", "m"),
            new ConfigurationException("1", "m"),
            new UntrustedServerException("1", "m"),
            new TooManyRowsException("1", "m"),
            new ThrottledException("1", "m", Optional.of(Duration.ofSeconds(3))),
            new BannedException("1", "m"),
            new MaintenanceException("1", "m"),
            new ServerException("1", "m"),
            new ClockException("1", "m"),
            new TransportException("1", "m"),
            new ProtocolException("1", "m"),
            new PageNumberException("1", "m"),
            new UnknownCodeException("1", "m"),
            new StaleException("m"));

    @Test
    void the_family_is_whole_and_flat() {
        Class<?>[] permitted = TrackfluxException.class.getPermittedSubclasses();

        assertThat(family.stream().map(Object::getClass)).containsExactlyInAnyOrder(permitted);
        assertThat(Arrays.stream(permitted)).allMatch(type -> Modifier.isFinal(type.getModifiers()));
    }

    @Test
    void only_what_somebody_must_mend_is_not_transient() {
        assertThat(family.stream().filter(error -> !error.isTransient()).map(Object::getClass))
                .containsExactlyInAnyOrder(
                        AuthenticationException.class,
                        PermissionException.class,
                        AccountException.class,
                        ConfigurationException.class,
                        UntrustedServerException.class,
                        TooManyRowsException.class);
    }

    @Test
    void an_error_found_here_keeps_its_cause_and_has_no_code() {
        List<TrackfluxException> found = List.of(
                new AuthenticationException("m", cause),
                new UntrustedServerException("m", cause),
                new TransportException("m", cause),
                new ProtocolException("m", cause));

        assertThat(found).allSatisfy(error -> {
            assertThat(error).hasCause(cause).hasMessage("m");
            assertThat(error.code()).isEmpty();
            assertThat(family).anySatisfy(same -> {
                assertThat(same).hasSameClassAs(error);
                assertThat(same.isTransient()).isEqualTo(error.isTransient());
            });
        });
    }

    @Test
    void an_error_survives_serialization() throws Exception {
        for (TrackfluxException error : family) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(error);
            Object back = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

            assertThat(back).isInstanceOfSatisfying(TrackfluxException.class, copy -> {
                assertThat(copy).hasSameClassAs(error).hasMessage("m");
                assertThat(copy.code()).isEqualTo(error.code());
                assertThat(copy.isTransient()).isEqualTo(error.isTransient());
            });
            if (back instanceof ThrottledException throttled) {
                assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(3));
            }
        }
    }
}
