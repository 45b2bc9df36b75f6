package io.github.trackflux.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What users of a module can name: its public types with their public and protected members, a line each. A change of it
 * is meant, or it is a mistake; the page in {@code docs/api} makes it seen in review.
 */
public final class PublicApi {
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");
    private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

    private PublicApi() {}

    /**
     * The page for the classes below a folder, all of which must be on the class path.
     *
     * @param exported which packages count
     */
    public static String of(Path classes, Predicate<String> exported) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString().replace('/', '.'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .sorted()
                    .map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(type -> isPublic(type) && exported.test(type.getPackageName()))
                    .map(PublicApi::section)
                    .collect(Collectors.joining("\n"));
        }
    }

    /** The page that is committed; with {@code -Dapi.write} it is written anew first. */
    public static String committed(Path page, String today) {
        try {
            if (System.getProperty("api.write") != null) {
                Files.createDirectories(page.getParent());
                Files.writeString(page, today);
            }
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static String section(Class<?> type) {
        Set<String> lines = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isForUsers(field.getModifiers(), field.isSynthetic())) {
                lines.add(modifiers(field.getModifiers()) + field.getName() + ": " + name(field.getAnnotatedType()));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isForUsers(constructor.getModifiers(), constructor.isSynthetic())) {
                lines.add("new" + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isForUsers(method.getModifiers(), method.isSynthetic()) && !goesWithoutSaying(type, method)) {
                lines.add(modifiers(method.getModifiers()) + method.getName() + variables(method.getTypeParameters())
                        + parameters(method) + ": " + name(method.getAnnotatedReturnType()));
            }
        }
        return lines.stream().map(line -> "    " + line + "\n").collect(Collectors.joining("", heading(type), ""));
    }

    private static String heading(Class<?> type) {
        StringBuilder heading = new StringBuilder(
                type.isRecord() || type.isEnum() ? "" : modifiers(type.getModifiers() & ~Modifier.STATIC));
        heading.append(type.isSealed() ? "sealed " : "")
                .append(kind(type))
                .append(' ')
                .append(type.getName());
        heading.append(variables(type.getTypeParameters()));
        Class<?> parent = type.getSuperclass();
        if (parent != null && !Set.of(Object.class, Record.class, Enum.class).contains(parent)) {
            heading.append(" extends ").append(brief(parent.getName()));
        }
        for (AnnotatedType above : type.getAnnotatedInterfaces()) {
            heading.append(", ").append(name(above));
        }
        return heading.append('\n').toString();
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "annotation";
        }
        if (type.isInterface()) {
            return "interface";
        }
        return type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
    }

    private static boolean isForUsers(int modifiers, boolean synthetic) {
        return !synthetic && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
    }

    private static boolean goesWithoutSaying(Class<?> type, Method method) {
        return OF_EVERY_OBJECT.contains(method.getName())
                || (type.isEnum() && OF_EVERY_ENUM.contains(method.getName()));
    }

    private static String modifiers(int modifiers) {
        String said = Modifier.toString(modifiers
                & (Modifier.STATIC | Modifier.FINAL | Modifier.PROTECTED)
                & ~(Modifier.isStatic(modifiers) ? Modifier.FINAL : 0));
        String isAbstract = Modifier.isAbstract(modifiers) && !Modifier.isInterface(modifiers) ? "abstract " : "";
        return isAbstract + (said.isEmpty() ? "" : said + " ");
    }

    private static String parameters(Executable executable) {
        List<AnnotatedType> types = List.of(executable.getAnnotatedParameterTypes());
        return types.stream().map(PublicApi::name).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(variable -> variable.getName() + bounds(variable))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String bounds(TypeVariable<?> variable) {
        String bounds = Arrays.stream(variable.getAnnotatedBounds())
                .map(PublicApi::name)
                .filter(bound -> !bound.endsWith("Object"))
                .collect(Collectors.joining(" & "));
        return bounds.isEmpty() ? "" : " extends " + bounds;
    }

    /** The type with its arguments and whether it may be null, in words that no JDK spells otherwise. */
    private static String name(AnnotatedType type) {
        return brief(
                type.toString().replace("@org.jspecify.annotations.Nullable()", "@org.jspecify.annotations.Nullable"));
    }

    private static String brief(String names) {
        return names.replaceAll("\\b(?:[a-z][a-z0-9_]*\\.)+(?=[A-Z])", "");
    }
}
