package ai.gatewayz.system.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may know whom, and where what is allowed: of every class that runs in production. */
class ArchitectureTest {

  /** They decide; what happens around them is told to them, and what they want done they return. */
  private static final String[] PURE = {
    "ai.gatewayz.gateway.chattomessages",
    "ai.gatewayz.gateway.chattoresponses",
    "ai.gatewayz.gateway.form",
    "ai.gatewayz.gateway.gzip",
    "ai.gatewayz.gateway.media",
    "ai.gatewayz.gateway.messagestochat",
    "ai.gatewayz.gateway.naming",
    "ai.gatewayz.gateway.protocol",
    "ai.gatewayz.gateway.ranking",
    "ai.gatewayz.gateway.responsestochat",
    "ai.gatewayz.gateway.sse",
    "ai.gatewayz.gateway.tochat",
    "ai.gatewayz.gateway.tokens",
    "ai.gatewayz.health.pace",
    "ai.gatewayz.health.verdict",
    "ai.gatewayz.providers.address",
    "ai.gatewayz.providers.coding",
    "ai.gatewayz.providers.dialect",
    "ai.gatewayz.providers.evidence..",
    "ai.gatewayz.providers.featherless",
    "ai.gatewayz.providers.fireworks",
    "ai.gatewayz.providers.huggingface",
    "ai.gatewayz.providers.limits",
    "ai.gatewayz.providers.listing",
    "ai.gatewayz.providers.normalise",
    "ai.gatewayz.providers.openai",
    "ai.gatewayz.providers.openrouter",
    "ai.gatewayz.providers.portkey",
    "ai.gatewayz.providers.together"
  };

  private static final String[] FRAMEWORKS = {
    "io.quarkus..",
    "io.vertx..",
    "io.netty..",
    "io.smallrye..",
    "io.micrometer..",
    "io.opentelemetry..",
    "jakarta..",
    "org.apache.kafka..",
    "org.eclipse..",
    "org.hibernate..",
    "org.jboss.."
  };

  /** Where a service talks to Kafka; everybody else is given what came, or hands over what goes. */
  private static final Map<Part, Set<String>> WITH_KAFKA =
      Map.of(
          Part.CATALOG,
          Set.of("catalog.availability", "catalog.outbox", "catalog.reconcile"),
          Part.HEALTH,
          Set.of("health.board", "health.events"),
          Part.GATEWAY,
          Set.of("gateway.feed", "gateway.fleet", "gateway.keyfeed", "gateway.outcome"));

  private static final Set<Part> SERVICES = EnumSet.of(Part.CATALOG, Part.HEALTH, Part.GATEWAY);

  @ParameterizedTest
  @EnumSource
  void noPackageNeedsWhoNeedsIt(Part part) {
    check(slices().matching("ai.gatewayz.(**)").should().beFreeOfCycles(), part);
  }

  /** A service learns of another by events alone. */
  @ParameterizedTest
  @EnumSource
  void nobodyKnowsWhoHeMayNotKnow(Part part) {
    Set<Part> strangers = EnumSet.complementOf(EnumSet.copyOf(part.known()));
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : part.classes()) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        if (strangers.stream().anyMatch(each -> each.holds(target))
            && part.known().stream().noneMatch(each -> each.holds(target))) {
          wrong.add(type.getName() + " knows " + target.getName());
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void whatDecidesKnowsNoFramework() {
    ArchRule rule =
        noClasses()
            .that(resideInAnyPackage(PURE))
            .should()
            .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS))
            .because("it is tested without any, and read without knowing one");
    for (Part part : Part.values()) {
      check(rule, part);
    }
    Set<String> packages = new TreeSet<>();
    for (Part part : Part.values()) {
      part.classes().forEach(type -> packages.add(type.getPackageName()));
    }
    for (String pure : PURE) {
      assertTrue(packages.contains(pure.replace("..", "")), pure + " is no package any more");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CATALOG", "HEALTH", "GATEWAY"})
  void whoTalksToKafkaIsKnown(Part service) {
    Map<String, String> found = new TreeMap<>();
    for (JavaClass type : service.classes()) {
      type.getDirectDependenciesFromSelf().stream()
          .filter(each -> each.getTargetClass().getPackageName().startsWith("org.apache.kafka"))
          .forEach(
              each -> found.put(type.getPackageName().replace("ai.gatewayz.", ""), type.getName()));
    }
    assertEquals(WITH_KAFKA.get(service), found.keySet(), found::toString);
  }

  @Test
  void anAddressIsServedByAResource() {
    ArchRule rule =
        classes()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .should(haveSimpleNameEndingWith("Resource"));
    SERVICES.forEach(service -> check(rule, service));
  }

  /** Requests are answered, and topics are read, on threads that must never wait for a database. */
  @Test
  void nobodyReachesADatabaseByJdbc() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat(name("java.sql.Connection"))
            .orShould()
            .dependOnClassesThat(name("java.sql.DriverManager"))
            .orShould()
            .dependOnClassesThat(name("javax.sql.DataSource"));
    SERVICES.forEach(service -> check(rule, service));
  }

  private static void check(ArchRule rule, Part part) {
    List<String> wrong =
        rule.allowEmptyShould(true).evaluate(part.classes()).getFailureReport().getDetails();
    assertEquals("", String.join("\n", wrong), rule.getDescription());
  }
}
