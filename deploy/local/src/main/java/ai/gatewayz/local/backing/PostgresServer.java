package ai.gatewayz.local.backing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL server on loopback, with a database for each service that has one. */
public final class PostgresServer implements AutoCloseable {

  public static final String USER = "postgres";

  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * A server for tests: any free port, its files are gone when it is closed, and it does not wait
   * for the disk.
   */
  public static PostgresServer startTemporary() throws IOException {
    return startTemporary(Map.of());
  }

  /** The same with settings of the server's configuration file. */
  public static PostgresServer startTemporary(Map<String, String> settings) throws IOException {
    EmbeddedPostgres.Builder builder = common(EmbeddedPostgres.builder());
    settings.forEach(builder::setServerConfig);
    return new PostgresServer(builder.start());
  }

  /** A server that keeps its data under a directory and goes on with it when started again. */
  public static PostgresServer startPersistent(Path directory, int port) throws IOException {
    return new PostgresServer(
        common(EmbeddedPostgres.builder())
            .setOverrideWorkingDirectory(directory.resolve("bin").toFile())
            .setDataDirectory(directory.resolve("data"))
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setPort(port)
            .start());
  }

  private static EmbeddedPostgres.Builder common(EmbeddedPostgres.Builder builder) {
    return builder
        .setPort(FreePort.next())
        .setServerConfig("max_connections", "80")
        .setServerConfig("shared_buffers", "64MB");
  }

  /** Creates a database unless it is there. */
  public PostgresServer withDatabase(String name) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      boolean exists;
      try (var rows =
          statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
        exists = rows.next();
      }
      if (!exists) {
        statement.execute("create database " + name);
      }
    }
    return this;
  }

  /** Has the superuser execute a statement. */
  public PostgresServer execute(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return this;
  }

  public int port() {
    return server.getPort();
  }

  /** The standard Quarkus properties that point a service at one of the databases. */
  public Map<String, String> quarkusProperties(String database) {
    String address = "://127.0.0.1:" + port() + "/" + database;
    return Map.of(
        "quarkus.datasource.reactive.url",
        "postgresql" + address,
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql" + address,
        "quarkus.datasource.username",
        USER,
        "quarkus.datasource.password",
        USER);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
