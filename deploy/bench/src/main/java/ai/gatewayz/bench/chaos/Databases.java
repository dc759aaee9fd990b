package ai.gatewayz.bench.chaos;

import ai.gatewayz.bench.world.PostgresProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What happens to a PostgreSQL beside its ending. */
final class Databases {

  private static final Duration FULL = Duration.ofSeconds(60);

  /** For the changes after the copy to come to every list. */
  private static final Duration SETTLING = Duration.ofSeconds(40);

  private Databases() {}

  /** A PostgreSQL that ended for it is started again once there is room, by whoever made it. */
  static long full(Stage stage) throws Exception {
    stage.world().disk().fill();
    stage.change();
    stage.rest(FULL);
    boolean lives = stage.world().postgres().isAlive();
    stage.tell(lives ? "PostgreSQL lives without room" : "PostgreSQL has ended without room");
    stage.world().disk().free();
    long mark = System.nanoTime();
    if (!lives) {
      stage.world().postgres().start();
    }
    return mark;
  }

  /**
   * Keeps a copy of its files, lets the world go on, puts the copy back under the running services,
   * and lets the world go on once more.
   */
  static long restore(Stage stage) throws Exception {
    PostgresProcess postgres = stage.world().postgres();
    Path copy = stage.world().folder().resolve("copy");
    postgres.stop();
    run("cp", "-a", postgres.data(), copy);
    postgres.start();
    stage.rest(SETTLING.dividedBy(4));
    stage.change();
    stage.rest(SETTLING);
    stage.change();
    stage.rest(SETTLING);
    postgres.stop();
    run("rm", "-rf", postgres.data());
    run("cp", "-a", copy, postgres.data());
    stage.change();
    postgres.start();
    run("rm", "-rf", copy);
    return System.nanoTime();
  }

  private static void run(Object... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder().inheritIO();
    for (Object word : command) {
      builder.command().add(word.toString());
    }
    if (builder.start().waitFor() != 0) {
      throw new IOException(builder.command() + " failed");
    }
  }
}
