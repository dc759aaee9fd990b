package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The objects that a folder of manifests, or the chart, makes of itself.
 *
 * @param objects all of them, in the order of what rendered them
 */
public record Rendered(List<JsonNode> objects) {

  public static final Path ROOT = Path.of(System.getProperty("gatewayz.root"));
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<Path, Rendered> KNOWN = new ConcurrentHashMap<>();

  /** Skips the test where there is no {@code kubectl}. */
  public static Rendered of(String folder) {
    return of(ROOT.resolve("deploy/kubernetes/" + folder));
  }

  /** An overlay of one's own: another one, or the base, with components. Skipped likewise. */
  public static Rendered of(String under, List<String> components) {
    Path folder =
        ROOT.resolve("deploy/system-test/target/overlays")
            .resolve(String.join("-", components) + "-over-" + under.replace('/', '-'));
    String kubernetes = "../../../../kubernetes/";
    StringBuilder file =
        new StringBuilder("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n")
            .append("namespace: gatewayz\nresources: [" + kubernetes + under + "]\n")
            .append("labels: [{pairs: {app.kubernetes.io/part-of: gatewayz}}]\ncomponents:\n");
    components.forEach(each -> file.append("  - " + kubernetes + "components/" + each + "\n"));
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("kustomization.yaml"), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(folder);
  }

  private static Rendered of(Path folder) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl")));
    assumeTrue(
        there, "no kubectl here: manifests are not rendered (deploy/local/install-tools.sh)");
    return KNOWN.computeIfAbsent(folder, Rendered::render);
  }

  private static Rendered render(Path folder) {
    try {
      Path out = Files.createTempFile("rendered", ".yaml");
      Process kubectl =
          new ProcessBuilder("kubectl", "kustomize", folder.toString())
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
    return documents(Files.readString(file));
  }

  /** The documents of YAML, without those that hold nothing. */
  public static List<JsonNode> documents(String text) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      values.forEachRemaining(documents::add);
    }
    documents.removeIf(each -> each == null || each.isNull() || each.isMissingNode());
    return documents;
  }

  public List<JsonNode> all(String kind) {
    return objects.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
  }

  public JsonNode one(String kind, String name) {
    return all(kind).stream()
        .filter(each -> name(each).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  public static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** What runs the services' pods. */
  public List<JsonNode> workloads() {
    return objects.stream()
        .filter(
            each ->
                each.path("kind").asText().equals("Deployment")
                    || each.path("kind").asText().equals("StatefulSet"))
        .toList();
  }

  public JsonNode workload(String name) {
    return workloads().stream()
        .filter(each -> name(each).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing runs " + name));
  }

  /** The one container of a workload. */
  public static JsonNode container(JsonNode deployment) {
    return deployment.at("/spec/template/spec/containers/0");
  }

  /** The variables that a workload gets by config maps and by its own environment. */
  public Map<String, JsonNode> variables(JsonNode workload) {
    Map<String, JsonNode> variables = new TreeMap<>();
    for (JsonNode source : container(workload).path("envFrom")) {
      JsonNode map = source.path("configMapRef");
      if (!map.isMissingNode()) {
        one("ConfigMap", map.path("name").asText())
            .path("data")
            .properties()
            .forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
      }
    }
    container(workload)
        .path("env")
        .forEach(each -> variables.put(each.path("name").asText(), each.path("value")));
    return variables;
  }
}
