package ai.gatewayz.catalog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks into the database from outside the service. */
public final class Database {

  private Database() {}

  public static long number(CatalogStack stack, String sql) throws SQLException {
    try (Connection connection = connect(stack);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  public static void execute(CatalogStack stack, String sql) throws SQLException {
    try (Connection connection = connect(stack);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(CatalogStack stack) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + stack.postgresPort() + "/gatewayz",
        "postgres",
        "postgres");
  }
}
