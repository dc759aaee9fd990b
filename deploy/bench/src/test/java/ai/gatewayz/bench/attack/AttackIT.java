package ai.gatewayz.bench.attack;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.gatewayz.local.launcher.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** {@code make attack} in its short form. */
class AttackIT {

  private static final Path ROOT = Path.of(System.getProperty("gatewayz.root"));

  @TempDir Path folder;

  /** All attacks at packaged services: two minutes alone on two cores, longer on a busy machine. */
  @Test
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void everyAttackIsWithstood() throws Exception {
    assumeFalse(Boolean.getBoolean("gatewayz.native"), "it is the JARs' heap that is filled");
    List<Result> results =
        new AttackSuite(new Progress(System.out), true)
            .run(
                ROOT,
                folder,
                ROOT.resolve("../shared/recordings").normalize(),
                AttackSuite.KINDS.keySet());
    System.out.println(Result.table(results).markdown());
    assertEquals(
        AttackSuite.KINDS.keySet(),
        results.stream().map(result -> result.attack().kind()).collect(Collectors.toSet()));
    assertAll(results.stream().map(AttackIT::withstood));
    assertTrue(results.stream().allMatch(result -> result.sent() > 0), "some sent nothing");
  }

  private static Executable withstood(Result result) {
    return () ->
        assertEquals(
            List.of(), result.complaints(), result.attack().kind() + ": " + result.attack().name());
  }
}
