package ai.gatewayz.local.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second stack off the same data. The operating system lets go of it when the process ends,
 * however it ends.
 */
record DataLock(FileChannel channel, FileLock lock) implements AutoCloseable {

  static DataLock acquire(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new StackException(
          "A stack is already running on "
              + directory
              + ". Stop it with Ctrl-C where it runs, or give this one a folder of its own:"
              + " `make up DATA=.local2 PORT_OFFSET=100`.");
    }
    return new DataLock(channel, lock);
  }

  @Override
  public void close() throws IOException {
    lock.close();
    channel.close();
  }
}
