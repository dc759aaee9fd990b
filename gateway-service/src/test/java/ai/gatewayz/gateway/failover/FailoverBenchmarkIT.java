package ai.gatewayz.gateway.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two gateways as they are shipped, one that asks fallen offers on its own and one that does not,
 * each with four layouts: A, a provider for each scenario; B, one provider for all of them, in
 * their order and shuffled; C, two providers, the second with the fallback alone. All of it runs at
 * once, in real time, in about two minutes; what it costs and brings is written to {@code
 * target/failover-benchmark.md}.
 */
class FailoverBenchmarkIT {

  private static final int LEAST_PASSED = 12;

  private static final Map<String, Map<String, List<Row>>> RESULTS = new LinkedHashMap<>();

  @BeforeAll
  static void runAll(@TempDir Path asking, @TempDir Path notAsking) throws Exception {
    try (BenchmarkedGateway one = new BenchmarkedGateway(asking, true);
        BenchmarkedGateway other = new BenchmarkedGateway(notAsking, false);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Map<String, List<Row>>> begun = threads.submit(one::run);
      Future<Map<String, List<Row>>> beside = threads.submit(other::run);
      RESULTS.put("asking", begun.get());
      RESULTS.put("not asking", beside.get());
    }
    String report = new Report(RESULTS.get("asking"), RESULTS.get("not asking")).markdown();
    Files.writeString(Path.of("target/failover-benchmark.md"), report);
    System.out.println(report);
    rows().forEach(row -> System.out.println(String.join(", ", row.names()) + ": " + row.row()));
  }

  private record Graded(List<String> names, Row row) {

    @Override
    public String toString() {
      return String.join(", ", names) + ", " + row.scenario();
    }
  }

  static Stream<Graded> rows() {
    return RESULTS.entrySet().stream()
        .flatMap(
            mode ->
                mode.getValue().entrySet().stream()
                    .flatMap(
                        layout ->
                            layout.getValue().stream()
                                .map(
                                    row ->
                                        new Graded(List.of(mode.getKey(), layout.getKey()), row))));
  }

  static Stream<Arguments> layouts() {
    return RESULTS.entrySet().stream()
        .flatMap(
            mode ->
                mode.getValue().entrySet().stream()
                    .map(
                        layout -> Arguments.of(mode.getKey(), layout.getKey(), layout.getValue())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("layouts")
  void twelvePassAndNoneFails(String mode, String layout, List<Row> rows) {
    List<Row> sixteen =
        rows.stream().filter(row -> row.scenario() != Scenario.AWAY_REFUSING).toList();
    assertEquals(16, sixteen.size());
    long passed = sixteen.stream().filter(row -> row.grade() == Grade.PASS).count();
    assertTrue(passed >= LEAST_PASSED, passed + " passed: " + rows);
    assertEquals(
        List.of(), rows.stream().filter(row -> row.grade() == Grade.FAIL).toList(), "failed");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void everyScenarioKeepsItsPromise(Graded graded) {
    assertEquals(Grade.PASS, graded.row().grade(), graded.row().toString());
  }
}
