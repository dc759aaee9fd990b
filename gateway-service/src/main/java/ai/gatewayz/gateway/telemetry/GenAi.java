package ai.gatewayz.gateway.telemetry;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * The instruments of OpenTelemetry's semantic conventions for GenAI that a gateway has, with their
 * advised buckets, and further ones up to the longest request. Dots become underscores in
 * Prometheus, durations end in {@code _seconds}.
 *
 * <p>The gateway is a server to its callers ({@code gen_ai.server.*}) and a client to providers
 * ({@code gen_ai.client.*}).
 */
public final class GenAi {

  /** In place of a provider where no provider has a part in it. */
  public static final String NO_PROVIDER = "none";

  /** Of what went well: Prometheus takes a label that is empty for one that is not there. */
  public static final String NO_ERROR = "";

  private static final double[] DURATION = {
    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84,
    327.68, 655.36, 900
  };

  private static final double[] FIRST_TOKEN = {
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0,
    20.0, 40.0, 80.0, 160.0, 320.0, 640.0
  };

  private static final double[] OUTPUT_TOKEN = {
    0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5
  };

  private static final double[] TOKENS = {
    1,
    4,
    16,
    64,
    256,
    1_024,
    4_096,
    16_384,
    65_536,
    262_144,
    1_048_576,
    4_194_304,
    16_777_216,
    67_108_864
  };

  private GenAi() {}

  /** The labels that every instrument has. */
  public static Tags tags(String provider, String operation) {
    return Tags.of("gen_ai_provider_name", provider, "gen_ai_operation_name", operation);
  }

  /** From the arrival of a request to the end of its answer; a further label {@code result}. */
  public static Timer.Builder requestDuration() {
    return timer("gen_ai.server.request.duration", DURATION)
        .description("From the arrival of a request to the end of its answer");
  }

  /** Of one call to a provider; a further label {@code error_type}. */
  public static Timer.Builder operationDuration() {
    return timer("gen_ai.client.operation.duration", DURATION)
        .description("From a call to a provider to the end of its answer, or to its failure");
  }

  /** Of streams, for the caller: whatever was tried before and waited for is in it. */
  public static Timer.Builder timeToFirstToken() {
    return timer("gen_ai.server.time_to_first_token", FIRST_TOKEN)
        .description("From the arrival of a request to the first content of its stream");
  }

  /** Of streams, at the provider. */
  public static Timer.Builder timeToFirstChunk() {
    return timer("gen_ai.client.operation.time_to_first_chunk", FIRST_TOKEN)
        .description("From a call to a provider to the first content of its stream");
  }

  /** Of streams that were read to their end and tell their tokens. */
  public static Timer.Builder timePerOutputToken() {
    return timer("gen_ai.server.time_per_output_token", OUTPUT_TOKEN)
        .description("Between two tokens of a stream after the first, on average over the stream");
  }

  /**
   * Two further labels: {@code gen_ai_token_type}, {@code input} or {@code output}, and {@code
   * estimated}, for where the provider told none.
   */
  public static DistributionSummary.Builder tokenUsage() {
    return DistributionSummary.builder("gen_ai.client.token.usage")
        .description(
            "Tokens of an answer as its provider counts them, or estimated where it gives no count")
        .serviceLevelObjectives(TOKENS);
  }

  private static Timer.Builder timer(String name, double[] seconds) {
    return Timer.builder(name)
        .serviceLevelObjectives(
            DoubleStream.of(seconds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                .toArray(Duration[]::new));
  }
}
