package ai.gatewayz.gateway.trial;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.dialect.Operation;
import java.time.Instant;

/** An offer that failed and is wanted: the state of its half-open probes. */
final class Watched {

  final OfferView offer;
  volatile Operation operation;
  volatile Instant wanted;

  /** Null: not yet. */
  Instant asked;

  boolean asking;

  /** Whether it has just failed for want of a connection. */
  boolean unreachable;

  /** Whether the last question took long to fail, and no wait was named. */
  boolean slow;

  Watched(OfferView offer, Operation operation, Instant wanted) {
    this.offer = offer;
    this.operation = operation;
    this.wanted = wanted;
  }

  String provider() {
    return offer.offer().provider();
  }
}
