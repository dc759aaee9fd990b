package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What a client library finds: a model to talk to, one that makes vectors, one that is dead. */
abstract class ClientScene {

  static final String MODEL = "Garnet/Router-6";
  static final String VECTORS = "acme/Together-8";
  static final String DEAD = "borealis/Router-1";

  private static final Offer CHAT = chat("huggingface", MODEL);
  private static final Offer EMBEDDINGS = embeddings("together", VECTORS);
  private static final Offer GONE = chat("huggingface", DEAD);

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeAll
  static void providers() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void models() {
    simulator.faults().clear();
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.offer(CHAT);
      topics.verdict(verdict(CHAT, State.AVAILABLE, 1));
      topics.offer(EMBEDDINGS);
      topics.offer(GONE);
      topics.verdict(verdict(GONE, State.UNAVAILABLE, 1));
    }
    await().until(() -> there(CHAT) && there(EMBEDDINGS) && there(GONE));
    standings.observed(CHAT.key(), Evidence.of(Finding.ANSWERED));
  }

  private boolean there(Offer offer) {
    return snapshots
        .current()
        .offer(offer.key())
        .map(view -> offer == EMBEDDINGS || view.availability() != null)
        .orElse(false);
  }

  String base() {
    return "http://127.0.0.1:" + port + "/v1";
  }

  void broken(Fault.OfModel fault) {
    simulator.faults().set("huggingface", MODEL, fault);
  }
}
