package ai.gatewayz.health.settings;

import ai.gatewayz.settings.Settings;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Before anything else starts. */
@ApplicationScoped
class SettingsCheck {

  void require(@Observes @Priority(1) StartupEvent start, Config config, BeanManager beans) {
    new Settings("health", Settings.read(mappings(beans))).require(Settings.given(config));
  }

  /** Each interface of settings is a bean. */
  private static Set<Class<?>> mappings(BeanManager beans) {
    Set<Class<?>> mappings = new HashSet<>();
    for (var bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      for (Type type : bean.getTypes()) {
        if (type instanceof Class<?> mapping
            && mapping.isAnnotationPresent(ConfigMapping.class)
            && mapping.getAnnotation(ConfigMapping.class).prefix().startsWith("gatewayz")) {
          mappings.add(mapping);
        }
      }
    }
    return mappings;
  }
}
