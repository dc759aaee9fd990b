package ai.gatewayz.gateway.trial;

import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Operation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Singleton;
import java.net.URI;

/** Opens connections to providers and closes them at once; nothing is sent. */
@Singleton
class Knocks {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final NetClient client;

  Knocks(Vertx vertx) {
    client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
  }

  /** Whether the provider takes a connection; never fails. */
  Future<Boolean> at(Provider provider) {
    URI target = provider.endpoint(Operation.CHAT.path());
    if (target.getHost() == null) {
      return Future.succeededFuture(true);
    }
    int usual = "https".equals(target.getScheme()) ? HTTPS : HTTP;
    return client
        .connect(target.getPort() > 0 ? target.getPort() : usual, target.getHost())
        .onSuccess(NetSocket::close)
        .map(true)
        .otherwise(false);
  }
}
