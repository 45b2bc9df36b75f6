package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScreenTest {
    @Test
    void a_picture_is_drawn_over_the_last_and_the_old_screen_comes_back() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Screen screen = new Screen(out)) {
            screen.show(List.of("one", "", "趋势"));
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "\u001b[?1049h\u001b[?25l\u001b[?7l" // other screen, no cursor, no wrapping
                                + "\u001b[?2026h\u001b[Hone\u001b[K\r\n\u001b[K\r\n趋势\u001b[K\u001b[J\u001b[H\u001b[?2026l"
                                + "\u001b[?7h\u001b[?25h\u001b[?1049l");
    }

    @Test
    void the_size_is_read_as_stty_writes_it() {
        assertThat(Tty.read("24 80\n")).isEqualTo(Optional.of(new ScreenSize(80, 24)));
        assertThat(Tty.read("0 0")).isEmpty();
        assertThat(Tty.read("")).isEmpty();
        assertThat(Tty.read("stty: no tty")).isEmpty();
    }
}
