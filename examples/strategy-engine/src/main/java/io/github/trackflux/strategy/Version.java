package io.github.trackflux.strategy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven wrote into the jar. */
final class Version implements IVersionProvider {
    private static final String WHERE = "/META-INF/maven/io.github.trackflux/trackflux-strategy-engine/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(WHERE)) {
            if (in != null) {
                properties.load(in);
            }
        }
        return new String[] {"trackflux-strategy-engine " + properties.getProperty("version", "(not built into a jar)")
        };
    }
}
