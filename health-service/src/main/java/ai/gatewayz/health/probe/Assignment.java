package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.budget.Purse;
import ai.gatewayz.health.ledger.Watched.Urgency;
import ai.gatewayz.health.question.Form;
import ai.gatewayz.providers.dialect.Operation;
import java.time.Duration;
import java.time.Instant;

/**
 * One probe to send now: its permit is taken and its cost reserved.
 *
 * @param usual the form in which the offer is asked as a rule
 * @param urgency why it is this offer's turn
 * @param units of concurrency that it takes while it is out
 * @param patience how long to wait for the answer
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
    Duration patience) {}
