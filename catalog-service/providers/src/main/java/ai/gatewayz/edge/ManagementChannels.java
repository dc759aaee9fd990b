package ai.gatewayz.edge;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/**
 * Connections to the management port. Quarkus lets an application say how its public ports are
 * opened, but not this one, which it opens for HTTP/2 in the clear as well; Netty lets one look at
 * every connection before the server does.
 */
public final class ManagementChannels extends ChannelInitializerExtension {

  private static volatile int port;

  /**
   * Has only HTTP/1 spoken on a port. To be called before anything is opened: Netty looks for
   * extensions once.
   */
  public static void speakHttp1On(int managementPort) {
    port = managementPort;
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  @Override
  public void postInitializeServerChildChannel(Channel connection) {
    if (connection.localAddress() instanceof InetSocketAddress address
        && address.getPort() == port) {
      connection.pipeline().addFirst(new Http1Only());
    }
  }
}
