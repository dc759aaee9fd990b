package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.gateway.attempt.AttemptConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepAliveTest {

  private static AttemptConfig config(String firstToken, String keepAlive) {
    return new SmallRyeConfigBuilder()
        .withMapping(AttemptConfig.class)
        .withConverter(MemorySize.class, 100, new MemorySizeConverter())
        .withConverter(Duration.class, 100, new DurationConverter())
        .withDefaultValue("gatewayz.gateway.attempts.first-token-timeout", firstToken)
        .withDefaultValue("gatewayz.gateway.attempts.keep-alive", keepAlive)
        .build()
        .getConfigMapping(AttemptConfig.class);
  }

  @ParameterizedTest
  @CsvSource({
    // first-token-timeout, keep-alive, limit of the first attempt, alone: first comment
    "10s,15s,10,false,15",
    "10s,15s,5,false,15",
    "10s,5s,10,false,12",
    "15s,15s,15,false,17",
    "90s,15s,90,false,92",
    "10s,15s,100,true,15",
    "10s,15s,30,false,32",
    "10s,15s,60,false,45",
    "10s,15s,300,false,45"
  })
  void theFirstCommentComesAfterTheFirstFailoverWhateverIsConfigured(
      String firstToken, String keepAlive, int limit, boolean alone, int first) {
    assertEquals(
        Duration.ofSeconds(first),
        KeepAlive.first(config(firstToken, keepAlive), Duration.ofSeconds(limit), alone));
  }
}
