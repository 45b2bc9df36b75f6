package io.github.trackflux.watch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The version that Maven wrote into the jar of a program that is named as its artifact. */
public final class Version implements IVersionProvider {
    @Spec
    @Nullable
    CommandSpec spec;

    /** For picocli, which says whose version is wanted. */
    public Version() {}

    @Override
    public String[] getVersion() throws IOException {
        String name = spec == null ? "trackflux" : spec.name();
        Properties properties = new Properties();
        String where = "/META-INF/maven/io.github.trackflux/" + name + "/pom.properties";
        try (InputStream in = Version.class.getResourceAsStream(where)) {
            if (in != null) {
                properties.load(in);
            }
        }
        return new String[] {name + " " + properties.getProperty("version", "(not built into a jar)")};
    }
}
