package ai.gatewayz.gateway.playground;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a person uses it, in a real browser. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class PlaygroundComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer OFFER = chat("together", LLAMA);

  @Inject Snapshots snapshots;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void aModel() {
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.offer(OFFER);
      topics.verdict(verdict(OFFER, State.AVAILABLE, 1));
    }
    await().until(() -> snapshots.current().offer(OFFER.key()).isPresent());
  }

  @Test
  void pickTheTabTypeSendAndSeeTheAnswerComeIn(@TempDir Path profile) throws Exception {
    Optional<Path> chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "no Chromium here: run deploy/local/install-browser.sh");
    try (Simulator simulator = SimulatedProviders.start();
        Browser browser = Browser.start(chromium.get(), profile)) {
      browser.open("http://127.0.0.1:" + port + "/models/" + LLAMA);
      browser.click("#tab-playground");
      browser.click("#key");
      browser.type(GatewayStack.API_KEY);
      browser.click("#message");
      browser.type("Say hello");
      browser.click("#send");
      browser.waitFor("document.querySelector('.facts-line') !== null");
      assertTrue(
          browser.evaluate("document.querySelector('.turn.assistant .said').textContent").length()
              > 5);
      assertEquals(
          1, simulator.journal().requests().stream().filter(asked -> asked.stream()).count());
      assertEquals(List.of(), browser.complaints());

      for (String protocol : List.of("messages", "responses")) {
        browser.evaluate("document.getElementById('protocol').value = '" + protocol + "'");
        browser.click("#message");
        browser.type("By " + protocol);
        browser.press("Enter");
        browser.waitFor(
            "document.querySelectorAll('.facts-line').length === "
                + (protocol.equals("messages") ? 2 : 3));
        assertTrue(
            browser
                    .evaluate(
                        "[...document.querySelectorAll('.turn.assistant .said')].at(-1).textContent")
                    .length()
                > 5,
            protocol);
      }
      assertEquals(List.of(), browser.complaints());

      for (String provider : List.of("together", "fireworks")) {
        simulator.faults().set(provider, "*", new Fault.ContentFiltered());
      }
      browser.click("#message");
      browser.type("Say it again");
      browser.press("Enter");
      browser.waitFor("document.querySelector('.problem') !== null");
    }
  }
}
