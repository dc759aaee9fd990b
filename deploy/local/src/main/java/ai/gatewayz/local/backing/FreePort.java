package ai.gatewayz.local.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Ports to listen on for what is started, stopped and started again.
 *
 * <p>The kernel gives ports of its own range to every outgoing connection, so a port that it named
 * as free may be some connection's a moment later, or while what listens on it is restarted. These
 * lie below that range, and each is handed out once until all have been, whichever process asks.
 */
public final class FreePort {

  /** Above the documented ports of the stack. */
  static final int FIRST = 20_000;

  /** Where the ranges of Linux begin; those of other systems begin later. */
  static final int END = 32_768;

  private static final Path LAST =
      Path.of(System.getProperty("java.io.tmpdir"))
          .resolve("gatewayz-ports-" + System.getProperty("user.name"));

  private FreePort() {}

  /**
   * A port on which nothing listens, at any address.
   *
   * @throws UncheckedIOException where all are taken, or the file of the last one is not writable
   */
  public static synchronized int next() {
    try (FileChannel file =
            FileChannel.open(
                LAST,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      int last = read(file);
      for (int tried = 0; tried < END - FIRST; tried++) {
        last = last + 1 < END ? last + 1 : FIRST;
        if (isFree(last)) {
          file.write(ByteBuffer.allocate(Integer.BYTES).putInt(last).flip(), 0);
          return last;
        }
      }
      throw new IOException("every port from " + FIRST + " to " + (END - 1) + " is taken");
    } catch (IOException e) {
      throw new UncheckedIOException("no port: " + LAST, e);
    }
  }

  private static int read(FileChannel file) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(Integer.BYTES);
    file.read(last, 0);
    int port = last.hasRemaining() ? 0 : last.flip().getInt();
    return port >= FIRST && port < END ? port : END;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
