package ai.gatewayz.gateway.coding;

import ai.gatewayz.providers.coding.ContentCoding;
import ai.gatewayz.providers.coding.Inflation;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.zip.DataFormatException;

/**
 * Stands behind the HTTP codec of a connection to a provider. Answers that are only the
 * announcement of one (1xx) are left out, however many there are; an answer that comes compressed,
 * though it was not to be, is undone. What cannot be undone closes the connection, as a cut would.
 */
public final class AnswerDecoder extends ChannelInboundHandlerAdapter {

  private final long most;
  private boolean interim;
  private Inflation inflation;

  /**
   * @param most bytes that one read may become
   */
  public AnswerDecoder(long most) {
    this.most = most;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse response && begins(response)) {
      ReferenceCountUtil.release(message);
    } else if (interim) {
      interim = !(message instanceof LastHttpContent);
      ReferenceCountUtil.release(message);
    } else if (inflation != null && message instanceof HttpContent content) {
      undo(context, content);
    } else {
      context.fireChannelRead(message);
    }
  }

  /** Whether it is only an announcement. */
  private boolean begins(HttpResponse response) {
    HttpResponseStatus status = response.status();
    if (status.codeClass() == HttpStatusClass.INFORMATIONAL
        && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
      interim = !(response instanceof LastHttpContent);
      return true;
    }
    close();
    ContentCoding coding =
        ContentCoding.of(response.headers().get(HttpHeaderNames.CONTENT_ENCODING));
    if (coding == ContentCoding.GZIP || coding == ContentCoding.DEFLATE) {
      inflation = new Inflation(coding);
    }
    return false;
  }

  private void undo(ChannelHandlerContext context, HttpContent content) {
    byte[] data = ByteBufUtil.getBytes(content.content());
    boolean last = content instanceof LastHttpContent;
    content.release();
    try {
      Taker taker = new Taker(context);
      inflation.add(data, data.length, taker::take);
      if (!taker.bounded() || last && inflation != null && !inflation.complete()) {
        throw new DataFormatException();
      }
    } catch (DataFormatException e) {
      close();
      context.close();
      return;
    }
    if (last) {
      close();
      context.fireChannelRead(new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    close();
    super.channelInactive(context);
  }

  private void close() {
    if (inflation != null) {
      inflation.close();
      inflation = null;
    }
  }

  /** Passes on what one read has become, up to the bound. */
  private final class Taker {
    private final ChannelHandlerContext context;
    private long taken;

    Taker(ChannelHandlerContext context) {
      this.context = context;
    }

    boolean take(byte[] piece) {
      taken += piece.length;
      if (!bounded()) {
        return false;
      }
      context.fireChannelRead(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)));
      // Whoever reads may have had enough, and closed the connection.
      return context.channel().isActive() && inflation != null;
    }

    boolean bounded() {
      return taken <= most;
    }
  }
}
