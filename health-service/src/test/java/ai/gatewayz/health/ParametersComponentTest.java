package ai.gatewayz.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter of every resource with what no parameter can be. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class ParametersComponentTest {

  private static final Map<String, List<String>> TEXTS =
      Map.of(
          "/health/availability",
          List.of("provider", "state", "model"),
          "/health/incidents",
          List.of("provider"),
          "/health/probes",
          List.of("provider", "id"));

  private static final Map<String, List<String>> NUMBERS =
      Map.of(
          "/health/availability",
          List.of("limit", "offset"),
          "/health/incidents",
          List.of("limit", "offset", "open"),
          "/health/probes",
          List.of("limit"));

  static Stream<Arguments> hostile() {
    return Stream.concat(
        each(TEXTS, List.of("%00", "x%00y", "a%1Fb")),
        each(NUMBERS, List.of("%00", "1%00", "1e999999999", "-1e9", "NaN", "", "9".repeat(3_000))));
  }

  private static Stream<Arguments> each(Map<String, List<String>> parameters, List<String> values) {
    return parameters.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .flatMap(
                        name ->
                            values.stream()
                                .map(value -> Arguments.of(entry.getKey(), name, value))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("hostile")
  void isRefusedByItsName(String path, String name, String value) {
    refused(path + "?" + name + "=" + value, name);
  }

  static Stream<Arguments> paths() {
    return Stream.of("availability", "availability/transitions", "history")
        .flatMap(
            resource ->
                Stream.of(
                    Arguments.of("/health/" + resource + "/together/a%00b", "id"),
                    Arguments.of("/health/" + resource + "/tog%00ether/a", "provider")));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void isRefusedInAPath(String path, String name) {
    refused(path, name);
  }

  @ParameterizedTest
  @MethodSource("single")
  void isRefusedInAPathOfOneName(String path, String name) {
    refused(path, name);
  }

  static Stream<Arguments> single() {
    return Stream.of(
        Arguments.of("/health/models/a/b%00", "id"),
        Arguments.of("/health/providers/%00", "provider"));
  }

  private static void refused(String address, String name) {
    given()
        .urlEncodingEnabled(false)
        .get(address)
        .then()
        .statusCode(400)
        .body("error.message", startsWith(name + ": "));
  }
}
