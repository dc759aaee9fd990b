package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.stream.AnswerStream;
import ai.gatewayz.gateway.stream.Room;
import ai.gatewayz.providers.evidence.Evidence;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/** How an attempt began. Up to here another candidate can still be tried. */
public sealed interface Opening {

  /** Lets go of all that it holds, where nothing of it is going to be sent. */
  default void drop() {
    // Without an answer there is nothing to let go of.
  }

  /**
   * No usable answer.
   *
   * @param overStreamOptions whether it looks as if {@code stream_options} alone were to blame
   * @param connected whether there was a connection; without one, the request cannot be to blame
   */
  record Failed(Evidence evidence, boolean overStreamOptions, boolean connected)
      implements Opening {}

  /**
   * A whole answer.
   *
   * @param usage null where the provider tells none
   * @param written an estimate of the tokens in it
   * @param room that it takes, to be left when the caller has it
   * @param dropped fields of the request that its provider was not sent
   */
  record Whole(
      String contentType,
      Buffer body,
      Usage usage,
      long written,
      Duration took,
      Room room,
      List<String> dropped)
      implements Opening {

    @Override
    public void drop() {
      room.leave();
    }
  }

  /** An answer that is too long for the room that is left here; nothing is held against it. */
  record NoRoom() implements Opening {}

  /**
   * A stream with its first content; the rest is to be piped.
   *
   * @param dropped fields of the request that its provider was not sent
   */
  record Streaming(AnswerStream stream, Duration ttft, List<String> dropped) implements Opening {

    @Override
    public void drop() {
      stream.drop();
    }
  }
}
