package ai.gatewayz.bench;

import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.StartCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service as its pod runs it: the memory of its manifest, the options of its image and of the
 * manifest.
 *
 * @param memory of the container, in bytes
 * @param options of the JVM; shares of the memory are of {@code memory}
 */
public record Shipped(long memory, List<String> options) {

  private static final Pattern LIMIT = Pattern.compile("limits:\\s+memory: (\\d+)Mi");
  private static final Pattern OPTIONS = Pattern.compile("(?m)^ENV JAVA_OPTS=\"([^\"]+)\"$");
  private static final Pattern OF_THE_POD =
      Pattern.compile("name: JDK_JAVA_OPTIONS\\s+value: \"?([^\"\\n]+)");
  private static final Pattern SHARE = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");

  /** The migration of a service has a container of its own, before the service's. */
  public static Shipped read(Path root, Service service) throws IOException {
    String name = service.module().replace("-service", "");
    String manifest = Files.readString(root.resolve("deploy/kubernetes/base/" + name + ".yaml"));
    Matcher limit = LIMIT.matcher(manifest);
    long mebibytes = 0;
    while (limit.find()) {
      mebibytes = Long.parseLong(limit.group(1));
    }
    Path image = root.resolve(service.module()).resolve("src/main/docker/Dockerfile.jvm");
    Matcher options = OPTIONS.matcher(Files.readString(image));
    if (mebibytes == 0 || !options.find()) {
      throw new IOException(
          "the manifest or the image of " + name + " states no memory or options");
    }
    List<String> all = new ArrayList<>(List.of(options.group(1).split(" ")));
    Matcher pod = OF_THE_POD.matcher(manifest);
    if (pod.find()) {
      all.addAll(List.of(pod.group(1).split(" ")));
    }
    return new Shipped(mebibytes << 20, List.copyOf(all));
  }

  /** What a JVM outside of a container is told to be as large as inside. */
  public List<String> jvm() {
    List<String> jvm = new ArrayList<>(options);
    jvm.add("-XX:MaxRAM=" + memory);
    return jvm;
  }

  /** Bytes that the heap may take. */
  public long heap() {
    for (String option : options) {
      Matcher share = SHARE.matcher(option);
      if (share.matches()) {
        return memory / 100 * Long.parseLong(share.group(1));
      }
    }
    throw new IllegalStateException("the image gives the heap no share of the memory: " + options);
  }

  /** Those options for each service, in files that its JVM reads. */
  public static Packaging packaging(Path root, Path folder) throws IOException {
    for (Service service : Service.values()) {
      List<String> lines = new ArrayList<>(read(root, service).jvm());
      lines.add("-Xlog:gc:file=" + collections(folder, service));
      Files.write(folder.resolve(service.module() + ".options"), lines);
    }
    return new Packaging.Jars(List.of("@" + folder.resolve("{service}.options")));
  }

  /** A service as its image runs it, from the cache of a start that the image's build makes. */
  public static Packaging fromStartCache(Path root, Path folder, Service service)
      throws IOException, InterruptedException {
    Path cache = folder.resolve(service.module() + ".aot");
    List<String> options = read(root, service).jvm();
    StartCache.record(root, service, options, cache);
    return new Packaging.Jars(options).with(List.of("-XX:AOTCache=" + cache));
  }

  public static Path collections(Path folder, Service service) {
    return folder.resolve(service.module() + "-gc.log");
  }
}
