package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.budget.Purse;
import ai.gatewayz.health.ledger.Watched.Urgency;
import ai.gatewayz.health.question.Form;
import ai.gatewayz.health.question.Question;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * One probe to send now: its permit is taken and its cost reserved.
 *
 * @param usual the form in which the offer is asked as a rule
 * @param urgency why it is this offer's turn
 * @param units of concurrency that it takes while it is out
 * @param patience how long to wait for the answer
 * @param test the capability that it asks for; null where it asks whether the offer answers
 */
public record Assignment(
    Offer offer,
    Operation operation,
    Form form,
    Form usual,
    Urgency urgency,
    int units,
    Purse.Reserved reserved,
    Instant at,
    Duration patience,
    CapabilityQuestion test) {

  /** Whether the offer answers. */
  public Assignment(
      Offer offer,
      Operation operation,
      Form form,
      Form usual,
      Urgency urgency,
      int units,
      Purse.Reserved reserved,
      Instant at,
      Duration patience) {
    this(offer, operation, form, usual, urgency, units, reserved, at, patience, null);
  }

  /** What is asked, for records of probes. */
  public String kind() {
    return test == null ? operation.label() : test.capability().name().toLowerCase(Locale.ROOT);
  }

  /**
   * What is sent.
   *
   * @param dialect of the offer's provider
   */
  public byte[] body(Dialect dialect) {
    return test == null
        ? Question.body(operation, offer, form)
        : Question.body(test, offer, form, dialect.capabilities());
  }
}
