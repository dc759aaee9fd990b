package ai.gatewayz.bench.world;

import ai.gatewayz.bench.SkippedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few hundred megabytes that can be filled to its last byte. */
public final class SmallDisk implements AutoCloseable {

  private static final int MEGABYTES = 500;

  private final Path folder;
  private final Path filling;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filling = folder.resolve("filling");
  }

  /**
   * @throws SkippedException where this user may not mount
   */
  static SmallDisk mount(Path folder) throws IOException, InterruptedException, SkippedException {
    Files.createDirectories(folder);
    String said = run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder);
    if (said != null) {
      throw new SkippedException(
          "a file system of its own for PostgreSQL (run it as root): " + said);
    }
    return new SmallDisk(folder);
  }

  /** Null where all went well. */
  private static String run(Object... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder().redirectErrorStream(true);
    for (Object word : command) {
      builder.command().add(word.toString());
    }
    Process process = builder.start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? null : said;
  }

  /** Leaves no room. */
  public void fill() throws IOException {
    byte[] block = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(filling)) {
      for (int size = block.length; size > 0; ) {
        try {
          out.write(block, 0, size);
        } catch (IOException e) {
          size /= 2; // the last rest of the disk
        }
      }
    }
  }

  public void free() throws IOException {
    Files.deleteIfExists(filling);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    String said = run("umount", folder);
    if (said != null) {
      throw new IOException("cannot unmount " + folder + ": " + said);
    }
  }
}
