package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The objects that a folder of manifests makes of itself.
 *
 * @param objects all of them, in kustomize's order
 */
record Rendered(List<JsonNode> objects) {

  static final Path ROOT = Path.of(System.getProperty("gatewayz.root"));
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Rendered> KNOWN = new ConcurrentHashMap<>();

  /** Skips the test where there is no {@code kubectl}. */
  static Rendered of(String folder) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl")));
    assumeTrue(
        there, "no kubectl here: manifests are not rendered (deploy/local/install-tools.sh)");
    return KNOWN.computeIfAbsent(folder, Rendered::render);
  }

  private static Rendered render(String folder) {
    try {
      Path out = Files.createTempFile("rendered", ".yaml");
      Process kubectl =
          new ProcessBuilder("kubectl", "kustomize", "deploy/kubernetes/" + folder)
              .directory(ROOT.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!kubectl.waitFor(60, TimeUnit.SECONDS)) {
        kubectl.destroyForcibly();
        throw new AssertionError("kubectl kustomize hangs");
      }
      assertEquals(0, kubectl.exitValue(), "kubectl kustomize " + folder);
      Rendered rendered = new Rendered(documents(out));
      Files.delete(out);
      return rendered;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The documents of a YAML file. */
  static List<JsonNode> documents(Path file) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      values.forEachRemaining(documents::add);
    }
    return documents;
  }

  List<JsonNode> all(String kind) {
    return objects.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
  }

  JsonNode one(String kind, String name) {
    return all(kind).stream()
        .filter(each -> name(each).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** What runs the services' pods. */
  List<JsonNode> workloads() {
    return objects.stream()
        .filter(
            each ->
                each.path("kind").asText().equals("Deployment")
                    || each.path("kind").asText().equals("StatefulSet"))
        .toList();
  }

  JsonNode workload(String name) {
    return workloads().stream()
        .filter(each -> name(each).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing runs " + name));
  }

  /** The one container of a workload. */
  static JsonNode container(JsonNode deployment) {
    return deployment.at("/spec/template/spec/containers/0");
  }
}
