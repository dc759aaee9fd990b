package ai.gatewayz.gateway.stream;

import ai.gatewayz.gateway.sse.StreamEvents;
import ai.gatewayz.gateway.sse.StreamProgress;
import io.vertx.core.buffer.Buffer;

/**
 * What has come of a stream before it is passed on.
 *
 * @param events not read yet
 * @param progress what was read
 * @param held what the caller gets of it
 * @param room that it takes, which is left at the end
 */
public record Begun(StreamEvents events, StreamProgress progress, Buffer held, Room room) {}
