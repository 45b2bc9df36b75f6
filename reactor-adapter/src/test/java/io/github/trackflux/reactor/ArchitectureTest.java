package io.github.trackflux.reactor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Directions and habits that a reviewer would otherwise have to watch for. */
class ArchitectureTest {
    private static final String BASE = "io.github.trackflux.";
    private static final String[] CORE = {
        BASE + "call..", BASE + "auth..", BASE + "model..", BASE + "page..", BASE + "event..", BASE + "view.."
    };
    private static final Set<String> BLOCKING = Set.of(
            "block", "blockOptional", "blockFirst", "blockLast", "subscribe", "toFuture", "toIterable", "toStream");
    private static final String ADAPTER = BASE + "reactor..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Once it is packaged, what core's tests share comes as a jar.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.github.trackflux");

    @Test
    void core_is_values_and_deterministic_code_and_sees_nothing_that_waits_sends_or_runs() {
        noClasses()
                .that(resideInAnyPackage(CORE))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        ADAPTER,
                        "reactor..",
                        "org.reactivestreams..",
                        "io.netty..",
                        "io.github.bucket4j..",
                        "org.slf4j..",
                        "java.net..",
                        "java.nio.channels..",
                        "java.util.concurrent.."))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, Runtime.class, ThreadLocal.class, java.io.File.class)
                .check(MAIN);
    }

    @Test
    void core_reads_no_clock_and_draws_no_chance() {
        noClasses()
                .that(resideInAnyPackage(CORE))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class, java.util.Random.class, java.util.UUID.class)
                .check(MAIN);
    }

    @Test
    void packages_depend_on_each_other_in_the_order_in_which_data_flows() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.github.trackflux..")
                .layer("call")
                .definedBy(BASE + "call..")
                .layer("auth")
                .definedBy(BASE + "auth..")
                .layer("model")
                .definedBy(BASE + "model..")
                .layer("page")
                .definedBy(BASE + "page..")
                .layer("event")
                .definedBy(BASE + "event..")
                .layer("view")
                .definedBy(BASE + "view..")
                .layer("reactor")
                .definedBy(ADAPTER)
                .optionalLayer("examples")
                .definedBy(BASE + "simulator..", BASE + "watch..")
                .whereLayer("call")
                .mayNotAccessAnyLayer()
                .whereLayer("auth")
                .mayOnlyAccessLayers("call")
                .whereLayer("model")
                .mayNotAccessAnyLayer()
                .whereLayer("page")
                .mayOnlyAccessLayers("call", "model")
                .whereLayer("event")
                .mayOnlyAccessLayers("auth", "model")
                .whereLayer("view")
                .mayOnlyAccessLayers("call", "auth", "model", "page", "event")
                .whereLayer("reactor")
                .mayOnlyBeAccessedByLayers("examples")
                .ensureAllClassesAreContainedInArchitecture()
                .check(MAIN);
        slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void the_simulator_knows_nothing_of_the_adapter_so_that_the_adapter_can_be_tested_with_it() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ADAPTER)
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void the_adapter_never_blocks_subscribes_or_sleeps() {
        DescribedPredicate<JavaAccess<?>> forbidden =
                DescribedPredicate.describe("block, subscribe or wait", access -> {
                    String owner = access.getTargetOwner().getName();
                    String name = access.getTarget().getName();
                    boolean reactive = owner.startsWith("reactor.core.publisher.");
                    return (reactive && BLOCKING.contains(name))
                            || (owner.equals("java.lang.Thread") && (name.equals("sleep") || name.equals("join")))
                            || (owner.equals("java.lang.Object") && name.equals("wait"))
                            || owner.startsWith("java.util.concurrent.locks.");
                });
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .and()
                // The one stream that is not cold, which subscribes once for many; and an operator, which subscribes
                // when it is
                // subscribed to.
                .haveNameNotMatching(".*\\.(LiveHub(\\$Loop)?|StepEvents)")
                .should()
                .accessTargetWhere(forbidden)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.util.concurrent.Future.class,
                        java.util.concurrent.CountDownLatch.class,
                        java.util.concurrent.BlockingQueue.class)
                .check(MAIN);
    }

    @Test
    void the_adapter_takes_time_and_chance_from_one_place() {
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .and()
                .doNotHaveSimpleName("Time")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.concurrent.ThreadLocalRandom.class, java.util.Random.class)
                .check(MAIN);
    }

    @Test
    void micrometer_is_for_those_who_ask_for_it() {
        noClasses()
                .that(resideInAnyPackage("io.github.trackflux.."))
                .and()
                .haveNameNotMatching(".*\\.(TrackfluxMetrics(\\$.*)?|RunningFeeds|BudgetsInUse)")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.micrometer.."))
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("TrackfluxMetrics")
                .check(MAIN);
    }

    @Test
    void users_see_only_what_they_write_with() {
        assertThat(MAIN.stream()
                        .filter(type -> type.getPackageName().startsWith("io.github.trackflux.reactor"))
                        .filter(ArchitectureTest::isVisible)
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "TrackingOrders",
                        "TrackingOrdersBuilder",
                        "Fresh",
                        "CallBudget",
                        "CallBudgetBuilder",
                        "BudgetState",
                        "SharedPermits",
                        "LiveOptions",
                        "LiveOrders",
                        "OrderEvents",
                        "SlowSubscriberException",
                        "CheckpointStore",
                        "ClientObserver",
                        "FeedObserver",
                        "Outcome",
                        "TrackfluxMetrics");
    }

    @Test
    void no_public_signature_shows_a_library_that_is_ours_to_choose() {
        noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(resideOutsideOfPackages(BASE + "simulator..", BASE + "watch.."))
                .should()
                .haveRawReturnType(resideInAnyPackage("tools.jackson..", "io.github.bucket4j..", "io.netty.."))
                .check(MAIN);
        classes()
                .that()
                .resideInAPackage(ADAPTER)
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage("tools.jackson..", "com.fasterxml..")))
                .check(MAIN);
    }

    @Test
    void values_and_behaviour_are_final_and_nothing_is_static_and_mutable_but_the_registries_of_budgets() {
        classes()
                .that()
                .resideInAnyPackage(ADAPTER)
                .and()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(MAIN);
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(resideInAnyPackage("io.github.trackflux.."))
                .should()
                .beFinal()
                .check(MAIN);
        assertThat(MAIN.stream()
                        .filter(resideInAnyPackage(ADAPTER))
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> field.getRawType().isAssignableTo(Map.class)
                                || field.getRawType().isAssignableTo(List.class)
                                || field.getRawType().getName().startsWith("java.util.concurrent.atomic."))
                        .map(field -> field.getOwner().getSimpleName() + "." + field.getName()))
                .containsExactlyInAnyOrder("Budgets.USERS", "Budgets.HOSTS");
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }
}
