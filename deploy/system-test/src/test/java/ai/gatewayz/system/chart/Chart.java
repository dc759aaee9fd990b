package ai.gatewayz.system.chart;

import ai.gatewayz.system.manifests.Rendered;
import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart as Helm sees it. */
final class Chart {

  static final Path FOLDER = Rendered.ROOT.resolve("deploy/helm");

  private static final Path COPY = copied();

  /** The release, and the namespace that it is installed into. */
  static final String RELEASE = "gatewayz";

  /** The oldest that Chart.yaml lets in. */
  private static final String KUBERNETES = "1.31.0";

  private static final Map<List<String>, Rendered> KNOWN = new ConcurrentHashMap<>();

  private Chart() {}

  /** What an installation with these examples of values makes; without any, with the defaults. */
  static Rendered rendered(List<String> examples) {
    return KNOWN.computeIfAbsent(examples, names -> rendered(names, Map.of()));
  }

  /**
   * @throws RuntimeException with what Helm says, where it refuses the values
   */
  static Rendered rendered(List<String> examples, Map<String, String> set) {
    return render(
        examples.stream().map(name -> FOLDER.resolve("examples/" + name + ".yaml")).toList(), set);
  }

  /**
   * @param files of values
   * @throws RuntimeException with what Helm says, where it refuses the values
   */
  static Rendered render(List<Path> files, Map<String, String> set) {
    TemplateCommand template =
        new Helm(COPY)
            .template()
            .withName(RELEASE)
            .withNamespace(RELEASE)
            .withKubeVersion(KUBERNETES);
    files.forEach(template::withValuesFile);
    set.forEach(template::set);
    try {
      return new Rendered(Rendered.documents(template.call()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LintResult lint() {
    return new Helm(COPY).lint().strict().call();
  }

  /** As a packaged chart has them: the links' files in the links' places. */
  private static Path copied() {
    Path copy = Rendered.ROOT.resolve("deploy/system-test/target/chart");
    try {
      if (Files.exists(copy)) {
        try (Stream<Path> old = Files.walk(copy)) {
          for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
      try (Stream<Path> all = Files.walk(FOLDER, FileVisitOption.FOLLOW_LINKS)) {
        for (Path each : all.toList()) {
          Files.copy(each, copy.resolve(FOLDER.relativize(each).toString()));
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode values() throws IOException {
    return Rendered.documents(Files.readString(FOLDER.resolve("values.yaml"))).getFirst();
  }

  /** The names of all examples. */
  static Stream<String> examples() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER.resolve("examples"))) {
      files = all.sorted().toList();
    }
    return files.stream().map(file -> file.getFileName().toString().replace(".yaml", ""));
  }
}
