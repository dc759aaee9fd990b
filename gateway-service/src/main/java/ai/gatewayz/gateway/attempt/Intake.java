package ai.gatewayz.gateway.attempt;

import ai.gatewayz.providers.evidence.Answer;
import io.vertx.core.buffer.Buffer;

/** Takes in an answer that has begun, in the form that it has. */
interface Intake {

  void arrived(Buffer bytes);

  /** All has come. */
  void ended();

  /** Not all has come, and no more will. */
  void noMore(Answer why);

  /** Nothing more is taken in: timers end. */
  void close();
}
