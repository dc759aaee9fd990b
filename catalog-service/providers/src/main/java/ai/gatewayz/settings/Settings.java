package ai.gatewayz.settings;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertyName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Finds settings that nobody reads. The three services may share one environment or one file: what
 * is under the name of another service is that one's to judge. Pure.
 */
public final class Settings {

  private static final String ROOT = "gatewayz.";
  private static final String VARIABLE = "GATEWAYZ_";
  private static final List<String> SERVICES = List.of("catalog", "health", "gateway");
  private static final List<String> SHARED = List.of("providers", "admin", "http");

  /** What Kubernetes sets for each service of a namespace, whatever the service is called. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(".*_(SERVICE_(HOST|PORT(_.+)?)|PORT(_\\d+_(TCP|UDP)(_(ADDR|PORT|PROTO))?)?)");

  private final String service;
  private final List<PropertyName> properties = new ArrayList<>();
  private final List<Pattern> variables = new ArrayList<>();

  /**
   * @param service {@code catalog}, {@code health} or {@code gateway}
   * @param read the names of all settings that it reads, {@code *} for what is named freely
   */
  public Settings(String service, Collection<String> read) {
    this.service = service;
    for (String name : read) {
      properties.add(PropertyName.name(name));
      variables.add(variable(name));
    }
  }

  /** The names that the interfaces of a service's own settings read. */
  public static Set<String> read(Collection<Class<?>> mappings) {
    Set<String> names = new HashSet<>();
    for (Class<?> mapping : mappings) {
      names.addAll(ConfigClass.configClass(mapping).getProperties().keySet());
    }
    return names;
  }

  /** The names of all that is set, as properties and as variables of the environment. */
  public static Set<String> given(Config config) {
    Set<String> names = new HashSet<>();
    for (ConfigSource source : config.getConfigSources()) {
      boolean environment = source.getName().startsWith(EnvConfigSource.NAME);
      for (String name : source.getPropertyNames()) {
        // What an environment tells with dots is made of its variables, rightly or wrongly.
        if (environment == name.startsWith(VARIABLE)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** What is set and read by nobody, sorted. */
  public Set<String> unread(Collection<String> given) {
    Set<String> unread = new TreeSet<>();
    for (String name : given) {
      String plain = name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
      if (isSetting(plain) && !reads(plain) || isVariable(name) && !readsVariable(name)) {
        unread.add(name);
      }
    }
    return unread;
  }

  /**
   * @throws IllegalStateException where something is set that nobody reads; its message names it
   *     and no value
   */
  public void require(Collection<String> given) {
    Set<String> unread = unread(given);
    if (!unread.isEmpty()) {
      throw new IllegalStateException(
          "There is no such setting: "
              + String.join(", ", unread)
              + ". Correct the name or remove it; deploy/settings.md lists the settings.");
    }
  }

  /** A name without a section of its own, such as a build's own {@code gatewayz.root}, is none. */
  private boolean isSetting(String name) {
    if (!name.startsWith(ROOT) || name.indexOf('.', ROOT.length()) < 0) {
      return false;
    }
    String section = name.substring(ROOT.length(), name.indexOf('.', ROOT.length()));
    return section.equals(service) || !SERVICES.contains(section);
  }

  private boolean reads(String name) {
    PropertyName asked = PropertyName.name(name);
    return properties.stream().anyMatch(asked::equals);
  }

  private boolean readsVariable(String name) {
    return variables.stream().anyMatch(read -> read.matcher(name).matches());
  }

  /**
   * Only what begins like a setting: other variables that begin with the project's name are their
   * owners' ({@code GATEWAYZ_API_KEY} is what callers keep their key in).
   */
  private boolean isVariable(String name) {
    Set<String> sections = new HashSet<>(SHARED);
    sections.add(service);
    return sections.stream()
            .anyMatch(section -> name.startsWith(VARIABLE + section.toUpperCase(Locale.ROOT) + "_"))
        && !SERVICE_LINK.matcher(name).matches();
  }

  /** {@code gatewayz.providers.*.api-key} is set by {@code GATEWAYZ_PROVIDERS_ACME_API_KEY}. */
  private static Pattern variable(String name) {
    StringBuilder pattern = new StringBuilder();
    for (char letter : name.toUpperCase(Locale.ROOT).toCharArray()) {
      if (letter == '*') {
        pattern.append("[A-Z0-9_]+");
      } else if (Character.isLetterOrDigit(letter)) {
        pattern.append(letter);
      } else {
        pattern.append('_');
      }
    }
    return Pattern.compile(pattern.toString());
  }
}
