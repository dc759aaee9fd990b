package ai.gatewayz.bench.startup;

import static ai.gatewayz.bench.measure.ProcessMemory.megabytes;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Service;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How large what was built is, and what building the executables took. */
final class Built {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Built() {}

  static Table measure(Setting setting, Map<String, Packaging> packagings) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Service service : Service.values()) {
      for (Map.Entry<String, Packaging> each : packagings.entrySet()) {
        Path artifact = each.getValue().artifact(service, setting.root());
        rows.add(
            switch (each.getValue()) {
              case Packaging.Jars jars -> jars(setting, service, each.getKey(), jars, artifact);
              case Packaging.Executables executables -> {
                JsonNode used = statistics(artifact).path("resource_usage");
                boolean told = used.isObject();
                yield List.of(
                    service.module(),
                    each.getKey(),
                    megabytes(Files.size(artifact)),
                    told ? Math.round(used.path("total_secs").asDouble()) + " s" : "",
                    told ? megabytes(used.at("/memory/peak_rss_bytes").asLong()) : "");
              }
            });
      }
    }
    return new Table(
        "What is built",
        "JARs need a Java runtime beside them; the executables contain theirs. Building as the builder itself reports it.",
        List.of("service", "packaging", "size", "native build", "memory of the build"),
        rows);
  }

  private static List<String> jars(
      Setting setting, Service service, String label, Packaging.Jars jars, Path artifact)
      throws IOException {
    long bytes = size(artifact.getParent());
    if (jars.options().stream().anyMatch(option -> option.startsWith("-XX:AOTCache="))) {
      Path caches = setting.folder(StartupBenchmark.CACHES);
      bytes += Files.size(caches.resolve(service.module() + ".aot"));
    }
    return List.of(service.module(), label, megabytes(bytes), "", "");
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  /** What the builder wrote of its work beside the executable's sources; empty where it did not. */
  private static JsonNode statistics(Path executable) throws IOException {
    String name = executable.getFileName().toString();
    Path sources = executable.resolveSibling(name.replace("-runner", "-native-image-source-jar"));
    Path file = sources.resolve(name + "-build-output-stats.json");
    return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.missingNode();
  }
}
