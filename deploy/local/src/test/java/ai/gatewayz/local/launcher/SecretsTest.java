package ai.gatewayz.local.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @Test
  void areMadeOnceAndKept(@TempDir Path directory) throws Exception {
    Secrets first = Secrets.loadOrCreate(directory);
    assertEquals(first, Secrets.loadOrCreate(directory));
    assertTrue(first.apiKey().startsWith("gw_dev_"), first.apiKey());
    assertNotEquals(first.apiKey().substring(7), first.adminToken().substring(9));
  }

  @Test
  void onlyTheOwnerReadsThem(@TempDir Path directory) throws Exception {
    Secrets.loadOrCreate(directory);
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(directory.resolve("api-key")));
  }

  @Test
  void servicesAreToldTheHash() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Secrets.sha256("abc"));
  }
}
