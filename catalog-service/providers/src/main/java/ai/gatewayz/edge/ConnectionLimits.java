package ai.gatewayz.edge;

import java.time.Duration;

/**
 * How long callers' connections may do nothing, and how many there may be. Each service says it.
 *
 * @param head nanoseconds to the first request
 * @param idle nanoseconds from one request to the next
 * @param work nanoseconds from the latest request to its end
 * @param mostPerAddress open at a time from one address, that of the socket
 */
public record ConnectionLimits(long head, long idle, long work, int mostPerAddress) {

  public static ConnectionLimits of(
      Duration head, Duration idle, Duration work, int mostPerAddress) {
    return new ConnectionLimits(head.toNanos(), idle.toNanos(), work.toNanos(), mostPerAddress);
  }
}
