package ai.gatewayz.gateway.sse;

import ai.gatewayz.gateway.error.Failure;

/**
 * How the events of one stream are read and what of each the caller gets, where one of the two
 * speaks another protocol than chat completions. Remembers what came; for one thread at a time.
 */
public interface EventForm {

  /** What an event says, by its data; never an error that is told by the event's name. */
  Chunk read(Bytes data);

  /**
   * What the caller gets of an event: whole events, or nothing.
   *
   * @param data null where it has none
   * @param event as it came
   */
  Bytes write(Chunk chunk, Bytes data, Bytes event);

  /** Bytes that are kept of what came, with what is still to be made of them. */
  default long held() {
    return 0;
  }

  /** What ends an answer that is whole; empty where the end was written already. */
  byte[] end();

  /** The last event of an answer that broke off. */
  byte[] error(Failure failure, String requestId);
}
