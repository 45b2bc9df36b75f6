package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeSnippetsTest {
    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("class (\\w+)");

    @TempDir
    private Path classes;

    @Test
    void every_java_snippet_of_the_readme_compiles() throws IOException {
        Matcher snippets = JAVA.matcher(Files.readString(Path.of("..", "README.md")));
        int compiled = 0;
        while (snippets.find()) {
            compile(snippets.group(1));
            compiled++;
        }
        assertThat(compiled).isPositive();
    }

    private void compile(String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"));
        boolean sound = compiler.getTask(null, null, complaints, options, null, List.of(new Snippet(source)))
                .call();
        assertThat(sound).as("%s%n%s", complaints.getDiagnostics(), source).isTrue();
    }

    private static final class Snippet extends SimpleJavaFileObject {
        private final String source;

        Snippet(String source) {
            super(URI.create("string:///" + name(source) + ".java"), Kind.SOURCE);
            this.source = source;
        }

        private static String name(String source) {
            Matcher name = CLASS.matcher(source);
            assertThat(name.find()).as("a snippet is a whole class").isTrue();
            return name.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
