package ai.gatewayz.bench.attack.victim;

import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service as its pod runs it: the memory of its manifest, the options of its image.
 *
 * @param memory of the container, in bytes
 * @param options of the JVM
 */
public record Shipped(long memory, List<String> options) {

  private static final Pattern LIMIT = Pattern.compile("limits:\\s+memory: (\\d+)Mi");
  private static final Pattern OPTIONS = Pattern.compile("(?m)^ENV JAVA_OPTS=\"([^\"]+)\"$");
  private static final Pattern SHARE = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");

  /** The migration of a service has a container of its own, before the service's. */
  static Shipped read(Path root, Service service) throws IOException {
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
      throw new IOException("the manifest or the image of " + name + " states no memory or options");
    }
    return new Shipped(mebibytes << 20, List.of(options.group(1).split(" ")));
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
  static Packaging packaging(Path root, Path folder) throws IOException {
    for (Service service : Service.values()) {
      Shipped shipped = read(root, service);
      List<String> lines = new ArrayList<>(shipped.options());
      lines.add("-XX:MaxRAM=" + shipped.memory());
      lines.add("-Xlog:gc:file=" + collections(folder, service));
      Files.write(folder.resolve(service.module() + ".options"), lines);
    }
    return new Packaging.Jars(List.of("@" + folder.resolve("{service}.options")));
  }

  static Path collections(Path folder, Service service) {
    return folder.resolve(service.module() + "-gc.log");
  }
}
