package ai.gatewayz.local.launcher;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {

  @Test
  void holdsUntilItIsClosed(@TempDir Path directory) throws Exception {
    try (DataLock held = DataLock.acquire(directory)) {
      assertThrows(OverlappingFileLockException.class, () -> DataLock.acquire(directory));
    }
    DataLock.acquire(directory).close();
  }
}
