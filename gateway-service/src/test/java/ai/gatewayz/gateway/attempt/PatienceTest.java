package ai.gatewayz.gateway.attempt;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.request.Operation;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.Provider;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** With the limits as they are without configuration. */
class PatienceTest {

  private static final AttemptConfig CONFIG =
      new SmallRyeConfigBuilder()
          .withMapping(AttemptConfig.class)
          .withConverter(
              io.quarkus.runtime.configuration.MemorySize.class,
              100,
              new io.quarkus.runtime.configuration.MemorySizeConverter())
          .withConverter(
              Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
          .build()
          .getConfigMapping(AttemptConfig.class);

  private static Duration patience(
      boolean stream, Offer offer, int prompt, Integer usual, boolean last) {
    return patience("\"stream\":" + stream, offer, prompt, usual, last);
  }

  private static Duration patience(
      String fields, Offer offer, int prompt, Integer usual, boolean last) {
    String body =
        "{\"model\":\"m\","
            + fields
            + ",\"messages\":[{\"role\":\"user\",\"content\":\""
            + "x".repeat(prompt)
            + "\"}]}";
    Provider provider =
        new Provider(
            "together",
            Dialect.TOGETHER,
            URI.create("http://localhost/v1"),
            Optional.empty(),
            Optional.empty());
    return Patience.of(
        CONFIG,
        new Candidate(provider, new OfferView(offer, null), "m"),
        RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8)),
        usual == null ? OptionalLong.empty() : OptionalLong.of(usual),
        last);
  }

  private static Duration toFirstToken(Integer usual, boolean last) {
    return patience(true, chat("together", "a/b"), 10, usual, last);
  }

  private static Offer thinks(Offer offer) {
    return new Offer(
        offer.provider(),
        offer.id(),
        offer.model(),
        offer.upstreamId(),
        offer.name(),
        offer.task(),
        Map.of(Capability.REASONING, CapabilitySource.LISTED),
        offer.input(),
        offer.output(),
        offer.price(),
        offer.contextTokens(),
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.created(),
        offer.deprecation(),
        offer.signals(),
        offer.probe(),
        offer.version(),
        offer.updated());
  }

  @Test
  void whatIsKnownOfAModelDecides() {
    assertEquals(Duration.ofSeconds(15), toFirstToken(null, false));
    assertEquals(Duration.ofSeconds(5), toFirstToken(100, false), "never less");
    assertEquals(Duration.ofSeconds(24), toFirstToken(3_000, false));
    assertEquals(Duration.ofSeconds(120), toFirstToken(60_000, false), "never more");
    assertEquals(
        Duration.ofSeconds(25),
        patience(true, chat("together", "a/b"), 160_000, 100, false),
        "a long prompt is read first");
  }

  @Test
  void whereNothingElseIsLeftWaitingIsAllThatIsLeft() {
    assertEquals(Duration.ofSeconds(120), toFirstToken(100, true));
    assertEquals(Duration.ofSeconds(120), toFirstToken(null, true));
  }

  @Test
  void modelsThatThinkFirstAreGivenMinutes() {
    Offer thinks = thinks(chat("together", "a/b"));
    assertEquals(Duration.ofSeconds(300), patience(true, thinks, 10, 100, false));
    assertEquals(Duration.ofSeconds(300), patience(true, thinks, 10, null, true));
  }

  @Test
  void aWholeAnswerIsWaitedForAsLongAsItTakesToWrite() {
    Offer offer = chat("together", "a/b");
    assertEquals(
        Duration.ofSeconds(45),
        patience("\"max_tokens\":800", offer, 10, 100, false),
        "5 s to begin, 40 s to write");
    assertEquals(
        Duration.ofSeconds(30), patience("\"max_tokens\":10", offer, 10, 100, false), "never less");
    assertEquals(
        Duration.ofSeconds(300),
        patience("\"max_tokens\":100000", offer, 10, 100, false),
        "never more than for the whole of it");
    assertEquals(
        Duration.ofSeconds(115),
        patience("\"n\":1", offer, 10, null, false),
        "an answer of the usual length where no limit is given");
    assertEquals(
        Duration.ofSeconds(300),
        patience("\"max_tokens\":800", thinks(offer), 10, 100, false),
        "it may think first");
  }

  @Test
  void whereNothingElseIsLeftAWholeAnswerComesAtItsEnd() {
    assertEquals(
        Duration.ofSeconds(300),
        patience("\"max_tokens\":10", chat("together", "a/b"), 10, 100, true));
  }
}
