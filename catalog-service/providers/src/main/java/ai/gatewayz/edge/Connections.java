package ai.gatewayz.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Closes callers' connections that do nothing for too long, those of an address that has too many,
 * and those that have most of their answers to take where all of it takes too much memory. The HTTP
 * server's own limits of idleness cannot: they do not know a caller who sends half a head from one
 * who waits for an answer, which may be silent for minutes. Each event loop looks at its
 * connections a few times a second.
 */
@Singleton
public class Connections {

  private static final AttributeKey<Doing> DOING = AttributeKey.valueOf("gatewayz.doing");
  private static final Logger LOG = Logger.getLogger(Connections.class);
  private static final long LOOK_MILLIS = 250;

  /** The share of the heap, as a divisor, that requests may take that wait for others. */
  private static final int SENT_AHEAD = 32;

  /** The same for what callers do not take of their answers. */
  private static final int UNREAD = 4;

  private final ConnectionLimits limits;
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
  private final AtomicLong unreadOfAll = new AtomicLong();
  private final long mostUnread = Runtime.getRuntime().maxMemory() / UNREAD;
  private final AtomicLong room = new AtomicLong(Runtime.getRuntime().maxMemory() / SENT_AHEAD);
  private final List<Future<?>> looks = new CopyOnWriteArrayList<>();

  Connections(Vertx vertx, ConnectionLimits limits) {
    this.limits = limits;
    for (EventExecutor executor : ((VertxInternal) vertx).getEventLoopGroup()) {
      if (executor instanceof SingleThreadEventLoop loop) {
        looks.add(
            loop.scheduleWithFixedDelay(
                new Look(loop), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS));
      }
    }
  }

  /**
   * A request has come whose answer is in flight from now on. Call it for each request, and early.
   */
  public void begins(RoutingContext context) {
    begins(context, Answer.of(context.response()));
  }

  /** The same where a stream of events may go on for as long as its caller takes it. */
  void beginsMaybeStream(RoutingContext context) {
    begins(context, Answer.maybeStream(context.response()));
  }

  private void begins(RoutingContext context, Answer answer) {
    if (context.request().connection() instanceof ConnectionBase connection) {
      long now = System.nanoTime();
      Doing doing = doing(connection.channel(), now);
      if (context.request().version() == HttpVersion.HTTP_2) {
        doing.beginsBesideOthers(now, answer);
        context.addEndHandler(ended -> doing.ends(System.nanoTime(), answer));
      } else {
        // One after the other. Whether it has ended is seen at the next look: that costs a request
        // less than to be told.
        if (doing.begins(now, answer)) {
          watchWhatIsSentAhead(connection.channel().pipeline());
        }
      }
    }
  }

  private void watchWhatIsSentAhead(ChannelPipeline pipeline) {
    ChannelHandlerContext server = pipeline.context(VertxHandler.class);
    if (server != null) {
      pipeline.addBefore(server.name(), null, new SentAhead(room));
    }
  }

  /** A look at the connections of one loop: those that were accepted. */
  private final class Look implements Runnable {

    private final SingleThreadEventLoop loop;
    private long unreadBefore;

    Look(SingleThreadEventLoop loop) {
      this.loop = loop;
    }

    @Override
    public void run() {
      try {
        look(System.nanoTime());
      } catch (RuntimeException e) {
        // It would not be repeated.
        LOG.error("Checking for idle connections failed", e);
      }
    }

    private void look(long now) {
      List<Channel> dead = new ArrayList<>();
      Unread<Channel> unread = new Unread<>();
      for (Iterator<Channel> all = loop.registeredChannelsIterator(); all.hasNext(); ) {
        Channel channel = all.next();
        if (channel.parent() == null) {
          continue; // a call to a provider, which has limits of its own
        }
        long sending = sending(channel);
        Doing doing = doing(channel, now);
        if (doing.tooLong(now, sending > 0, limits)) {
          dead.add(channel);
        } else {
          unread.add(channel, sending, doing.nanos(now));
        }
      }
      long tooMuch = unreadOfAll.addAndGet(unread.bytes() - unreadBefore) - mostUnread;
      unreadBefore = unread.bytes();
      if (tooMuch > 0) {
        dead.addAll(unread.leaving(tooMuch));
      }
      dead.forEach(Channel::close);
    }
  }

  private static long sending(Channel channel) {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }

  private Doing doing(Channel channel, long now) {
    Attribute<Doing> known = channel.attr(DOING);
    Doing doing = known.get();
    if (doing == null) {
      doing = new Doing(now);
      known.set(doing);
      count(channel);
    }
    return doing;
  }

  private void count(Channel channel) {
    if (channel.remoteAddress() instanceof InetSocketAddress socket
        && socket.getAddress() instanceof InetAddress address) {
      int open = byAddress.merge(address, 1, Integer::sum);
      channel
          .closeFuture()
          .addListener(
              closed ->
                  byAddress.computeIfPresent(address, (at, some) -> some == 1 ? null : some - 1));
      if (open > limits.mostPerAddress()) {
        channel.close();
      }
    }
  }

  @PreDestroy
  void close() {
    looks.forEach(look -> look.cancel(false));
  }
}
