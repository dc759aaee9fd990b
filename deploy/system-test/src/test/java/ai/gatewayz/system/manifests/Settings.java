package ai.gatewayz.system.manifests;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings that a service knows: its configuration mappings, and its properties file. */
public final class Settings {

  /** Standard ones of Quarkus that no properties file names. */
  private static final Set<String> STANDARD =
      Set.of("quarkus.datasource.password", "quarkus.shutdown.delay");

  /** The same of services with a database. */
  private static final Set<String> DATABASE =
      Set.of(
          "quarkus.datasource.reactive.postgresql.ssl-mode",
          "quarkus.datasource.reactive.hostname-verification-algorithm",
          "quarkus.datasource.reactive.trust-certificate-pem",
          "quarkus.datasource.reactive.trust-certificate-pem.certs");

  /** What the JVM itself reads. */
  private static final Set<String> OF_THE_JVM = Set.of("JDK_JAVA_OPTIONS");

  private Settings() {}

  /**
   * Names of the mappings' properties with their defaults; {@code *} stands for any key of a map.
   */
  public static Map<String, String> defaults(String service) throws IOException {
    Map<String, String> defaults = new HashMap<>();
    for (Class<?> mapping : mappings(service)) {
      String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
      ConfigMappings.getProperties(ConfigClass.configClass(mapping, prefix))
          .forEach(
              (name, property) ->
                  defaults.put(name, property.hasDefaultValue() ? property.getDefaultValue() : ""));
    }
    return defaults;
  }

  /** Whether an environment variable is the name of a setting of that service. */
  public static boolean knows(String service, String variable) throws IOException {
    if (OF_THE_JVM.contains(variable)) {
      return true;
    }
    if (variable.startsWith("KAFKA_")) {
      return Stream.of(
              AdminClientConfig.configNames(),
              ConsumerConfig.configNames(),
              ProducerConfig.configNames())
          .flatMap(Set::stream)
          .anyMatch(name -> variable("kafka." + name).equals(variable));
    }
    if (!variable.startsWith("GATEWAYZ_")) {
      Properties properties = new Properties();
      try (var in =
          Files.newInputStream(
              Rendered.ROOT.resolve(
                  service + "-service/src/main/resources/application.properties"))) {
        properties.load(in);
      }
      boolean database = properties.containsKey("quarkus.datasource.db-kind");
      return Stream.of(
              properties.stringPropertyNames(), STANDARD, database ? DATABASE : Set.<String>of())
          .flatMap(Set::stream)
          .anyMatch(name -> variable(name).equals(variable));
    }
    return defaults(service).keySet().stream()
        .anyMatch(
            name ->
                Pattern.matches(
                    Stream.of(name.split("\\*", -1))
                        .map(part -> Pattern.quote(variable(part)))
                        .collect(Collectors.joining("[A-Z0-9_]+")),
                    variable));
  }

  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static List<Class<?>> mappings(String service) throws IOException {
    List<Class<?>> mappings = new java.util.ArrayList<>();
    for (String folder : List.of(service + "-service/src/main/java", "catalog-service/providers")) {
      Path root = Rendered.ROOT.resolve(folder);
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(each -> each.toString().endsWith("Config.java")).toList()) {
          if (Files.readString(file).contains("@ConfigMapping(")) {
            mappings.add(type(file));
          }
        }
      }
    }
    return mappings;
  }

  private static Class<?> type(Path file) {
    String path = file.toString().replaceAll(".*/src/main/java/", "").replace(".java", "");
    try {
      return Class.forName(path.replace('/', '.'), false, Settings.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(path + " is not on the class path", e);
    }
  }
}
