package ai.gatewayz.providers.evidence;

import java.util.Locale;

/** What one answer says. The JSON and metric name is the lower-case name. */
public enum Finding {
  /** a good answer */
  ANSWERED(Subject.MODEL, true),
  /** refused only because the output budget was too small: the model runs */
  BUDGET_TOO_SMALL(Subject.MODEL, true),
  /** the provider does not have the model (any more) */
  MODEL_GONE(Subject.MODEL, false),
  /** listed, but only on a deployment of one's own */
  NOT_SERVERLESS(Subject.MODEL, false),
  /** the model exists but does not do this operation */
  WRONG_OPERATION(Subject.MODEL, false),
  /** asleep: loading takes a while */
  COLD(Subject.MODEL, false),
  /** our account may not use this model: licence, plan */
  GATED(Subject.ACCOUNT, false),
  KEY_REJECTED(Subject.ACCOUNT, false),
  CREDITS_EXHAUSTED(Subject.ACCOUNT, false),
  PERMISSION_DENIED(Subject.ACCOUNT, false),
  /** over our rate or concurrency: the model is alive, slow down */
  RATE_LIMITED(Subject.ACCOUNT, true),
  /** prompt and budget exceed the context */
  CONTEXT_TOO_LONG(Subject.REQUEST, true),
  CONTENT_REFUSED(Subject.REQUEST, true),
  /** a parameter or message that this model or provider does not take */
  REQUEST_REFUSED(Subject.REQUEST, false),
  /** the provider says that it has no capacity */
  OVERLOADED(Subject.MOMENT, false),
  /** a fault on the provider's side */
  SERVER_ERROR(Subject.MOMENT, false),
  /** an answer that is none: empty, HTML, not JSON, cut short */
  GARBLED(Subject.MOMENT, false),
  /** no answer in time */
  TIMED_OUT(Subject.MOMENT, false),
  /** no connection, or it broke */
  UNREACHABLE(Subject.MOMENT, false);

  private final Subject subject;
  private final boolean alive;
  private final String label = name().toLowerCase(Locale.ROOT);

  Finding(Subject subject, boolean alive) {
    this.subject = subject;
    this.alive = alive;
  }

  public Subject subject() {
    return subject;
  }

  /** Whether it proves that the model runs. */
  public boolean alive() {
    return alive;
  }

  public String label() {
    return label;
  }
}
