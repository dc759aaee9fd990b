package ai.gatewayz.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.dialect.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A provider's package is known to the list of dialects alone, and knows no other. */
class HouseTest {

  private static final Path ROOT = Path.of(System.getProperty("gatewayz.root", "."));
  private static final Set<String> PACKAGES =
      Dialects.STANDARD.all().stream()
          .map(Dialect::getClass)
          .map(Class::getPackageName)
          .collect(Collectors.toSet());

  @Test
  void onlyTheListOfDialectsKnowsThePackagesOfProviders() throws IOException {
    assertEquals(Dialects.STANDARD.all().size(), PACKAGES.size(), "each has one of its own");
    List<String> wrong = new ArrayList<>();
    int files = 0;
    for (Path file : sources()) {
      files++;
      List<String> lines = Files.readAllLines(file);
      String own = named(lines, "package ");
      for (String line : lines) {
        String imported = line.startsWith("import ") ? packageOf(line) : "";
        boolean list = own.equals("ai.gatewayz.providers") && file.endsWith("Dialects.java");
        if (PACKAGES.contains(imported) && !imported.equals(own) && !list) {
          wrong.add(ROOT.relativize(file) + ": " + line);
        }
        // The list knows them, so they cannot know what is beside it.
        if (PACKAGES.contains(own) && imported.equals("ai.gatewayz.providers")) {
          wrong.add(ROOT.relativize(file) + ": " + line);
        }
      }
    }
    assertTrue(files > 300, "only " + files + " files below " + ROOT.toAbsolutePath());
    assertEquals(List.of(), wrong);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> services =
        Stream.of("catalog-service", "health-service", "gateway-service", "deploy")
            .map(ROOT::resolve)) {
      return services.flatMap(HouseTest::below).toList();
    }
  }

  private static Stream<Path> below(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String named(List<String> lines, String keyword) {
    return lines.stream()
        .filter(line -> line.startsWith(keyword))
        .map(line -> line.substring(keyword.length(), line.indexOf(';')))
        .findFirst()
        .orElse("");
  }

  /** Of an import, of a type or of what is nested in one. */
  private static String packageOf(String line) {
    String name = line.replace("import ", "").replace("static ", "").replace(";", "").strip();
    return Stream.of(name.split("\\."))
        .takeWhile(part -> !Character.isUpperCase(part.charAt(0)))
        .collect(Collectors.joining("."));
  }
}
