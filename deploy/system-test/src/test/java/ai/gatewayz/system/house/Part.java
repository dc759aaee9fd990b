package ai.gatewayz.system.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A module whose code runs in production, and the modules that it may know. */
enum Part {
  CATALOG_CONTRACT("catalog-service/contract"),
  HEALTH_CONTRACT("health-service/contract", CATALOG_CONTRACT),
  PROVIDERS("catalog-service/providers", CATALOG_CONTRACT),
  CATALOG("catalog-service", CATALOG_CONTRACT, HEALTH_CONTRACT, PROVIDERS),
  HEALTH("health-service", CATALOG_CONTRACT, HEALTH_CONTRACT, PROVIDERS),
  GATEWAY("gateway-service", CATALOG_CONTRACT, HEALTH_CONTRACT, PROVIDERS);

  private static final Path ROOT = Path.of(System.getProperty("gatewayz.root"));

  private final String folder;
  private final List<Part> known;
  private JavaClasses classes;

  Part(String folder, Part... known) {
    this.folder = folder;
    this.known = List.of(known);
  }

  /** What it may know, itself included. */
  Set<Part> known() {
    Set<Part> all = EnumSet.of(this);
    all.addAll(known);
    return all;
  }

  boolean holds(JavaClass type) {
    return classes().contain(type.getBaseComponentType().getName());
  }

  /** Its compiled classes, read once. */
  JavaClasses classes() {
    if (classes == null) {
      Path compiled = ROOT.resolve(folder).resolve("target/classes");
      if (!Files.isDirectory(compiled)) {
        throw new IllegalStateException(compiled + " is missing: compile " + folder + " first");
      }
      classes = new ClassFileImporter().importPath(compiled);
    }
    return classes;
  }
}
