package ai.gatewayz.simulator;

import ai.gatewayz.simulator.completion.CompletionRequest;
import ai.gatewayz.simulator.completion.Completions;
import ai.gatewayz.simulator.completion.Frames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a stream, frame by frame, as fast as the reader takes it and as slow as the options ask.
 */
final class StreamedAnswer {

  private final World world;
  private final String provider;
  private final CompletionRequest request;
  private final boolean chat;

  StreamedAnswer(World world, String provider, CompletionRequest request, boolean chat) {
    this.world = world;
    this.provider = provider;
    this.request = request;
    this.chat = chat;
  }

  void send(HttpServerResponse response) {
    start(response);
    write(response, buffers(frames(true, false)), 0, response::end);
  }

  List<String> frames(boolean done, boolean odd) {
    return Frames.of(provider, Completions.chunks(provider, request, chat), done, odd);
  }

  void start(HttpServerResponse response) {
    CompletionRoutes.headers(provider, "text/event-stream").forEach(response::putHeader);
    response.putHeader("Cache-Control", "no-cache").setChunked(true);
  }

  static List<Buffer> buffers(List<String> frames) {
    List<Buffer> buffers = new ArrayList<>(frames.size());
    frames.forEach(frame -> buffers.add(Buffer.buffer(frame)));
    return buffers;
  }

  /** Writes from the i-th on, then does what comes after. */
  void write(HttpServerResponse response, List<Buffer> frames, int from, Runnable after) {
    for (int i = from; i < frames.size(); i++) {
      if (response.closed()) {
        return;
      }
      int next = i;
      if (!world.tokenDelay().isZero() && i > from) {
        world
            .vertx()
            .setTimer(
                Math.max(1, world.tokenDelay().toMillis()),
                t -> write(response, frames, next, after));
        return;
      }
      if (response.writeQueueFull()) {
        response.drainHandler(v -> write(response, frames, next, after));
        return;
      }
      response.write(frames.get(i));
    }
    after.run();
  }
}
