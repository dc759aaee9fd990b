package ai.gatewayz.gateway.attempt;

import static ai.gatewayz.gateway.attempt.Others.NONE;
import static ai.gatewayz.gateway.attempt.Others.QUICKER;
import static ai.gatewayz.gateway.attempt.Others.SLOWER;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.stream.Gap;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.together.Together;
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

  private static final Provider PROVIDER =
      new Provider(
          "together",
          new Together(),
          URI.create("http://localhost/v1"),
          Optional.empty(),
          Optional.empty());

  private static Duration patience(
      boolean stream, Offer offer, int prompt, Integer usual, Others others) {
    return patience("\"stream\":" + stream, offer, prompt, usual, others);
  }

  private static Duration patience(
      String fields, Offer offer, int prompt, Integer usual, Others others) {
    return patience(fields, "\"" + "x".repeat(prompt) + "\"", offer, usual, others);
  }

  private static Duration patience(
      String fields, String content, Offer offer, Integer usual, Others others) {
    String body =
        "{\"model\":\"m\","
            + fields
            + ",\"messages\":[{\"role\":\"user\",\"content\":"
            + content
            + "}]}";
    return Patience.of(
        CONFIG,
        new Candidate(PROVIDER, new OfferView(offer, null), "m"),
        RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8)),
        usual == null ? OptionalLong.empty() : OptionalLong.of(usual),
        others);
  }

  private static Duration toFirstToken(Integer usual, Others others) {
    return patience(true, chat("together", "a/b"), 10, usual, others);
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
  void whatIsKnownOfAnOfferShortensTheWaitWhileAQuickerOneIsLeft() {
    assertEquals(Duration.ofSeconds(10), toFirstToken(null, QUICKER));
    assertEquals(Duration.ofSeconds(5), toFirstToken(100, QUICKER), "never less");
    assertEquals(Duration.ofSeconds(8), toFirstToken(1_000, QUICKER));
    assertEquals(Duration.ofSeconds(10), toFirstToken(20_000, QUICKER), "it never lengthens it");
    assertEquals(
        Duration.ofSeconds(25),
        patience(true, chat("together", "a/b"), 160_000, 100, QUICKER),
        "a long prompt is read first");
    assertEquals(
        Duration.ofSeconds(100),
        patience(true, chat("together", "a/b"), 1_000_000, null, QUICKER),
        "never more than for the last");
  }

  @Test
  void whereOnlySlowerOnesAreLeftItMayLengthenTheWait() {
    assertEquals(Duration.ofSeconds(24), toFirstToken(3_000, SLOWER));
    assertEquals(Duration.ofSeconds(100), toFirstToken(60_000, SLOWER), "never more");
    assertEquals(Duration.ofSeconds(10), toFirstToken(null, SLOWER));
  }

  @Test
  void whereNothingElseIsLeftWaitingIsAllThatIsLeft() {
    assertEquals(Duration.ofSeconds(100), toFirstToken(100, NONE));
    assertEquals(Duration.ofSeconds(100), toFirstToken(null, NONE));
  }

  @Test
  void theSizeOfAnImageIsNoLongPrompt() {
    String image =
        "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
            + "A".repeat(400_000)
            + "\"}}]";
    assertEquals(
        Duration.ofSeconds(10),
        patience("\"stream\":true", image, chat("together", "a/b"), null, QUICKER));
  }

  @Test
  void modelsThatThinkFirstAreGivenMinutes() {
    Offer thinks = thinks(chat("together", "a/b"));
    assertEquals(Duration.ofSeconds(300), patience(true, thinks, 10, null, NONE));
    assertEquals(Duration.ofSeconds(300), patience(true, thinks, 10, 100, NONE));
    assertEquals(Duration.ofSeconds(300), patience(true, thinks, 10, null, SLOWER));
    assertEquals(Duration.ofSeconds(160), patience(true, thinks, 10, 20_000, SLOWER));
    assertEquals(Duration.ofSeconds(60), patience(true, thinks, 10, 100, SLOWER), "never less");
    assertEquals(
        Duration.ofSeconds(60),
        patience(true, thinks, 10, 20_000, QUICKER),
        "one that does not think is left");
  }

  @Test
  void aWholeAnswerIsWaitedForAsLongAsItTakesToWrite() {
    Offer offer = chat("together", "a/b");
    assertEquals(
        Duration.ofSeconds(45),
        patience("\"max_tokens\":800", offer, 10, 100, QUICKER),
        "5 s to begin, 40 s to write");
    assertEquals(
        Duration.ofSeconds(30),
        patience("\"max_tokens\":10", offer, 10, 100, QUICKER),
        "never less");
    assertEquals(
        Duration.ofSeconds(300),
        patience("\"max_tokens\":100000", offer, 10, 100, QUICKER),
        "never more than for the whole of it");
    assertEquals(
        Duration.ofSeconds(110),
        patience("\"n\":1", offer, 10, null, QUICKER),
        "an answer of the usual length where no limit is given");
    assertEquals(
        Duration.ofSeconds(300),
        patience("\"max_tokens\":800", thinks(offer), 10, null, SLOWER),
        "it may think first");
  }

  @Test
  void whereNothingElseIsLeftAWholeAnswerComesAtItsEnd() {
    assertEquals(
        Duration.ofSeconds(300),
        patience("\"max_tokens\":10", chat("together", "a/b"), 10, 100, NONE));
  }

  @Test
  void aStreamMayBeStillForLongerWhereItsModelThinks() {
    Offer offer = chat("together", "a/b");
    assertEquals(Duration.ofSeconds(30), gap(offer).after(false));
    assertEquals(Duration.ofSeconds(120), gap(thinks(offer)).after(false));
  }

  private static Gap gap(Offer offer) {
    return Patience.gap(CONFIG, new Candidate(PROVIDER, new OfferView(offer, null), "m"));
  }
}
