package ai.gatewayz.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Lets nothing but HTTP/1 reach the server behind it: a connection that begins as HTTP/2 is closed,
 * and a wish to go on with it is not seen. It reads no bodies, so it is for a port that takes none.
 */
final class Http1Only extends ChannelInboundHandlerAdapter {

  private static final byte TLS_HANDSHAKE = 0x16;
  // "PRI * HTTP/2.0" is how HTTP/2 begins. No method of HTTP/1 does.
  private static final byte[] PREFACE = {'P', 'R', 'I'};
  private static final byte[] UPGRADE = {'u', 'p', 'g', 'r', 'a', 'd', 'e'};
  private static final int ELSEWHERE = -1;

  private long seen;
  private int preface;
  // How much of the name was read in this line; the rest of a line of another name is elsewhere.
  private int name;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
      return;
    }
    if (seen == 0 && bytes.isReadable() && bytes.getByte(bytes.readerIndex()) == TLS_HANDSHAKE) {
      // Within TLS both sides agree on the protocol.
      context.pipeline().remove(this);
      context.fireChannelRead(message);
      return;
    }
    for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
      byte each = bytes.getByte(i);
      if (begins(each)) {
        ReferenceCountUtil.release(message);
        context.close();
        return;
      }
      if (named(each)) {
        // The header has another name from here on, and asks for nothing.
        bytes.setByte(i, '-');
      }
    }
    context.fireChannelRead(message);
  }

  private boolean begins(byte each) {
    if (seen == preface && preface < PREFACE.length && each == PREFACE[preface]) {
      preface++;
    }
    seen++;
    return preface == PREFACE.length;
  }

  /** Whether this is the last letter of the name at the beginning of a line. */
  private boolean named(byte each) {
    if (each == '\n') {
      name = 0;
    } else if (name != ELSEWHERE) {
      name = (each | 0x20) == UPGRADE[name] ? name + 1 : ELSEWHERE;
      if (name == UPGRADE.length) {
        name = ELSEWHERE;
        return true;
      }
    }
    return false;
  }
}
